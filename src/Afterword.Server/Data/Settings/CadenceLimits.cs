using Afterword.Core.FollowThrough;

namespace Afterword.Server.Data.Settings;

/// <summary>What can be wrong with the cadence's settings.</summary>
internal static class CadenceLimits
{
    public static IEnumerable<(string Field, string Message)> Wrong(CadencePolicy policy) =>
        [.. Numbers(policy), .. Steps(policy), .. Days(policy)];

    private static IEnumerable<(string, string)> Numbers(CadencePolicy policy) =>
        AllSettings.Ranges.Of(
            policy,
            (nameof(policy.InitialSummaryHours), 1, 168),
            (nameof(policy.FirstNudgeHours), 1, 168),
            (nameof(policy.SecondNudgeHours), 1, 168),
            (nameof(policy.NextUpdateDays), 1, 30),
            (nameof(policy.WeeklyDay), 1, 7),
            (nameof(policy.PreviewHours), 0, 72),
            (nameof(policy.FirstReminderDays), 0, 60),
            (nameof(policy.SecondReminderDays), 0, 60),
            (nameof(policy.OverdueReminderDays), 1, 30),
            (nameof(policy.StalledReminderDays), 1, 365),
            (nameof(policy.StalledManagerDays), 1, 365),
            (nameof(policy.StalledLeadershipDays), 1, 365),
            (nameof(policy.FarAheadDays), 1, 365),
            (nameof(policy.FarStalledReminderDays), 1, 365),
            (nameof(policy.FarStalledManagerDays), 1, 365),
            (nameof(policy.FarStalledLeadershipDays), 1, 365),
            (nameof(policy.OverdueManagerDays), 0, 60),
            (nameof(policy.OverdueTeamLeadDays), 0, 60),
            (nameof(policy.OverdueLeadershipDays), 0, 60),
            (nameof(policy.ClosingDays), 1, 30),
            (nameof(policy.CheckInDays), 1, 365),
            (nameof(policy.CheckInNudgeDays), 1, 60),
            (nameof(policy.CheckInManagerDays), 1, 60),
            (nameof(policy.RiskNudgeDays), 1, 60),
            (nameof(policy.RiskManagerDays), 1, 60)
        );

    private static IEnumerable<(string, string)> Steps(CadencePolicy policy)
    {
        if (policy.SecondNudgeHours <= policy.FirstNudgeHours)
        {
            yield return (
                nameof(policy.SecondNudgeHours),
                "The second reminder comes after the first."
            );
        }
        if (policy.StalledLeadershipDays <= policy.StalledManagerDays)
        {
            yield return (
                nameof(policy.StalledLeadershipDays),
                "Leadership is told after the manager."
            );
        }
        if (policy.FarStalledLeadershipDays <= policy.FarStalledManagerDays)
        {
            yield return (
                nameof(policy.FarStalledLeadershipDays),
                "Leadership is told after the manager."
            );
        }
        if (
            policy is { OverdueTeamLeadDays: > 0, OverdueLeadershipDays: > 0 }
            && policy.OverdueLeadershipDays <= policy.OverdueTeamLeadDays
        )
        {
            yield return (
                nameof(policy.OverdueLeadershipDays),
                "Leadership is told after the team lead."
            );
        }
    }

    private static IEnumerable<(string, string)> Days(CadencePolicy policy)
    {
        if (Holidays.WrongWeekend(policy.Weekend).ToList() is [var word, ..])
        {
            yield return (
                nameof(policy.Weekend),
                $"'{word}' is no day of the week; write Saturday, Sunday."
            );
        }
        if (Holidays.Wrong(policy.Holidays).ToList() is [var entry, ..])
        {
            yield return (
                nameof(policy.Holidays),
                $"'{entry}' is no day; write 2026-12-24, 12-25 or 10-03 Europe/Berlin, with semicolons between them."
            );
        }
    }
}
