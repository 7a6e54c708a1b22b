namespace Afterword.Core.Updates;

/// <summary>Who an update is written for.</summary>
public enum Audience
{
    /// <summary>Business impact, decisions, dates.</summary>
    Leadership,

    /// <summary>The teams whose services were affected.</summary>
    AffectedTeams,

    /// <summary>Engineers: cause, factors, items.</summary>
    Technical,

    /// <summary>What they felt, reassurance, what comes next; never anything internal.</summary>
    Customers,

    /// <summary>A short note for everybody inside.</summary>
    Company,

    /// <summary>One person, about what they own; the update names who (<see cref="Update.PersonId"/>).</summary>
    Owner,

    /// <summary>One person who manages an owner; the update names who.</summary>
    Manager,

    /// <summary>One person who leads an owner's team; the update names who.</summary>
    TeamLead,

    /// <summary>Whoever reads the incident's own thread.</summary>
    Thread,

    /// <summary>One team, about its own work; the update names which (<see cref="Update.TeamId"/>).</summary>
    Team,

    /// <summary>One person who is asked for something: help, a review, a decision; the update names who.</summary>
    Person,
}

/// <summary>What audiences have in common.</summary>
public static class Audiences
{
    /// <summary>The audiences a person may write to; the others are told by the product alone.</summary>
    public static IReadOnlyList<Audience> Written { get; } =
    [
        Audience.Leadership,
        Audience.AffectedTeams,
        Audience.Technical,
        Audience.Company,
        Audience.Customers,
    ];

    /// <summary>True where an update names the one person it goes to.</summary>
    public static bool IsPerson(Audience audience) =>
        audience is Audience.Owner or Audience.Manager or Audience.TeamLead or Audience.Person;

    /// <summary>True for readers outside: their words always need a person's approval.</summary>
    public static bool IsOutside(Audience audience) => audience == Audience.Customers;
}

/// <summary>What an update is for; the table in templates.md.</summary>
public enum UpdateKind
{
    /// <summary>The first summary, within 24 hours of the resolution.</summary>
    InitialSummary,

    /// <summary>A post-mortem is out: how many fixes, who owns the first and by when, the document.</summary>
    PostMortemPublished,

    /// <summary>Each week until every P1 and P2 item is closed: what closed, what is open, what slipped and why.</summary>
    WeeklyFollowUp,

    /// <summary>The weekly follow-ups end: every P1 and P2 item is closed; what remains.</summary>
    WeeklyEnded,

    /// <summary>What a person or a team did, does next and is held up by; daily or weekly.</summary>
    ProgressUpdate,

    /// <summary>A short word ahead: what, when, where to follow.</summary>
    HeadsUp,

    /// <summary>Something holds work up: impact, urgency, what was tried, who must do what.</summary>
    Blocker,

    /// <summary>Work is complete and asks for a review.</summary>
    ReadyForReview,

    /// <summary>An item is done, with thanks, in the incident's thread.</summary>
    Done,

    /// <summary>A date will not hold: the old one, the new one, why, the options, what we advise.</summary>
    Delay,

    /// <summary>What a person owes, once a day at their local morning.</summary>
    ReminderDigest,

    /// <summary>An item is stalled or late: to the manager, the team lead, then leadership.</summary>
    Escalation,

    /// <summary>A date that readers were told has moved.</summary>
    PlanChange,

    /// <summary>The last item is closed: the keys, what is different now, thanks.</summary>
    Closing,

    /// <summary>For the status page: the effect, the state, by when more is said.</summary>
    StatusPost,

    /// <summary>Some weeks later: the lead is asked whether each fix holds.</summary>
    CheckIn,

    /// <summary>With the decision to publish: owners of services of the same kind are asked whether it could hit them.</summary>
    SimilarRiskCall,

    /// <summary>A metric has beaten its baseline for two months: what got better, from what to what, thanks.</summary>
    SuccessStory,

    /// <summary>Each week to leadership: figures, what is late and why, decisions needed, what closed.</summary>
    LeadershipDigest,

    /// <summary>On the first working day: what the month before came to, on one page.</summary>
    MonthlyReview,

    /// <summary>Puts right what an earlier update got wrong, in its thread.</summary>
    Correction,

    /// <summary>Anything a person wants to say.</summary>
    AdHoc,
}

/// <summary>Where an update stands.</summary>
public enum UpdateState
{
    /// <summary>Being written; nothing leaves.</summary>
    Draft,

    /// <summary>Its words are frozen and it goes by itself at an instant; until then it can be withdrawn.</summary>
    Scheduled,

    /// <summary>Approved: its words are frozen, its deliveries are under way.</summary>
    Approved,

    /// <summary>Every delivery arrived (or was kept in the Outbox).</summary>
    Sent,

    /// <summary>Some deliveries will not arrive by themselves.</summary>
    PartlyFailed,

    /// <summary>Will not be sent.</summary>
    Discarded,
}
