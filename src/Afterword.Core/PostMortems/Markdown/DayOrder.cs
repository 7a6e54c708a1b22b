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
        foreach (Match match in NumberDay().Matches(text))
        {
            day |= Int(match, "a") is > 12 and <= 31 && Int(match, "b") <= 12;
            month |= Int(match, "b") is > 12 and <= 31 && Int(match, "a") <= 12;
        }
        return (day, month);
    }

    private static int Int(Match match, string group) =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"(?<![\d./-])(?<a>\d{1,2})(?<sep>[-/])(?<b>\d{1,2})\k<sep>(?:19|20)?\d{2}(?![\d./-])"
    )]
    private static partial Regex NumberDay();
}
