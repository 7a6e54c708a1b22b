using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Shows from dates that leave no doubt whether a writer puts the day or the month first.</summary>
internal static partial class DayOrder
{
    internal static (bool DayFirst, bool MonthFirst) In(string text)
    {
        bool day = false,
            month = false;
        if (!MayHold(text))
            return (day, month);
        foreach (Match match in NumberDay().Matches(text))
        {
            day |= Int(match, "a") is > 12 and <= 31 && Int(match, "b") <= 12;
            month |= Int(match, "b") is > 12 and <= 31 && Int(match, "a") <= 12;
        }
        return (day, month);
    }

    // A separator with a digit on each side.
    private static bool MayHold(string text)
    {
        for (var i = 1; i < text.Length - 1; i++)
        {
            var next = text.AsSpan(i, text.Length - 1 - i).IndexOfAny('-', '/');
            if (next < 0)
                return false;
            i += next;
            if (char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]))
                return true;
        }
        return false;
    }

    private static int Int(Match match, string group) =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<![\d./-])(?<a>[0-9]{1,2})(?<sep>[-/])(?<b>[0-9]{1,2})\k<sep>(?:19|20)?[0-9]{2}(?![\d./-])"
    )]
    private static partial Regex NumberDay();
}
