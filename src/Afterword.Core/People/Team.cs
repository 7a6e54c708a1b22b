using Afterword.Core.Events;

namespace Afterword.Core.People;

/// <summary>A team: owns services, leads incidents, is told what its services suffered.</summary>
public sealed class Team : Noun
{
    private Team() { }

    /// <summary>The database's number; people and the API use <see cref="Handle"/>.</summary>
    public int Id { get; private set; }

    /// <summary>The short name, unique among teams and people, without <c>@</c>.</summary>
    public string Handle { get; private set; } = "";

    /// <summary>The name in full.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The team lead: the one accountable person behind the team's handle.</summary>
    public int? LeadId { get; private set; }

    /// <summary>A mail address of the whole team; empty: its members are written to one by one.</summary>
    public string Email { get; private set; } = "";

    /// <summary>The IANA time zone in which the team's weeks and mornings are counted.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>True for the team that leadership updates go to.</summary>
    public bool IsLeadership { get; private set; }

    /// <summary>Its members.</summary>
    public IReadOnlyList<int> MemberIds { get; private set; } = [];

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Team;

    /// <inheritdoc/>
    public override long SubjectId => Id;

    /// <summary>Adds a team.</summary>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public static Team Add(int id, TeamDetails details, By by)
    {
        var team = new Team { Id = id };
        team.Take(details);
        team.Happened(EventKind.TeamAdded, by, note: $"@{team.Handle}");
        return team;
    }

    /// <summary>Changes what is known; nothing happens when nothing differs.</summary>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public void Edit(TeamDetails details, By by)
    {
        var changes = Take(details);
        if (changes.Any)
        {
            Happened(EventKind.TeamChanged, by, changes.All);
        }
    }

    private Changes Take(TeamDetails details)
    {
        var changes = new Changes();
        if (string.IsNullOrWhiteSpace(details.Name))
        {
            throw new RuleException("name", "A team needs a name.");
        }
        if (details.Email.Length > 0 && !EmailShape.IsValid(details.Email))
        {
            throw new RuleException(
                "email",
                $"'{details.Email}' is no mail address; one looks like payments@example.com."
            );
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(details.TimeZone, out _))
        {
            throw new RuleException(
                "timeZone",
                $"'{details.TimeZone}' is no time zone; one looks like Europe/Berlin."
            );
        }
        int[] members = [.. details.MemberIds.Distinct().Order()];
        Handle = changes.Of("handle", Handle, People.Handle.Check(details.Handle));
        Name = changes.Of("name", Name, details.Name.Trim());
        LeadId = changes.Of("lead", LeadId, details.LeadId);
        Email = changes.Of("email", Email, details.Email.Trim());
        TimeZone = changes.Of("timeZone", TimeZone, details.TimeZone);
        IsLeadership = changes.Of("isLeadership", IsLeadership, details.IsLeadership);
        changes.OfList("members", MemberIds, members);
        MemberIds = members;
        return changes;
    }
}

/// <summary>What a team form holds.</summary>
public sealed record TeamDetails
{
    /// <inheritdoc cref="Team.Handle"/>
    public required string Handle { get; init; }

    /// <inheritdoc cref="Team.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Team.LeadId"/>
    public int? LeadId { get; init; }

    /// <inheritdoc cref="Team.Email"/>
    public string Email { get; init; } = "";

    /// <inheritdoc cref="Team.TimeZone"/>
    public string TimeZone { get; init; } = "UTC";

    /// <inheritdoc cref="Team.IsLeadership"/>
    public bool IsLeadership { get; init; }

    /// <inheritdoc cref="Team.MemberIds"/>
    public IReadOnlyList<int> MemberIds { get; init; } = [];
}
