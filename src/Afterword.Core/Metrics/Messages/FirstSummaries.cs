using Afterword.Core.Incidents;
using Afterword.Core.Updates;

namespace Afterword.Core.Metrics;

/// <summary>What the metrics about the first summary share (spec F1).</summary>
internal static class FirstSummaries
{
    /// <summary>The hours within which the first summary is promised; the metric's name says them, whatever the policy is.</summary>
    public const int Hours = 24;

    /// <summary>From when the hours count: the resolution, or the declaration of a SEV1 that was still running when they had passed.</summary>
    public static DateTimeOffset? From(MetricIncident incident)
    {
        if (incident.FollowedAt is null)
        {
            return null;
        }
        var running =
            incident.Severity == Severity.Sev1
            && !(incident.ResolvedAt <= incident.DeclaredAt.AddHours(Hours));
        return running ? incident.DeclaredAt : incident.ResolvedAt;
    }

    /// <summary>When the first summary for people inside left.</summary>
    public static DateTimeOffset? OutAt(MetricIncident incident) =>
        incident
            .Messages.Where(m =>
                m.Kind == UpdateKind.InitialSummary && !Audiences.IsOutside(m.Audience)
            )
            .Min(m => m.OutAt);
}
