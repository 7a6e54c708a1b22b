using Afterword.Core.Events;

namespace Afterword.Core.FollowThrough;

/// <summary>Which events must be told on: the write path puts an announcement beside each, in the same transaction.</summary>
public static class Announcements
{
    /// <summary>True when the announcer has something to do because of such an event.</summary>
    public static bool IsAnnounced(EventKind kind) =>
        kind
            is EventKind.IncidentDeclared
                or EventKind.IncidentResolved
                or EventKind.IncidentFollowed
                or EventKind.MilestoneChanged
                or EventKind.UpdateApproved
                or EventKind.UpdateReleased;
}
