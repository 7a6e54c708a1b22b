using System.Buffers;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads the stamp a text begins with: date, time, range and zone in the many orders people use.</summary>
internal static partial class StampReader
{
    private const int Longest = 120;

    /// <summary>The stamp at the start of a text, Markdown marks around it included; null when there is none.</summary>
    internal static Stamp? Leading(string text)
    {
        if (!MayLead(text))
            return null;
        var at = LeadOf(text);
        if (at >= Longest || !MayBegin(text, at))
            return null;
        var part = text.Length > Longest ? text[..Longest] : text;
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
        if (!MayBegin(text, at))
            return null;
        var cursor = new StampCursor(text, at);
        var found = false;
        for (var n = 0; n < 5 && cursor.Step(); n++)
            found = true;
        return found ? cursor.Finish(rawFrom) : null;
    }

    /// <summary>Whether a text may begin with a stamp at all: most begin with another word.</summary>
    internal static bool MayLead(ReadOnlySpan<char> text) =>
        !text.IsEmpty
        && (
            !char.IsAsciiLetter(text[0])
            || MayBegin(text, 0)
            || text.Length > 1
                && LeadLetters.Contains(text[0])
                && LeadWords
                    .AsSpan()
                    .Contains(
                        [(char)(text[0] | 0x20), (char)(text[1] | 0x20)],
                        StringComparison.Ordinal
                    )
        );

    // The first two letters of the words that may stand before a stamp.
    private const string LeadWords = "at ar ab ap ca ci by on fr si un be af ti da";

    // Most lines begin with a word, and no pattern need look at them.
    private static int LeadOf(string text) =>
        text.Length == 0
        || char.IsAsciiDigit(text[0])
        || char.IsAsciiLetter(text[0]) && !LeadLetters.Contains(text[0])
            ? 0
            : Lead().Match(text).Length;

    private static readonly SearchValues<char> LeadLetters = SearchValues.Create(
        "AaBbCcDdFfOoSsTtUu"
    );

    /// <summary>Whether a stamp may begin at a place at all: with a digit or a mark, or with the first letters of a month, a weekday, noon or midnight.</summary>
    internal static bool MayBegin(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length)
            return false;
        var c = text[at];
        if (!char.IsAsciiLetter(c))
            return char.IsDigit(c) || c is '(' or '-' or '–' or '?' or '_' or '+';
        if (c is 'x' or 'X' || at + 2 >= text.Length)
            return true;
        // "T+5", "T -12".
        if (c is 't' or 'T' && !char.IsAsciiLetter(text[at + 1]))
            return true;
        return DateWords.MayBegin(text.Slice(at, 3))
            || text.Slice(at, 3)
                is ['n' or 'N', 'o' or 'O', 'o' or 'O']
                    or ['m' or 'M', 'i' or 'I', 'd' or 'D'];
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
