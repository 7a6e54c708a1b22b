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
}

/// <summary>What an update is for; the table in templates.md.</summary>
public enum UpdateKind
{
    /// <summary>The first summary, within 24 hours of the resolution.</summary>
    InitialSummary,

    /// <summary>Anything a person wants to say.</summary>
    AdHoc,
}

/// <summary>Where an update stands.</summary>
public enum UpdateState
{
    /// <summary>Being written; nothing leaves.</summary>
    Draft,

    /// <summary>Approved: its words are frozen, its deliveries are under way.</summary>
    Approved,

    /// <summary>Every delivery arrived (or was kept in the Outbox).</summary>
    Sent,

    /// <summary>Some deliveries will not arrive by themselves.</summary>
    PartlyFailed,

    /// <summary>Will not be sent.</summary>
    Discarded,
}
