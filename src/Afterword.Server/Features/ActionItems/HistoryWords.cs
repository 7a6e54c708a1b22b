using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Server.Shell.Pieces;

namespace Afterword.Server.Features.ActionItems;

/// <summary>How a change of an item reads.</summary>
internal static class HistoryWords
{
    private const int LongestValue = 280; // characters; longer texts are shown by their beginning

    /// <summary>What somebody did, after their name.</summary>
    public static string Of(EventKind kind) =>
        kind switch
        {
            EventKind.ItemAdded => "wrote this down",
            EventKind.ItemChanged => "changed this",
            EventKind.ItemReassigned => "gave this to another owner",
            EventKind.ItemDueDateChanged => "moved the due date",
            EventKind.ItemStarted => "began",
            EventKind.ItemBlocked => "said it is blocked",
            EventKind.ItemUnblocked => "went on after the block",
            EventKind.ItemCompleted => "said it is done",
            EventKind.ItemCancelled => "cancelled this",
            EventKind.ItemReopened => "opened this again",
            EventKind.ItemReadyForReview => "said it is ready for review",
            EventKind.ItemSnoozed => "held the reminders back",
            _ => SnakeCase.Of(kind).Replace('_', ' '),
        };

    /// <summary>Through which door.</summary>
    public static string Of(Door door) =>
        door switch
        {
            Door.Web => "on the web",
            Door.Api => "through the API",
            Door.Slack => "in Slack",
            Door.Tracker => "in the tracker",
            Door.MailLink => "by a link in a mail",
            Door.Cadence => "by the cadence",
            Door.Import => "by import",
            _ => "by itself",
        };

    /// <summary>A field as the page labels it.</summary>
    public static string Field(string field) =>
        field switch
        {
            "dueOn" => "Due",
            "dueText" => "Due, in words",
            "ownerText" => "Owner, in words",
            "dueFrom" => "Due, earliest",
            "snoozedUntil" => "No reminders until",
            "pullRequest" => "Pull request",
            _ => char.ToUpperInvariant(field[0]) + field[1..],
        };

    /// <summary>A value in the words of the page.</summary>
    public static string Value(string field, string value) =>
        field switch
        {
            "status" => StatusLooks.Of(value).Text,
            "priority" => value.ToUpperInvariant(),
            "category" => char.ToUpperInvariant(value[0]) + value[1..],
            _ => value.Length > LongestValue ? value[..LongestValue] + "…" : value,
        };
}
