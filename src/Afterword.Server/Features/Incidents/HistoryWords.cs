using Afterword.Core.Events;

namespace Afterword.Server.Features.Incidents;

/// <summary>What happened, in words people read.</summary>
internal static class HistoryWords
{
    /// <summary>The deed as the end of a sentence that begins with who did it.</summary>
    public static string Deed(EventKind kind) =>
        kind switch
        {
            EventKind.IncidentDeclared => "declared the incident",
            EventKind.IncidentImported => "imported the incident",
            EventKind.IncidentChanged => "changed the incident",
            EventKind.IncidentDetected => "noted the detection",
            EventKind.IncidentMitigated => "noted the mitigation",
            EventKind.IncidentResolved => "resolved the incident",
            EventKind.IncidentReopened => "reopened the incident",
            EventKind.IncidentFollowed => "began to follow the incident",
            EventKind.IncidentClosed => "closed the incident",
            EventKind.MilestoneChanged => "changed a milestone",
            EventKind.PostMortemStarted => "started the post-mortem",
            EventKind.PostMortemChanged => "edited the post-mortem",
            EventKind.PostMortemSentToReview => "sent the post-mortem to review",
            EventKind.PostMortemPublished => "published the post-mortem",
            EventKind.PostMortemReopened => "reopened the post-mortem",
            EventKind.CommentWritten => "commented on the post-mortem",
            EventKind.CommentResolved => "resolved a comment on the post-mortem",
            EventKind.CommentReopened => "reopened a comment on the post-mortem",
            EventKind.CommentWithdrawn => "took back a comment on the post-mortem",
            EventKind.ItemLinked => "linked",
            EventKind.ItemUnlinked => "unlinked",
            EventKind.ItemAdded => "added",
            EventKind.ItemChanged => "changed",
            EventKind.ItemReassigned => "reassigned",
            EventKind.ItemDueDateChanged => "moved the due date of",
            EventKind.ItemStarted => "started",
            EventKind.ItemBlocked => "marked as blocked",
            EventKind.ItemUnblocked => "unblocked",
            EventKind.ItemCompleted => "completed",
            EventKind.ItemCancelled => "cancelled",
            EventKind.ItemReopened => "reopened",
            EventKind.ItemReadyForReview => "ready for review",
            EventKind.ItemSnoozed => "snoozed",
            EventKind.UpdateDrafted => "drafted",
            EventKind.UpdateEdited => "edited",
            EventKind.UpdateScheduled => "scheduled",
            EventKind.UpdateWithdrawn => "withdrew",
            EventKind.UpdateApproved => "approved",
            EventKind.UpdateReleased => "let go",
            EventKind.UpdateDiscarded => "decided against",
            EventKind.UpdateRestored => "brought back",
            EventKind.UpdateSent => "sent",
            EventKind.PlanSkipped => "skipped a planned message",
            EventKind.PlanMoved => "moved a planned message",
            EventKind.PlanSentNow => "sent a planned message early",
            EventKind.CauseConfirmed => "confirmed the same cause as an earlier incident",
            EventKind.CauseWithdrawn => "took back that the cause was the same",
            EventKind.FixChecked => "said whether a fix holds",
            EventKind.RiskAsked => "asked whether it could hit another service",
            EventKind.RiskAnswered => "said whether it could hit their service",
            EventKind.QuestionAsked => "asked a question",
            EventKind.QuestionAnswered => "answered a question",
            EventKind.CustomerTextWritten => "wrote words for customers",
            EventKind.CustomerTextApproved => "approved the words for customers",
            EventKind.CustomerTextUnapproved => "took back the approval of the words for customers",
            _ => Core.SnakeCase.Of(kind).Replace('_', ' '),
        };

    /// <summary>Through which door.</summary>
    public static string Through(Door door) =>
        door switch
        {
            Door.Web => "on the web",
            Door.Api => "through the API",
            Door.Slack => "in Slack",
            Door.Tracker => "in the tracker",
            Door.MailLink => "by a link in a mail",
            Door.Cadence => "by the cadence",
            Door.Import => "by import",
            _ => "by Afterword",
        };

    /// <summary>A field as a label: <c>startedAt</c> is "Started", <c>dueOn</c> is "Due".</summary>
    public static string Field(string field) =>
        Labels.TryGetValue(field, out var label) ? label : Spaced(field);

    /// <summary>A value as people read it; an instant stays as it is and is shown in the reader's zone.</summary>
    public static string Value(string field, string value) =>
        field switch
        {
            "severity" or "priority" => value.ToUpperInvariant(),
            "status" or "state" or "category" => Sentence(value.Replace('_', ' ')),
            _ => value,
        };

    private static readonly Dictionary<string, string> Labels = new()
    {
        ["startedAt"] = "Started",
        ["detectedAt"] = "Detected",
        ["mitigatedAt"] = "Mitigated",
        ["resolvedAt"] = "Resolved",
        ["nextUpdateAt"] = "Next update by",
        ["statedOn"] = "Day as stated",
        ["statedDuration"] = "Duration as stated",
        ["dueOn"] = "Due",
        ["dueText"] = "Due, in words",
        ["ownerText"] = "Owner, in words",
        ["ownerTeam"] = "Owner team",
        ["lead"] = "Incident lead",
        ["sourceLinks"] = "Links",
        ["readers"] = "May read it",
        ["people"] = "People involved",
        ["slackThread"] = "Slack thread",
        ["followedAt"] = "Followed since",
    };

    private static string Spaced(string field) =>
        Sentence(
            string.Concat(
                field.Select(c => char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}")
            )
        );

    private static string Sentence(string words) =>
        words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
