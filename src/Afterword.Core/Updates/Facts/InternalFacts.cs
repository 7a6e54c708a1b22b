using Afterword.Core.Incidents;

namespace Afterword.Core.Updates.Facts;

/// <summary>All that an update about an incident may draw on inside the organisation, copied at one moment.</summary>
public sealed record InternalFacts
{
    /// <summary>The incident's key.</summary>
    public required string Key { get; init; }

    /// <summary>What happened, in a line.</summary>
    public required InternalText Title { get; init; }

    /// <summary>The subject of the thread inside, once its first message has left; every later one keeps it. Empty before.</summary>
    public string Thread { get; init; } = "";

    /// <summary>How bad it is.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The day of the incident.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When the impact began, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was contained, UTC.</summary>
    public DateTimeOffset? MitigatedAt { get; init; }

    /// <summary>When it was over, UTC; null while it lasts.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>How long it lasted; null when that cannot be derived.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The business impact in plain words.</summary>
    public InternalText Impact { get; init; }

    /// <summary>How many users were affected; null when unknown.</summary>
    public int? AffectedUsers { get; init; }

    /// <summary>What it cost, in the organisation's own words.</summary>
    public InternalText Cost { get; init; }

    /// <summary>What happened, as the post-mortem sums it up; Markdown.</summary>
    public InternalText Summary { get; init; }

    /// <summary>The cause, as the post-mortem has it so far; Markdown.</summary>
    public InternalText Cause { get; init; }

    /// <summary>What was learned first, in the post-mortem's words; Markdown.</summary>
    public InternalText Lesson { get; init; }

    /// <summary>The names of the affected services.</summary>
    public IReadOnlyList<InternalText> Services { get; init; } = [];

    /// <summary>The action items, in the order they are to be read.</summary>
    public IReadOnlyList<ItemFact> Items { get; init; } = [];

    /// <summary>Who was told of this incident, as a sentence names them: "leadership", "the affected teams".</summary>
    public IReadOnlyList<string> ToldTo { get; init; } = [];

    /// <summary>Messages about it that wait for a person and are owed by an instant.</summary>
    public IReadOnlyList<DigestMessage> Waiting { get; init; } = [];

    /// <summary>The day on which the lead is asked whether the fixes hold; null while a fix that counts is open.</summary>
    public DateOnly? CheckInOn { get; init; }

    /// <summary>When the check-in was asked that has no answer yet, UTC.</summary>
    public DateTimeOffset? CheckInAskedAt { get; init; }

    /// <summary>The numbers of items for which somebody said whether they hold since they were done.</summary>
    public IReadOnlyList<int> Checked { get; init; } = [];

    /// <summary>Who was asked whether it could hit their service.</summary>
    public IReadOnlyList<RiskFact> Risks { get; init; } = [];

    /// <summary>Questions that were answered, the oldest first.</summary>
    public IReadOnlyList<GivenAnswer> Answers { get; init; } = [];

    /// <summary>The names of those who took part, the lead first.</summary>
    public IReadOnlyList<string> Helpers { get; init; } = [];

    /// <summary>Who leads and can be asked.</summary>
    public LeadFact? Lead { get; init; }

    /// <summary>By when the next update is promised, UTC.</summary>
    public required DateTimeOffset NextUpdateAt { get; init; }

    /// <summary>The incident's page.</summary>
    public required Uri Page { get; init; }

    /// <summary>The post-mortem's page; null while nobody has begun one.</summary>
    public Uri? Document { get; init; }

    /// <summary>The moment of the copy, UTC.</summary>
    public required DateTimeOffset Now { get; init; }
}
