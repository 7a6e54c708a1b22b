using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads a time of day at a place in a text: <c>14:02</c>, <c>2:02 pm</c>, <c>2pm</c>, <c>14.02</c>, <c>14h02</c>, <c>1402 UTC</c>.</summary>
internal static partial class ClockReader
{
    internal static (TimeOnly Time, int Length)? At(string text, int at)
    {
        if (at >= text.Length || !char.IsAsciiDigit(text[at]))
            return Word(text, at);
        var digits = 1;
        while (digits < 5 && at + digits < text.Length && char.IsAsciiDigit(text[at + digits]))
            digits++;
        if (digits == 4)
            return Try(Military(), text, at);
        var next = at + digits < text.Length ? text[at + digits] : ' ';
        if (
            digits > 2
            || !(
                next is ':' or '.' or 'h' or 'H' or 'a' or 'A' or 'p' or 'P'
                || char.IsWhiteSpace(next)
            )
        )
            return null;
        return Try(Colon(), text, at)
            ?? Try(Twelve(), text, at)
            ?? Try(Dot(), text, at)
            ?? (at == 0 ? Try(DotOverWords(), text, at) : null);
    }

    private static (TimeOnly, int)? Try(Regex pattern, string text, int at)
    {
        var m = pattern.Match(text, at);
        return m.Success && Time(m) is { } time ? (time, m.Length) : null;
    }

    private static (TimeOnly, int)? Word(string text, int at)
    {
        var m = Words().Match(text, at);
        if (!m.Success)
            return null;
        return (
            m.Value.StartsWith("n", StringComparison.OrdinalIgnoreCase)
                ? new TimeOnly(12, 0)
                : new TimeOnly(0, 0),
            m.Length
        );
    }

    private static TimeOnly? Time(Match m)
    {
        var hour = int.Parse(m.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minute = m.Groups["m"].Success
            ? int.Parse(m.Groups["m"].Value, CultureInfo.InvariantCulture)
            : 0;
        var second = m.Groups["s"].Success
            ? int.Parse(m.Groups["s"].Value, CultureInfo.InvariantCulture)
            : 0;
        if (m.Groups["half"].Success)
        {
            var afternoon = m.Groups["half"].Value[0] is 'p' or 'P';
            // "15:26pm" is written by people who mean 15:26.
            if (hour <= 12)
                hour = hour % 12 + (afternoon ? 12 : 0);
        }
        if (hour == 24 && minute == 0)
            hour = 0;
        return hour < 24 && minute < 60 && second < 60 ? new TimeOnly(hour, minute, second) : null;
    }

    private const string Half = @"(?:\s?(?<half>[ap]\.?m\b\.?))";

    [GeneratedRegex(
        @"\G(?<h>[0-9]{1,2})\s?[:h]\s?(?<m>[0-9]{2})(?!\d)(?::(?<s>[0-9]{2})(?:[.,]\d{1,9})?(?!\d))?(?!:\d)"
            + Half
            + @"?(?:\s?(?:h|hrs|hours|Uhr)\b)?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Colon();

    [GeneratedRegex(@"\G(?<h>[0-9]{1,2})(?:\.(?<m>[0-9]{2}))?" + Half, RegexOptions.IgnoreCase)]
    private static partial Regex Twelve();

    [GeneratedRegex(
        @"\G(?<h>[01]?[0-9]|2[0-3])\.(?<m>[0-5][0-9])(?![\d.%])(?=\s*(?:$|[-–—:|,)\]*]|\(?approx|onwards?\b|to\b|"
            + "(?:UTC|GMT|CES?T|BST|h|hrs|Uhr)"
            + @"\b)|\s+[A-Z@#])(?:\s?Uhr\b)?"
    )]
    private static partial Regex Dot();

    // "15.03 alerts for errors" begins a moment; "12.50 dollars" and "10.15 seconds" are amounts.
    [GeneratedRegex(
        @"\G(?<h>0[0-9]|1[0-9]|2[0-3])\.(?<m>[0-5][0-9])(?=\s+(?!(?:[kmgt]i?b|[mnµ]?s|secs?|seconds?|min(?:ute)?s?|hours?|days?|percent|x|times|million|billion|thousand|k|m|usd|eur|gbp|dollars?|euros?|pounds?|req|rps|qps|and|or|of|per|is|was|were|are|to|than|release|lts)\b)[a-z])"
    )]
    private static partial Regex DotOverWords();

    [GeneratedRegex(
        @"\G(?<h>[01][0-9]|2[0-3])(?<m>[0-5][0-9])(?=\s?(?:UTC|GMT|Z\b|CES?T|BST|hrs\b|h\b|[PECM][SD]T\b|:\s|\s?[-–—]\s))"
    )]
    private static partial Regex Military();

    [GeneratedRegex(@"\G(?:noon|midnight)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
