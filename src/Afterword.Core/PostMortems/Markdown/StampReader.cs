using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads the stamp a text begins with: date, time, range and zone in the many orders people use.</summary>
internal static partial class StampReader
{
    private const int Longest = 120;

    /// <summary>The stamp at the start of a text, Markdown marks around it included; null when there is none.</summary>
    internal static Stamp? Leading(string text)
    {
        if (text.Length == 0)
            return null;
        var part = text.Length > Longest ? text[..Longest] : text;
        var at = Lead().Match(part).Length;
        return Read(part, at, 0) is { } stamp
            ? Ended(part, stamp, part.AsSpan(0, at).IndexOfAny('*', '_', '`') >= 0)
            : null;
    }

    /// <summary>The stamp a short text ends with ("First detected 2021-09-30 15:31"), with the words before it; null when there is none.</summary>
    internal static (Stamp Stamp, string Text)? Trailing(string text)
    {
        if (text.Length > 160)
            return null;
        foreach (Match start in TrailingStart().Matches(text))
        {
            var at = start.Index + start.Length;
            if (Read(text, at) is not { Day.Year: not null } stamp)
                continue;
            if (Remark().IsMatch(text.AsSpan(stamp.TextAt)))
                return (
                    stamp,
                    $"{text[..start.Index].TrimEnd(' ', ':', '-', '–', '—', '(', '*', ',')} {text[stamp.TextAt..].Trim(' ', '*', '_', '`', '.')}".TrimEnd(
                        ' ',
                        ')'
                    )
                );
            return null;
        }
        return null;
    }

    /// <summary>A date, a time or both in either order at a place; <see cref="Stamp.TextAt"/> is where it ends.</summary>
    internal static Stamp? Read(string text, int at) => Read(text, at, at);

    private static Stamp? Read(string text, int at, int rawFrom)
    {
        var cursor = new StampCursor(text, at);
        var found = false;
        for (var n = 0; n < 5 && cursor.Step(); n++)
            found = true;
        return found ? cursor.Finish(rawFrom) : null;
    }

    // The stamp must stand apart from what follows: a colon, dash, space or the end; "12.5 GB" is no time.
    private static Stamp? Ended(string text, Stamp stamp, bool marked)
    {
        var at = stamp.TextAt;
        if (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '/' or '%'))
            return null;
        // Marks behind the stamp close those before it; without any they open the emphasis of what follows.
        var tail = marked ? MarkedTail().Match(text, at) : Tail().Match(text, at);
        return stamp with { TextAt = at + tail.Length };
    }

    [GeneratedRegex(
        @"^(?:[\s*_`\[(~≈<>+]|(?:[Aa]t|[Aa]round|[Aa]bout|[Aa]pprox(?:\.|imately)?|[Cc]a\.?|[Cc]irca|[Bb]y|[Oo]n|[Ff]rom|[Ss]ince|[Uu]ntil|[Bb]etween|[Aa]fter|[Bb]efore|[Tt]ime:|[Dd]ate:)\s+)*"
    )]
    private static partial Regex Lead();

    private const string Separator = @"(?:[:|,;]|-{1,3}|=>|→|–|—|\.(?=\s))?";

    [GeneratedRegex(@"\G[\s\])>]{0,6}" + Separator + @"\s*(?:[:|]|-{1,3}(?=\s)|–|—)?\s*")]
    private static partial Regex Tail();

    // The marks close before the separator or behind it; where they closed before, those behind open what follows.
    [GeneratedRegex(
        @"\G[\s\])>]{0,6}(?:[*_`]{1,4}[\s\])>]{0,4}"
            + Separator
            + @"\s*(?:[:|]|-{1,3}|–|—)?\s*|"
            + Separator
            + @"[\s*_`]{0,4}(?:[:|]|-{1,3}|–|—)?\s*)"
    )]
    private static partial Regex MarkedTail();

    // Behind a trailing stamp only a remark may stand: "(out of hours)".
    [GeneratedRegex(@"^[\s*_`.)]*(?:\([^()\d]{1,40}\))?[\s*_`.]*$")]
    private static partial Regex Remark();

    [GeneratedRegex(
        @"(?:^|(?<=\s|\())(?:\*\*|(?:at|on|@)\s)?(?=\d|(?:" + DateWords.MonthPattern + @")\s\d)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TrailingStart();
}
