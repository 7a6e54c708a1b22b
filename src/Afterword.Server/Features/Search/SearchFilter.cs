using Afterword.Core;
using Afterword.Core.Incidents;
using Microsoft.AspNetCore.Mvc;

namespace Afterword.Server.Features.Search;

/// <summary>What can be found.</summary>
public enum SearchKind
{
    Incident,
    PostMortem,
    Learning,
    ActionItem,
    Update,
}

/// <summary>What a search is narrowed to; the same words in the page's address and in the API's query.</summary>
[Offered]
internal sealed record SearchFilter
{
    /// <summary>What to find: any text; signs are no operators.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary><c>incident</c>, <c>post_mortem</c>, <c>learning</c>, <c>action_item</c> or <c>update</c>.</summary>
    [FromQuery(Name = "kind")]
    public string? Kind { get; init; }

    /// <summary>The handle of the team that leads the incident's follow-through, or is affected.</summary>
    [FromQuery(Name = "team")]
    public string? Team { get; init; }

    /// <summary><c>sev1</c> to <c>sev4</c>, of the incident.</summary>
    [FromQuery(Name = "severity")]
    public string? Severity { get; init; }

    /// <summary>The handle of a service the incident affected.</summary>
    [FromQuery(Name = "service")]
    public string? Service { get; init; }

    /// <summary>A tag or cause of the incident.</summary>
    [FromQuery(Name = "tag")]
    public string? Tag { get; init; }

    /// <summary>The first day (UTC), <c>yyyy-MM-dd</c>.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>The last day (UTC), <c>yyyy-MM-dd</c>.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; init; }

    /// <summary>True when nothing but the words narrows it.</summary>
    public bool IsOnlyWords =>
        string.IsNullOrWhiteSpace(Kind + Team + Severity + Service + Tag + From + To);

    /// <summary>The kind asked for; null for all.</summary>
    /// <exception cref="RuleException">It is none we know.</exception>
    public SearchKind? OfKind =>
        Name<SearchKind>(
            Kind,
            "kind",
            "kind is one of incident, post_mortem, learning, action_item, update."
        );

    /// <summary>The severity asked for; null for all.</summary>
    /// <exception cref="RuleException">It is none we know.</exception>
    public Severity? OfSeverity =>
        Name<Severity>(Severity, "severity", "severity is one of sev1, sev2, sev3, sev4.");

    /// <summary>The first instant asked for.</summary>
    /// <exception cref="RuleException">It is no date.</exception>
    public DateTimeOffset? Since => Day(From, "from");

    /// <summary>The first instant after what is asked for.</summary>
    /// <exception cref="RuleException">It is no date.</exception>
    public DateTimeOffset? Before => Day(To, "to")?.AddDays(1);

    private static T? Name<T>(string? name, string field, string wrong)
        where T : struct, Enum =>
        string.IsNullOrWhiteSpace(name) ? null
        : SnakeCase.TryParse<T>(name.Trim().ToLowerInvariant(), out var value) ? value
        : throw new RuleException(field, wrong);

    private static DateTimeOffset? Day(string? text, string field) =>
        string.IsNullOrWhiteSpace(text) ? null
        : DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", out var day)
        && day.Year is > 1 and < 9999
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        : throw new RuleException(field, $"{field} is a date, such as 2026-03-31.");
}
