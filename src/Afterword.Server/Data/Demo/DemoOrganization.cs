using Afterword.Core.Events;
using Afterword.Core.People;

namespace Afterword.Server.Data.Demo;

/// <summary>Harbor Lane: sixteen people, five teams, nine services. The demo's visitor is Alex Moreno.</summary>
internal static class DemoOrganization
{
    /// <summary>Whom the demo's visitor signs in as.</summary>
    public const string Visitor = "alex";

    private sealed record Somebody(
        string Handle,
        string Name,
        string Zone,
        string? Manager,
        Role Role = Role.Member
    );

    private static readonly Somebody[] Everybody =
    [
        new("ines", "Ines Duarte", "Europe/Lisbon", null, Role.Viewer),
        new("marcus", "Marcus Bell", "Europe/London", "ines", Role.Lead),
        new("yuki", "Yuki Tanaka", "Asia/Tokyo", "ines"),
        new(Visitor, "Alex Moreno", "Europe/Berlin", "marcus", Role.Admin),
        new("amara", "Amara Okafor", "Africa/Lagos", "marcus", Role.Lead),
        new("noah", "Noah Carter", "America/New_York", "marcus", Role.Lead),
        new("elif", "Elif Demir", "Europe/Istanbul", "marcus", Role.Lead),
        new("priya", "Priya Raman", "Asia/Kolkata", Visitor),
        new("jonas", "Jonas Weber", "Europe/Berlin", Visitor),
        new("lee", "Lee Chen", "Asia/Singapore", "amara"),
        new("sofia", "Sofia Lindqvist", "Europe/Stockholm", "amara"),
        new("hana", "Hana Kim", "Asia/Seoul", "noah"),
        new("tomas", "Tomás Herrera", "America/Bogota", "noah"),
        new("kofi", "Kofi Mensah", "Africa/Accra", "elif"),
        new("grace", "Grace O'Neil", "America/Chicago", "elif"),
        new("dana", "Dana Novak", "Europe/Prague", "ines", Role.Auditor),
    ];

    private static readonly (
        string Handle,
        string Name,
        string Lead,
        string Zone,
        string[] Members
    )[] Teams =
    [
        ("leadership", "Leadership", "ines", "Europe/Lisbon", ["ines", "marcus", "yuki"]),
        ("platform", "Platform", Visitor, "Europe/Berlin", [Visitor, "priya", "jonas"]),
        ("payments", "Payments", "amara", "Africa/Lagos", ["amara", "lee", "sofia"]),
        ("storefront", "Storefront", "noah", "America/New_York", ["noah", "hana", "tomas"]),
        ("fulfillment", "Fulfillment", "elif", "Europe/Istanbul", ["elif", "kofi", "grace"]),
    ];

    private static readonly (string Handle, string Name, string Team, string[] Tags)[] Services =
    [
        ("checkout", "Checkout", "payments", ["payments", "tls", "go"]),
        ("payment-gateway", "Payment gateway", "payments", ["payments", "third-party", "tls"]),
        ("storefront-web", "Storefront", "storefront", ["web", "cdn"]),
        ("search", "Search", "storefront", ["search-index", "jvm"]),
        ("product-images", "Product images", "storefront", ["cdn", "object-storage"]),
        ("order-queue", "Order queue", "fulfillment", ["queue", "kafka"]),
        ("courier-app", "Courier app", "fulfillment", ["mobile", "push"]),
        ("identity", "Identity", "platform", ["login", "postgres"]),
        ("edge-proxy", "Edge proxy", "platform", ["tls", "dns", "nginx"]),
    ];

    public static void Write(DemoScript script)
    {
        var began = script.At(DemoHistory.From + 5, 8);
        script.Then(
            began,
            async db =>
            {
                var by = By.Product(began);
                foreach (var one in Everybody)
                {
                    var person = Person.Add(await db.NextPerson(), Details(script, one), by);
                    db.People.Add(person);
                    script.People[one.Handle] = person.Id;
                }
                foreach (var (handle, name, lead, zone, members) in Teams)
                {
                    var team = Team.Add(
                        await db.NextTeam(),
                        new TeamDetails
                        {
                            Handle = handle,
                            Name = name,
                            LeadId = script.People[lead],
                            Email = $"{handle}@harborlane.example",
                            TimeZone = zone,
                            IsLeadership = handle == "leadership",
                            MemberIds = [.. members.Select(m => script.People[m])],
                        },
                        by
                    );
                    db.Teams.Add(team);
                    script.Teams[handle] = team.Id;
                }
                foreach (var (handle, name, team, tags) in Services)
                {
                    var service = Service.Add(
                        await db.NextService(),
                        new ServiceDetails
                        {
                            Handle = handle,
                            Name = name,
                            OwnerTeamId = script.Teams[team],
                            Tags = tags,
                        },
                        by
                    );
                    db.Services.Add(service);
                    script.Services[handle] = service.Id;
                }
            }
        );
    }

    private static PersonDetails Details(DemoScript script, Somebody one) =>
        new()
        {
            Handle = one.Handle,
            Name = one.Name,
            Email = $"{one.Handle}@harborlane.example",
            TimeZone = one.Zone,
            ManagerId = one.Manager is null ? null : script.People[one.Manager],
            Role = one.Role,
        };
}
