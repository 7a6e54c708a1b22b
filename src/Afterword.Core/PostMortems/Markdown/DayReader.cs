using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads a day at a place in a text, in any of the usual spellings.</summary>
internal static partial class DayReader
{
    internal static (WrittenDay Day, int Length)? At(string text, int at)
    {
        if (at >= text.Length)
            return null;
        if (char.IsAsciiDigit(text[at]))
            return Iso(text, at) ?? Numbers(text, at) ?? DayFirst(text, at) ?? Short(text, at);
        return MonthFirst(text, at);
    }

    /// <summary>Every full or partial day in a text.</summary>
    internal static IEnumerable<(WrittenDay Day, int Index)> All(string text)
    {
        if (text.Length > Line.ReadLimit)
            text = text[..Line.ReadLimit];
        for (var i = 0; i < text.Length; i++)
            if (MayBegin(text, i) && At(text, i) is { } found)
                yield return (found.Day, i);
    }

    // A digit or the first letters of a month, and not in the middle of a word, a path or a number.
    private static bool MayBegin(string text, int at) =>
        (
            char.IsAsciiDigit(text[at])
            || char.IsAsciiLetter(text[at])
                && at + 2 < text.Length
                && DateWords.IsMonth(text.AsSpan(at, 3))
        ) && (at == 0 || !(IsOfWord(text[at - 1]) || text[at - 1] is '/' or '.' or '-'));

    // What a pattern calls \w.
    private static bool IsOfWord(char c) =>
        char.IsLetterOrDigit(c)
        || c == '_'
        || !char.IsAscii(c)
            && char.GetUnicodeCategory(c)
                is UnicodeCategory.NonSpacingMark
                    or UnicodeCategory.ConnectorPunctuation;

    private static (WrittenDay, int)? Iso(string text, int at)
    {
        var m = IsoDay().Match(text, at);
        return m.Success && Real(Int(m, "m"), Int(m, "d"))
            ? (new(Int(m, "y"), Int(m, "m"), Int(m, "d")), m.Length)
            : null;
    }

    private static (WrittenDay, int)? Numbers(string text, int at)
    {
        var m = NumberDay().Match(text, at);
        if (!m.Success)
            return null;
        var year = Int(m, "y") is < 100 and var two ? 2000 + two : Int(m, "y");
        return Ordered(Int(m, "a"), Int(m, "b"), year, m.Groups["sep"].Value is ".") is { } day
            ? (day, m.Length)
            : null;
    }

    private static (WrittenDay, int)? Short(string text, int at)
    {
        var m = ShortDay().Match(text, at);
        return m.Success && Ordered(Int(m, "a"), Int(m, "b"), null, false) is { } day
            ? (day, m.Length)
            : null;
    }

    // A first number above 12 is a day, a second one above 12 says the first is a month; dots mean day first.
    private static WrittenDay? Ordered(int a, int b, int? year, bool dots)
    {
        if (a is < 1 or > 31 || b is < 1 or > 31 || (a > 12 && b > 12))
            return null;
        if (a > 12 || (dots && b <= 12))
            return new(year, b, a);
        if (b > 12 || a == b)
            return new(year, a, b);
        return new(year, a, b, Ambiguous: true);
    }

    private static (WrittenDay, int)? DayFirst(string text, int at)
    {
        var m = DayMonth().Match(text, at);
        return m.Success ? Named(m) : null;
    }

    private static (WrittenDay, int)? MonthFirst(string text, int at)
    {
        var m = MonthDay().Match(text, at);
        return m.Success ? Named(m) : null;
    }

    private static (WrittenDay, int)? Named(Match m)
    {
        // "may 10 times" is no day.
        var month =
            m.Groups["month"].Value == "may" ? 0 : DateWords.MonthOf(m.Groups["month"].Value);
        int? year = m.Groups["y"].Success ? Int(m, "y") : null;
        return month > 0 && Real(month, Int(m, "d"))
            ? (new(year, month, Int(m, "d")), m.Length)
            : null;
    }

    private static bool Real(int month, int day) =>
        month is >= 1 and <= 12 && day is >= 1 and <= 31;

    private static int Int(Match m, string group) =>
        int.Parse(m.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"\G(?<y>(?:19|20)[0-9]{2})(?<sep>[-/.])(?<m>[0-9]{1,2})\k<sep>(?<d>[0-9]{1,2})(?!\d)"
    )]
    private static partial Regex IsoDay();

    [GeneratedRegex(
        @"\G(?<a>[0-9]{1,2})(?<sep>[-/.])(?<b>[0-9]{1,2})\k<sep>(?<y>(?:19|20)[0-9]{2}|[0-9]{2})(?![\d:.]\d)(?!\d)"
    )]
    private static partial Regex NumberDay();

    [GeneratedRegex(@"\G(?<a>[0-9]{1,2})/(?<b>[0-9]{1,2})(?![\d/:])(?=[\s,:)*-]|$)")]
    private static partial Regex ShortDay();

    [GeneratedRegex(
        @"\G(?<d>[0-9]{1,2})(?:st|nd|rd|th)?\.?[\s-](?:of\s)?(?<month>"
            + DateWords.MonthPattern
            + @")\b\.?(?:,?[\s-]+(?<y>(?:19|20)[0-9]{2})(?![\d:])|'(?:\d\d))?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex DayMonth();

    [GeneratedRegex(
        @"\G(?<month>"
            + DateWords.MonthPattern
            + @")\b\.?(?:\s+(?:the\s)?|-)(?<d>[0-9]{1,2})(?![\d:])(?:st|nd|rd|th)?(?:,?\s+(?<y>(?:19|20)[0-9]{2})(?![\d:]))?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex MonthDay();
}
