using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Server.Api;

namespace Afterword.Server.Features.Incidents;

/// <summary>
/// A status in a PATCH. The status follows from the instants, so asking for one is asking for the deed that leads there:
/// <c>resolved</c> resolves now, <c>ongoing</c> reopens and needs a <c>reason</c>.
/// </summary>
internal static class StatusWish
{
    /// <exception cref="RuleException">No deed leads there.</exception>
    public static void Carry(Patch patch, Incident incident, By by)
    {
        var reason = patch.Text("reason", "");
        if (!patch.Has("status") || patch.Has("resolvedAt"))
        {
            return;
        }
        var wish = patch.Name<IncidentStatus>("status", incident.Status);
        if (wish == incident.Status)
        {
            return;
        }
        switch (wish)
        {
            case IncidentStatus.Resolved when incident.ResolvedAt is null:
                incident.Resolve(by.At, by);
                break;
            case IncidentStatus.Ongoing when incident.ResolvedAt is not null:
                incident.Reopen(reason, by);
                break;
            default:
                throw new RuleException(
                    "status",
                    "The status follows from the instants and the items: set mitigatedAt or resolvedAt, or close the last item."
                );
        }
    }
}
