namespace Afterword.Core.FollowThrough;

/// <summary>When messages are owed, and on which days nobody is written to.</summary>
public sealed record CadencePolicy
{
    /// <summary>Hours within which the first summary is owed, 1–168, counted from the resolution (from the declaration for a SEV1 that still runs).</summary>
    public int InitialSummaryHours { get; init; } = 24;

    /// <summary>Hours after which the lead is reminded of the first summary, 1–168.</summary>
    public int FirstNudgeHours { get; init; } = 12;

    /// <summary>Hours after which the lead is reminded of the first summary again, 1–168.</summary>
    public int SecondNudgeHours { get; init; } = 20;

    /// <summary>Days after its drafting within which a summary promises the next update where nobody set an instant, 1–30.</summary>
    public int NextUpdateDays { get; init; } = 7;

    /// <summary>The day of the week on which weekly follow-ups go out, in the team's zone: 1 is Monday, 5 is Friday. A holiday moves it to the working day before.</summary>
    public int WeeklyDay { get; init; } = 2;

    /// <summary>Hours between the draft of a weekly follow-up and its sending, in which people may change it, 0–72.</summary>
    public int PreviewHours { get; init; } = 4;

    /// <summary>Days before the due date on which the owner is first reminded, 0–60; 0 leaves it out.</summary>
    public int FirstReminderDays { get; init; } = 7;

    /// <summary>Days before the due date on which the owner is reminded again, 0–60; 0 leaves it out.</summary>
    public int SecondReminderDays { get; init; } = 1;

    /// <summary>Working days between the reminders of an item that is overdue, 1–30.</summary>
    public int OverdueReminderDays { get; init; } = 2;

    /// <summary>Days without a sign of life after which the owner of an open item is asked, 1–365.</summary>
    public int StalledReminderDays { get; init; } = 5;

    /// <summary>Days without a sign of life after which the owner's manager and the incident's thread are told, 1–365.</summary>
    public int StalledManagerDays { get; init; } = 7;

    /// <summary>Days without a sign of life after which leadership is told, 1–365.</summary>
    public int StalledLeadershipDays { get; init; } = 14;

    /// <summary>A due date more than so many days ahead stretches the three figures above, 1–365.</summary>
    public int FarAheadDays { get; init; } = 30;

    /// <summary>The days of asking the owner where the due date is far ahead, 1–365.</summary>
    public int FarStalledReminderDays { get; init; } = 14;

    /// <summary>The days of telling manager and thread where the due date is far ahead, 1–365.</summary>
    public int FarStalledManagerDays { get; init; } = 21;

    /// <summary>The days of telling leadership where the due date is far ahead, 1–365.</summary>
    public int FarStalledLeadershipDays { get; init; } = 28;

    /// <summary>Working days after the due date on whose morning the owner's manager is told, 0–60; 0 leaves the step out.</summary>
    public int OverdueManagerDays { get; init; } = 1;

    /// <summary>Working days after the manager on whose morning the team lead is told, 0–60; 0 leaves the step out.</summary>
    public int OverdueTeamLeadDays { get; init; } = 3;

    /// <summary>Working days after the manager on whose morning leadership is told, 0–60; 0 leaves the step out.</summary>
    public int OverdueLeadershipDays { get; init; } = 7;

    /// <summary>Working days after which the closing message goes out though the lead did not approve it, 1–30.</summary>
    public int ClosingDays { get; init; } = 2;

    /// <summary>Days after the last P1 or P2 item was closed on which the lead is asked whether the fixes hold, 1–365.</summary>
    public int CheckInDays { get; init; } = 30;

    /// <summary>Working days after which a check-in without an answer is asked once more, 1–60.</summary>
    public int CheckInNudgeDays { get; init; } = 5;

    /// <summary>Working days after that on whose morning the lead's manager is told, 1–60.</summary>
    public int CheckInManagerDays { get; init; } = 5;

    /// <summary>Working days after which “could this hit you?” without an answer is asked once more, 1–60.</summary>
    public int RiskNudgeDays { get; init; } = 3;

    /// <summary>Working days after that on whose morning the manager of whoever was asked is told, 1–60.</summary>
    public int RiskManagerDays { get; init; } = 4;

    /// <summary>The days of the week on which nobody works: Saturday, Sunday.</summary>
    public string Weekend { get; init; } = "Saturday, Sunday";

    /// <summary>Holidays, between semicolons: 2026-12-24 for once, 12-25 for every year, with a zone where it holds only there: 10-03 Europe/Berlin; 07-04 America/New_York.</summary>
    public string Holidays { get; init; } = "";
}
