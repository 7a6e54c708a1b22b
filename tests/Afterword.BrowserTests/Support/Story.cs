using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;

namespace Afterword.BrowserTests.Support;

/// <summary>
/// A small organisation after a bad week, with what makes pages break: long words, tables, a title that is markup. Ana (administrator,
/// leads Payments), Lee and Mia; INC-1 resolved with a post-mortem and items in every state, INC-2 still running, INC-3 restricted.
/// </summary>
internal static class Story
{
    private const string Expiry = "Checkout returned errors after a certificate expired";
    private const string Hostile =
        "<script>document.title='stolen'</script> & Ünïcode in a_very_long_identifier_without_any_place_to_break_it_anywhere";

    /// <summary>Tells it to an empty database; gives Ana's number.</summary>
    public static async Task<int> Tell(Store store)
    {
        var (ana, lee, team) = await store.Write(async db =>
            await People(db, By.Product(store.Now))
        );
        await store.Write(async db =>
            await Incidents(db, new By(ana, Door.Web, store.Now), lee, team)
        );
        return ana;
    }

    private static async Task<(int Ana, int Lee, int Team)> People(AfterwordDb db, By by)
    {
        var ana = await Add(db, "ana", "Ana Ruiz", Role.Admin, by);
        var lee = await Add(db, "lee", "Lee Chen", Role.Lead, by);
        var mia = await Add(db, "mia", "Mia Wolfeschlegelsteinhausenbergerdorff", Role.Member, by);
        var payments = Team.Add(
            await db.NextTeam(),
            new TeamDetails
            {
                Handle = "payments",
                Name = "Payments",
                LeadId = ana,
                MemberIds = [lee, mia],
            },
            by
        );
        db.Teams.Add(payments);
        db.Services.Add(
            Service.Add(
                await db.NextService(),
                new ServiceDetails
                {
                    Handle = "checkout",
                    Name = "Checkout",
                    OwnerTeamId = payments.Id,
                    Tags = ["tier-1", "pci"],
                },
                by
            )
        );
        return (ana, lee, payments.Id);
    }

    private static async Task<int> Add(AfterwordDb db, string handle, string name, Role role, By by)
    {
        var details = new PersonDetails
        {
            Handle = handle,
            Name = name,
            Email = $"{handle}@example.test",
            Role = role,
            TimeZone = "Europe/Berlin",
        };
        var person = Person.Add(await db.NextPerson(), details, by);
        db.People.Add(person);
        return person.Id;
    }

    private static async Task Incidents(AfterwordDb db, By by, int lee, int team)
    {
        var began = by.At.AddDays(-9);
        var expiry = Incident.Declare(
            await db.NextIncident(),
            new IncidentDetails
            {
                Title = Expiry,
                Severity = Severity.Sev2,
                TeamId = team,
                LeadId = by.PersonId,
                Tags = ["certificates"],
                StartedAt = began,
                DetectedAt = began.AddMinutes(11),
                MitigatedAt = began.AddMinutes(40),
                ResolvedAt = began.AddMinutes(54),
                Impact =
                    "1 in 5 payments failed for 54 minutes; about 3,400 customers saw an error.",
                AffectedUsers = 3400,
                Milestones =
                [
                    new Milestone("All certificates in the inventory", by.At.AddDays(20), null),
                ],
            },
            by
        );
        var running = new IncidentDetails
        {
            Title = Hostile,
            Severity = Severity.Sev1,
            StartedAt = by.At.AddHours(-2),
        };
        var leaked = new IncidentDetails
        {
            Title = "A signing key stood in a public log",
            Severity = Severity.Sev1,
            StartedAt = by.At.AddDays(-1),
            Restricted = true,
        };
        db.Incidents.AddRange(
            expiry,
            Incident.Declare(await db.NextIncident(), running, by),
            Incident.Declare(await db.NextIncident(), leaked, by)
        );
        db.PostMortems.Add(PostMortem.Start(expiry.Number, Document(began), by));
        await Items(db, expiry.Number, by, lee);
    }

    private static async Task Items(AfterwordDb db, int incident, By by, int lee)
    {
        var today = DateOnly.FromDateTime(by.At.UtcDateTime);
        async Task<ActionItem> Add(
            string title,
            Priority? priority,
            DateOnly? due,
            int? owner,
            string dueText = ""
        )
        {
            var details = new ActionItemDetails
            {
                Title = title,
                Priority = priority,
                DueOn = due,
                OwnerId = owner,
                DueText = dueText,
                Category = LearningCategory.Detection,
                Description =
                    "Alert from the inventory, **not** from the load balancer.\n\n| host | expires |\n|---|---|\n| `edge-proxy-1.internal.example.test` | 2027-01-01 |",
            };
            var item = ActionItem.Add(await db.NextItem(), incident, details, by);
            db.ActionItems.Add(item);
            return item;
        }

        (
            await Add(
                "Alert 30 days before any certificate expires",
                Priority.P1,
                today.AddDays(-5),
                by.PersonId
            )
        ).Start(by);
        await Add(
            "Renew the checkout certificate from the pipeline, with a dry run every week",
            Priority.P2,
            today.AddDays(1),
            lee
        );
        (await Add("Run-book for certificate rollover", Priority.P3, today.AddDays(24), lee)).Block(
            "Waiting for access to the vault",
            by
        );
        (
            await Add(
                "Add the edge proxies to the certificate inventory",
                Priority.P2,
                today.AddDays(-2),
                lee
            )
        ).Complete(by, "Merged as change 812; 14 hosts listed");
        (await Add("Buy certificates for ten years", Priority.P4, today, lee)).Cancel(
            "Browsers refuse more than 398 days",
            by
        );
        await Add(Hostile, null, null, null, "next sprint");
    }

    private static PostMortemContent Document(DateTimeOffset began) =>
        new()
        {
            Authors = ["Ana Ruiz", "Lee Chen"],
            Sections =
            [
                new DocumentSection(
                    SectionKind.Summary,
                    "Summary",
                    "A certificate on `edge-proxy` expired; renewing it by hand resolved it."
                ),
                new DocumentSection(
                    SectionKind.RootCause,
                    "Root cause",
                    "Renewal ran on one host only.\n\n- the alert looked at the load balancer\n- nobody owned the second host"
                ),
                new DocumentSection(
                    SectionKind.WentWell,
                    "What went well",
                    "Rollback took four minutes."
                ),
            ],
            Timeline =
            [
                new DocumentTimelineEntry(began, null, "14:02", "First errors at checkout"),
                new DocumentTimelineEntry(began.AddMinutes(11), null, "14:13", "Page to Payments"),
                new DocumentTimelineEntry(
                    began.AddMinutes(54),
                    null,
                    "14:56",
                    "Certificate renewed, errors gone"
                ),
            ],
            Learnings =
            [
                new DocumentLearning(
                    LearningCategory.Detection,
                    "Nobody was paged for 11 minutes.",
                    "Alert on payment errors, not on hosts."
                ),
            ],
        };
}
