namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The names of months and weekdays as people write them.</summary>
internal static class DateWords
{
    private static readonly string[] Months =
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];

    private static readonly string[] Weekdays =
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];

    /// <summary>1 to 12 for a month's name or its abbreviation (three letters or more), else 0.</summary>
    internal static int MonthOf(string word)
    {
        var name = word.TrimEnd('.').ToLowerInvariant();
        if (name.Length < 3)
            return 0;
        if (name == "sept")
            return 9;
        for (var i = 0; i < Months.Length; i++)
            if (
                Months[i] == name
                || (name.Length is 3 && Months[i].StartsWith(name, StringComparison.Ordinal))
            )
                return i + 1;
        return 0;
    }

    internal static bool IsWeekday(string word) => WeekdayOf(word) is not null;

    /// <summary>The day of the week a word names in full or by its first letters, or null.</summary>
    internal static DayOfWeek? WeekdayOf(string word)
    {
        var name = word.TrimEnd('.').ToLowerInvariant();
        if (name.Length < 3)
            return null;
        for (var i = 0; i < Weekdays.Length; i++)
            if (
                Weekdays[i] == name
                || (name.Length <= 5 && Weekdays[i].StartsWith(name, StringComparison.Ordinal))
            )
                return (DayOfWeek)((i + 1) % 7);
        return null;
    }

    /// <summary>The pattern of a month's name, for the readers of stamps.</summary>
    internal const string MonthPattern =
        "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

    internal const string WeekdayPattern =
        "(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)";
}
