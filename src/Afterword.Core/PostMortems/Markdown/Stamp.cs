namespace Afterword.Core.PostMortems.Markdown;

/// <summary>A day as far as it was written.</summary>
/// <param name="Year">The year, or null when it was left out.</param>
/// <param name="Month">1–12; with <paramref name="Ambiguous"/> it may be the day.</param>
/// <param name="Day">1–31; with <paramref name="Ambiguous"/> it may be the month.</param>
/// <param name="Ambiguous">Whether day and month could be the other way round ("03/04/2023").</param>
internal readonly record struct WrittenDay(int? Year, int Month, int Day, bool Ambiguous = false)
{
    /// <summary>The date, when it is a real one and leaves no doubt; the year of the context fills a missing one.</summary>
    internal DateOnly? In(int? year, bool? dayFirst = null)
    {
        if ((Year ?? year) is not { } known)
            return null;
        var (month, day) = (Month, Day);
        if (Ambiguous)
        {
            if (dayFirst is null)
                return null;
            if (dayFirst.Value)
                (month, day) = (day, month);
        }
        return
            known is >= 1970 and <= 2200
            && month is >= 1 and <= 12
            && day >= 1
            && day <= DateTime.DaysInMonth(known, month)
            ? new DateOnly(known, month, day)
            : null;
    }
}

/// <summary>A moment as it was written in front of (or behind) what happened.</summary>
internal sealed record Stamp
{
    internal WrittenDay? Day { get; init; }
    internal TimeOnly? Time { get; init; }
    internal WrittenDay? EndDay { get; init; }
    internal TimeOnly? EndTime { get; init; }
    internal string? Zone { get; init; }

    /// <summary>The day of the week it names, or null.</summary>
    internal DayOfWeek? Weekday { get; init; }

    /// <summary>The words of the stamp.</summary>
    internal required string Raw { get; init; }

    /// <summary>Where the words behind the stamp begin.</summary>
    internal required int TextAt { get; init; }

    /// <summary>A stamp in shape, but with unknown digits ("14:??", "--:--", "T+5").</summary>
    internal bool Unknown { get; init; }

    /// <summary>Whether it gives a time of day, known or not.</summary>
    internal bool HasTime => Time is not null || Unknown;
}
