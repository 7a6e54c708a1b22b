namespace Afterword.Core.Events;

#pragma warning disable CS1591 // each name is a sentence: subject and past tense

/// <summary>What can happen. Stored by name in snake_case; a name is never reused for something else.</summary>
public enum EventKind
{
    IncidentDeclared,
    IncidentImported,
    IncidentChanged,
    IncidentDetected,
    IncidentMitigated,
    IncidentResolved,
    IncidentReopened,
    IncidentFollowed,
    IncidentClosed,
    MilestoneChanged,

    PostMortemStarted,
    PostMortemChanged,
    PostMortemSentToReview,
    PostMortemPublished,
    PostMortemReopened,

    ItemAdded,
    ItemChanged,
    ItemReassigned,
    ItemDueDateChanged,
    ItemStarted,
    ItemBlocked,
    ItemUnblocked,
    ItemCompleted,
    ItemCancelled,
    ItemReopened,
    ItemReadyForReview,
    ItemSnoozed,

    UpdateDrafted,
    UpdateEdited,
    UpdateScheduled,
    UpdateWithdrawn,
    UpdateApproved,
    UpdateReleased,
    UpdateDiscarded,
    UpdateSent,

    PlanSkipped,
    PlanMoved,
    PlanSentNow,

    DeliverySent,
    DeliveryKept,
    DeliveryDied,
    DeliveryRetried,
    DeliverySkipped,
    DeliveryRedirected,
    DeliveryMissed,

    CauseConfirmed,
    CauseWithdrawn,
    FixChecked,
    RiskAsked,
    RiskAnswered,
    QuestionAsked,
    QuestionAnswered,

    PersonAdded,
    PersonChanged,
    TeamAdded,
    TeamChanged,
    ServiceAdded,
    ServiceChanged,

    SettingChanged,
    SignedIn,
    SignInRefused,
    SignedOut,
    PasswordChanged,
    TokenIssued,
    TokenRevoked,
    RestrictedRead,
    FeedIssued,
    FeedRevoked,
}

/// <summary>What kind of thing an event is about.</summary>
public enum SubjectKind
{
    Incident,
    PostMortem,
    ActionItem,
    Update,
    Delivery,
    Person,
    Team,
    Service,
    Setting,
    Account,
    ApiToken,
    Plan,
    SameCause,
    FixCheck,
    RiskCall,
    Question,
    Feed,
}
#pragma warning restore CS1591
