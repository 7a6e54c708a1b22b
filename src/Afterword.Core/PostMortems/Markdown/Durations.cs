using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads a stated duration; a bound or a range is words, not a number.</summary>
internal static partial class Durations
{
    /// <summary>The minutes that words state, or null for a bound ("over an hour"), a range ("10-15 minutes") or no duration.</summary>
    internal static int? Minutes(string words)
    {
        var text = Inline.Plain(words);
        if (text.Length > 200)
            text = text[..200];
        if (Clock().Match(text) is { Success: true } clock)
            return int.Parse(clock.Groups["h"].Value, CultureInfo.InvariantCulture) * 60
                + int.Parse(clock.Groups["m"].Value, CultureInfo.InvariantCulture);
        var match = Sum().Match(text);
        if (!match.Success || Bound().IsMatch(text[..match.Index]) || Range().IsMatch(text))
            return null;
        double total = 0;
        foreach (Match part in Part().Matches(match.Value))
            total += Number(part.Groups["n"].Value) * Unit(part.Groups["unit"].Value);
        var minutes = Math.Round(total, MidpointRounding.AwayFromZero);
        return minutes is > 0 and < 60 * 24 * 1000 ? (int)minutes : null;
    }

    /// <summary>The duration of the impact that a sentence states ("for a period of 50 minutes"), as written; null when it states none.</summary>
    internal static string? InSentence(string text)
    {
        var plain = Inline.Plain(text.Length > Line.ReadLimit ? text[..Line.ReadLimit] : text);
        var match = Stated().Match(plain);
        return match.Success && Minutes(match.Groups["value"].Value) is not null
            ? match.Groups["value"].Value
            : null;
    }

    /// <summary>A length of time in words: "54 minutes", "3 hours 45 minutes", "2 days 1 hour".</summary>
    internal static string InWords(TimeSpan span)
    {
        var minutes = (long)Math.Round(span.TotalMinutes);
        var parts = new List<string>();
        Append(parts, minutes / 1440, "day");
        Append(parts, minutes / 60 % 24, "hour");
        Append(parts, minutes % 60, "minute");
        return parts.Count == 0 ? "0 minutes" : string.Join(' ', parts);
    }

    private static void Append(List<string> parts, long count, string unit)
    {
        if (count > 0)
            parts.Add($"{count} {unit}{(count == 1 ? "" : "s")}");
    }

    private static double Number(string text) =>
        text.ToLowerInvariant() switch
        {
            "a" or "an" or "one" => 1,
            "two" => 2,
            "three" => 3,
            "four" => 4,
            "five" => 5,
            "six" => 6,
            "seven" => 7,
            "eight" => 8,
            "nine" => 9,
            "ten" => 10,
            "half an" => 0.5,
            var digits => double.TryParse(
                digits.Replace(',', '.'),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var n
            )
                ? n
                : 0,
        };

    private static double Unit(string unit) =>
        char.ToLowerInvariant(unit[0]) switch
        {
            's' => 1 / 60.0,
            'm' => 1,
            'h' => 60,
            'd' => 1440,
            _ => 10080,
        };

    private const string One =
        @"(?<![\d.,:-])(?:(?<n>\d{1,4}(?:[.,]\d{1,2})?)\s?-?|\b(?<n>half an|an?|one|two|three|four|five|six|seven|eight|nine|ten)[\s-])(?<unit>weeks?|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![A-Za-z])";

    [GeneratedRegex(One, RegexOptions.IgnoreCase)]
    private static partial Regex Part();

    [GeneratedRegex(
        One + @"(?:(?:\s*(?:,|and|&|,\s*and)\s*|\s*)" + One + @"){0,3}",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Sum();

    [GeneratedRegex(@"^~?(?<h>[0-9]{1,3}):(?<m>[0-5][0-9])(?::\d{2})?(?:\s*(?:h|hrs?|hours?))?$")]
    private static partial Regex Clock();

    [GeneratedRegex(
        @"(?:\b(?:over|almost|nearly|more than|less than|at least|at most|up to|under|within|several|few|greater than|upwards of|roughly between|between|longer than|max(?:imum)?|just under|just over)\s*(?:about\s*|a\s*)?|[<>≤≥]\s*=?\s*)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Bound();

    [GeneratedRegex(
        @"\d\s?(?:-|–|—|to|or)\s?~?\d+(?:[.,]\d+)?\s?(?:weeks?|days?|d|hours?|hrs?|h|minutes?|mins?|m|s)\b|\bor (?:so|more|less)\b|\+\s*(?:hours?|min)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Range();

    [GeneratedRegex(
        @"\b(?:for|lasted|lasting|in|period of|total of|duration of|took)\s+(?:about |around |approximately |approx\.? |roughly |a (?:period|total|duration) of |a total of )?(?<value>~?\d{1,4}(?:[.,]\d{1,2})?\s?(?:minutes?|mins?|hours?|hrs?|h)\b(?:\s*(?:,|and)?\s*\d{1,2}\s?(?:minutes?|mins?|m)\b)?)(?!\s*(?:or|to|-|ago|later|SLA))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Stated();
}
