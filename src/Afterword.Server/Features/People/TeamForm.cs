using Afterword.Core.People;
using Afterword.Server.Api;
using Afterword.Server.Data;

namespace Afterword.Server.Features.People;

/// <summary>What the page's form and the API's body hold of a team, as typed; people by handle.</summary>
public sealed record TeamForm
{
    public string? Handle { get; set; }
    public string? Name { get; set; }
    public string? Lead { get; set; }
    public string? Email { get; set; }
    public string? TimeZone { get; set; } = "UTC";
    public bool IsLeadership { get; set; }

    /// <summary>Handles, separated by spaces, commas or lines.</summary>
    public string? Members { get; set; }

    /// <summary>The version the editor saw.</summary>
    public int Version { get; set; }

    public static TeamForm Of(Team team, IReadOnlyDictionary<int, string> handles) =>
        new()
        {
            Handle = team.Handle,
            Name = team.Name,
            Lead = team.LeadId is { } lead ? handles[lead] : null,
            Email = team.Email,
            TimeZone = team.TimeZone,
            IsLeadership = team.IsLeadership,
            Members = string.Join(", ", team.MemberIds.Select(id => $"@{handles[id]}").Order()),
            Version = team.Version,
        };

    /// <summary>What stands there, with the fields a body names put over it.</summary>
    internal TeamForm With(Patch patch)
    {
        var form = this with
        {
            Handle = patch.Text("handle", Handle ?? ""),
            Name = patch.Text("name", Name ?? ""),
            Lead = patch.Text("lead", Lead ?? ""),
            Email = patch.Text("email", Email ?? ""),
            TimeZone = patch.Text("timeZone", TimeZone ?? ""),
            IsLeadership = patch.Flag("isLeadership", IsLeadership),
            Members = string.Join(", ", patch.Texts("members", Split(Members))),
        };
        patch.Done();
        return form;
    }

    /// <summary>The noun's fields.</summary>
    /// <exception cref="Core.RuleException">A handle names nobody.</exception>
    internal async Task<TeamDetails> Details(AfterwordDb db) =>
        new()
        {
            Handle = string.IsNullOrWhiteSpace(Handle)
                ? Core.People.Handle.From(Name ?? "")
                : Handle,
            Name = Name ?? "",
            LeadId = await Handles.Person(db, Lead, "lead"),
            Email = Email?.Trim() ?? "",
            TimeZone = string.IsNullOrWhiteSpace(TimeZone) ? "UTC" : TimeZone.Trim(),
            IsLeadership = IsLeadership,
            MemberIds = await Handles.People(db, Split(Members), "members"),
        };

    private static string[] Split(string? handles) =>
        (handles ?? "").Split(
            [' ', ',', ';', '\r', '\n', '\t'],
            StringSplitOptions.RemoveEmptyEntries
        );
}
