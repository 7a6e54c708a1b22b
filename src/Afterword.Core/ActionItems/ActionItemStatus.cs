namespace Afterword.Core.ActionItems;

/// <summary>Where an action item stands.</summary>
public enum ActionItemStatus
{
    /// <summary>Nobody has begun.</summary>
    NotStarted,

    /// <summary>Somebody is at it.</summary>
    InProgress,

    /// <summary>Something else must happen first.</summary>
    Blocked,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Will not be done, for a reason.</summary>
    Cancelled,
}

/// <summary>How urgent an action item is; unknown on import stays unknown.</summary>
public enum Priority
{
    /// <summary>P1, the most urgent.</summary>
    P1,

    /// <summary>P2.</summary>
    P2,

    /// <summary>P3.</summary>
    P3,

    /// <summary>P4.</summary>
    P4,
}

/// <summary>The words people read for a status (templates.md).</summary>
public static class StatusWords
{
    /// <summary>Not started, In progress, Blocked, Done or Cancelled.</summary>
    public static string Of(ActionItemStatus status) =>
        status switch
        {
            ActionItemStatus.NotStarted => "Not started",
            ActionItemStatus.InProgress => "In progress",
            _ => status.ToString(),
        };

    /// <summary>True while there is something left to do.</summary>
    public static bool IsOpen(ActionItemStatus status) =>
        status is not (ActionItemStatus.Done or ActionItemStatus.Cancelled);
}
