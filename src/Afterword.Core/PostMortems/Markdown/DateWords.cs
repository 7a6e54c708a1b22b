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

    /// <summary>Whether three letters are the first of a month or a weekday.</summary>
    internal static bool MayBegin(ReadOnlySpan<char> letters) =>
        IsMonth(letters) || Lower(letters) is Mon or Tue or Wed or Thu or Fri or Sat or Sun;

    /// <summary>Whether three letters are the first of a month.</summary>
    internal static bool IsMonth(ReadOnlySpan<char> letters) =>
        Lower(letters)
            is Jan
                or Feb
                or Mar
                or Apr
                or May
                or Jun
                or Jul
                or Aug
                or Sep
                or Oct
                or Nov
                or Dec;

    // Three letters as one number.
    private static int Lower(ReadOnlySpan<char> letters) =>
        (letters[0] | 0x20) << 16 | (letters[1] | 0x20) << 8 | letters[2] | 0x20;

    private const int Jan = 'j' << 16 | 'a' << 8 | 'n';
    private const int Feb = 'f' << 16 | 'e' << 8 | 'b';
    private const int Mar = 'm' << 16 | 'a' << 8 | 'r';
    private const int Apr = 'a' << 16 | 'p' << 8 | 'r';
    private const int May = 'm' << 16 | 'a' << 8 | 'y';
    private const int Jun = 'j' << 16 | 'u' << 8 | 'n';
    private const int Jul = 'j' << 16 | 'u' << 8 | 'l';
    private const int Aug = 'a' << 16 | 'u' << 8 | 'g';
    private const int Sep = 's' << 16 | 'e' << 8 | 'p';
    private const int Oct = 'o' << 16 | 'c' << 8 | 't';
    private const int Nov = 'n' << 16 | 'o' << 8 | 'v';
    private const int Dec = 'd' << 16 | 'e' << 8 | 'c';
    private const int Mon = 'm' << 16 | 'o' << 8 | 'n';
    private const int Tue = 't' << 16 | 'u' << 8 | 'e';
    private const int Wed = 'w' << 16 | 'e' << 8 | 'd';
    private const int Thu = 't' << 16 | 'h' << 8 | 'u';
    private const int Fri = 'f' << 16 | 'r' << 8 | 'i';
    private const int Sat = 's' << 16 | 'a' << 8 | 't';
    private const int Sun = 's' << 16 | 'u' << 8 | 'n';

    /// <summary>The pattern of a month's name, for the readers of stamps.</summary>
    internal const string MonthPattern =
        "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)";

    internal const string WeekdayPattern =
        "(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:r(?:s(?:day)?)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)";
}
