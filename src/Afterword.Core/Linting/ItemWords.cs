using System.Text.RegularExpressions;
using Afterword.Core.PostMortems;

namespace Afterword.Core.Linting;

/// <summary>What an item says is to be done, without owner, due date and opening words such as “we should”.</summary>
internal static partial class ItemWords
{
    internal static string Of(DocumentItem item)
    {
        var text = item.Text.Length > 300 ? item.Text[..300] : item.Text;
        text = Suffix().Replace(text, "");
        return Opening().Replace(text, "").Trim().TrimEnd('.', ':', ';').Trim();
    }

    /// <summary>Whether a text names a figure, a piece of code or an address: something that can be checked.</summary>
    internal static bool IsConcrete(string text) =>
        text.Any(char.IsAsciiDigit) || text.AsSpan().IndexOfAny('`', '%', '_') >= 0;

    [GeneratedRegex(
        @"(?:\s+[-–—]\s+|\s*[,;(\[]\s*)(?:owner|due|by|eta|ticket|priority|status|assignee)\b.*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Suffix();

    [GeneratedRegex(
        @"^(?:\[[A-Z]+-\d+\]\s*)?(?:(?:we|the team|the * team)\s+(?:should|need to|must|will|could|want to|have to)\s+|need to\s+|should\s+|to\s+(?=\w))?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Opening();
}
