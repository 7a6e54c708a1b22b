using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>A name and a day in parentheses at the end of an item: "Retry with jitter (Hana, 2022-11-11)".</summary>
/// <param name="Name">Who signs.</param>
/// <param name="Day">By when, as written.</param>
internal readonly partial record struct Signed(string Name, string Day)
{
    /// <summary>The signature an item ends with; a status with a day, "(Fixed, 3 May)", is none.</summary>
    internal static Signed? In(string text)
    {
        if (text.AsSpan().IndexOfAny('(', '[') < 0)
            return null;
        var match = Pattern().Match(text.TrimEnd());
        if (!match.Success)
            return null;
        var name = match.Groups["name"].Value;
        return DoneWords.InCell(name) is null && !Remark().IsMatch(name)
            ? new Signed(name, match.Groups["day"].Value)
            : null;
    }

    [GeneratedRegex(
        @"[(\[](?<name>[A-Z][\p{Ll}'’-]+(?:\s[A-Z][\p{L}'’.-]*){0,2}),\s*(?:(?:due|by|eta|until)\s*:?\s*)?(?<day>"
            + DueWords.Dateish
            + @")[)\]]\s*\.?$"
    )]
    private static partial Regex Pattern();

    [GeneratedRegex(
        @"^(?:Updated|Created|Reported|Opened|Added|Meeting|Expected|Estimated?|Deadline|Due|Target|Postponed|Dropped|Rejected|Cancell?ed|Since|From|Released?|Version|Sprint|Phase|Milestone|"
            + DateWords.MonthPattern
            + "|"
            + DateWords.WeekdayPattern
            + @")\b"
    )]
    private static partial Regex Remark();
}
