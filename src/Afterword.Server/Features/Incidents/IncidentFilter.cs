using Afterword.Core;
using Afterword.Core.Incidents;
using Microsoft.AspNetCore.Mvc;

namespace Afterword.Server.Features.Incidents;

/// <summary>What a list of incidents is narrowed to; the same words in the page's address and in the API's query.</summary>
internal sealed record IncidentFilter
{
    /// <summary><c>ongoing</c>, <c>mitigated</c>, <c>resolved</c>, <c>closed</c>; <c>active</c> is the first two, <c>open</c> all but the last.</summary>
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    /// <summary><c>sev1</c> to <c>sev4</c>.</summary>
    [FromQuery(Name = "severity")]
    public string? Severity { get; init; }

    /// <summary>The handle of the team that leads the follow-through, or is affected.</summary>
    [FromQuery(Name = "team")]
    public string? Team { get; init; }

    /// <summary>The handle of an affected service.</summary>
    [FromQuery(Name = "service")]
    public string? Service { get; init; }

    /// <summary>A tag or cause.</summary>
    [FromQuery(Name = "tag")]
    public string? Tag { get; init; }

    /// <summary>Words of the title or the impact, or a key.</summary>
    [FromQuery(Name = "q")]
    public string? Q { get; init; }

    /// <summary>True when nothing is narrowed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Status + Severity + Team + Service + Tag + Q);

    /// <summary>The statuses asked for; null for all.</summary>
    /// <exception cref="RuleException">It is none we know.</exception>
    public IReadOnlyList<IncidentStatus>? Statuses =>
        Status?.Trim().ToLowerInvariant() switch
        {
            null or "" or "any" => null,
            "active" => [IncidentStatus.Ongoing, IncidentStatus.Mitigated],
            "open" => [IncidentStatus.Ongoing, IncidentStatus.Mitigated, IncidentStatus.Resolved],
            var name => SnakeCase.TryParse<IncidentStatus>(name, out var status)
                ? [status]
                : throw new RuleException(
                    "status",
                    "status is one of active, open, ongoing, mitigated, resolved, closed."
                ),
        };

    /// <summary>The severity asked for; null for all.</summary>
    /// <exception cref="RuleException">It is none we know.</exception>
    public Severity? OfSeverity =>
        string.IsNullOrWhiteSpace(Severity) ? null
        : SnakeCase.TryParse<Severity>(Severity, out var severity) ? severity
        : throw new RuleException("severity", "severity is one of sev1, sev2, sev3, sev4.");
}
