namespace Afterword.Core.Updates;

/// <summary>How an update of a kind goes out.</summary>
public enum GoesOut
{
    /// <summary>A person writes or approves it.</summary>
    ByPerson,

    /// <summary>With the decision to publish, which shows it first.</summary>
    WithPublishing,

    /// <summary>By itself, at once.</summary>
    ByItself,

    /// <summary>By itself, after a window in which people may change it or take it back.</summary>
    AfterPreview,

    /// <summary>A person approves it; nobody did within the days of the policy: by itself.</summary>
    ByPersonOrItself,
}

/// <summary>A row of the one table of kinds (templates.md): code, docs and tests walk it.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Trigger">What makes it owed.</param>
/// <param name="GoesOut">How it goes out; to customers always by a person.</param>
/// <param name="Audiences">Who can be its readers; a template ships for each.</param>
public sealed record UpdateRow(
    UpdateKind Kind,
    string Trigger,
    GoesOut GoesOut,
    IReadOnlyList<Audience> Audiences
);

/// <summary>All kinds of update, with their triggers, readers and how they go out.</summary>
public static class UpdateTable
{
    private static readonly Audience[] Inside =
    [
        Audience.Leadership,
        Audience.AffectedTeams,
        Audience.Technical,
        Audience.Company,
    ];

    private static readonly Audience[] Written = [.. Inside, Audience.Customers];

    /// <summary>The rows, in the order of an incident's life.</summary>
    public static IReadOnlyList<UpdateRow> Rows { get; } =
    [
        new(UpdateKind.InitialSummary, "24 hours after the resolution", GoesOut.ByPerson, Written),
        new(
            UpdateKind.PostMortemPublished,
            "a post-mortem is published",
            GoesOut.WithPublishing,
            Inside
        ),
        new(
            UpdateKind.WeeklyFollowUp,
            "each week while a P1 or P2 item is open",
            GoesOut.AfterPreview,
            Inside
        ),
        new(
            UpdateKind.WeeklyEnded,
            "the last P1 or P2 item is closed and others are open",
            GoesOut.ByItself,
            Inside
        ),
        new(
            UpdateKind.ProgressUpdate,
            "a person, or a team's schedule",
            GoesOut.ByPerson,
            [Audience.Team, Audience.Leadership]
        ),
        new(UpdateKind.HeadsUp, "a person", GoesOut.ByPerson, [.. Written, Audience.Team]),
        new(
            UpdateKind.Blocker,
            "an item is blocked, or a person",
            GoesOut.ByPerson,
            [Audience.Person, Audience.Team, Audience.Thread]
        ),
        new(
            UpdateKind.ReadyForReview,
            "an item asks for a review, or a person",
            GoesOut.ByPerson,
            [Audience.Person, Audience.Team, Audience.Thread]
        ),
        new(UpdateKind.Done, "an item is done", GoesOut.ByItself, [Audience.Thread]),
        new(
            UpdateKind.Delay,
            "a due date moved, or a person",
            GoesOut.ByPerson,
            [.. Inside, Audience.Team, Audience.Person]
        ),
        new(
            UpdateKind.ReminderDigest,
            "a person owes something that day",
            GoesOut.ByItself,
            [Audience.Owner]
        ),
        new(
            UpdateKind.Escalation,
            "an item is stalled or late, or the first summary is",
            GoesOut.ByItself,
            [Audience.Manager, Audience.TeamLead, Audience.Leadership, Audience.Thread]
        ),
        new(
            UpdateKind.PlanChange,
            "a milestone or the next update's date moved",
            GoesOut.ByItself,
            Inside
        ),
        new(UpdateKind.Closing, "the last item is closed", GoesOut.ByPersonOrItself, Written),
        new(UpdateKind.StatusPost, "a person", GoesOut.ByPerson, [Audience.Customers]),
        new(
            UpdateKind.CheckIn,
            "30 days after the last P1 or P2 item was closed",
            GoesOut.ByItself,
            [Audience.Owner]
        ),
        new(
            UpdateKind.SimilarRiskCall,
            "a post-mortem is published and other services are of the same kind",
            GoesOut.WithPublishing,
            [Audience.Owner]
        ),
        new(
            UpdateKind.SuccessStory,
            "a metric has beaten its baseline for two months",
            GoesOut.ByPerson,
            [Audience.Company, Audience.Team]
        ),
        new(
            UpdateKind.LeadershipDigest,
            "the first working morning of a week",
            GoesOut.AfterPreview,
            [Audience.Leadership]
        ),
        new(
            UpdateKind.MonthlyReview,
            "the first working day of a month",
            GoesOut.ByPerson,
            [Audience.Leadership]
        ),
        new(UpdateKind.Correction, "a sent message was wrong", GoesOut.ByPerson, Written),
        new(UpdateKind.AdHoc, "a person", GoesOut.ByPerson, Written),
    ];

    /// <summary>The kinds that tell of one's own work: whoever works on items writes and sends them, about an incident or about none.</summary>
    public static bool IsOwnWork(UpdateKind kind) =>
        kind
            is UpdateKind.ProgressUpdate
                or UpdateKind.HeadsUp
                or UpdateKind.Blocker
                or UpdateKind.ReadyForReview
                or UpdateKind.Delay;

    /// <summary>The row of a kind.</summary>
    public static UpdateRow Of(UpdateKind kind) => Rows.Single(row => row.Kind == kind);
}
