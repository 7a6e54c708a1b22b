using System.Text.RegularExpressions;
using Afterword.Core.PostMortems;

namespace Afterword.Core.Linting;

/// <summary>What an item says is to be done, without owner, due date and opening words such as “we should”.</summary>
internal static partial class ItemWords
{
    internal static string Of(DocumentItem item)
    {
        var text = item.Text.Length > 300 ? item.Text[..300] : item.Text;
        text = Tail().Replace(Suffix().Replace(text, ""), "");
        return Opening().Replace(text, "").Trim().TrimEnd('.', ':', ';').Trim();
    }

    /// <summary>Whether a text names a figure, a piece of code or an address: something that can be checked.</summary>
    internal static bool IsConcrete(string text) =>
        text.Any(char.IsAsciiDigit) || text.AsSpan().IndexOfAny('`', '%', '_') >= 0;

    /// <summary>Whether a text tells of something that was done: “we have removed the scope”, “limits have been set”.</summary>
    internal static bool TellsDone(string text) =>
        Told().IsMatch(text.Length > 300 ? text[..300] : text);

    [GeneratedRegex(
        @"^(?:we|i)(?:\s+have|['’]ve)?(?:\s+(?:now|also|already|since))?\s+(?:\w+ed|set|put|built|made|wrote|written|cut|moved)\b|\b(?:has|have)(?:\s+(?:now|also|already|since))?\s+been\s+(?:\w+ed|set|put|built|made|written|cut)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Told();

    [GeneratedRegex(
        @"(?:\s+[-–—]\s+|\s*[,;(\[]\s*)(?:owner|due|by|eta|ticket|priority|status|assignee)\b.*$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Suffix();

    // "Improve the docs (@lee)", "improve the docs @lee 2025-08-01": who and when is not what.
    [GeneratedRegex(@"(?:\s*[(\[]?(?:@[\w-]+|\d{4}-\d\d-\d\d)[)\]]?[,;]?)+\.?$")]
    private static partial Regex Tail();

    [GeneratedRegex(
        @"^(?:\[[A-Z]+-\d+\]\s*)?(?:(?:we|the team|the * team)\s+(?:should|need to|must|will|could|want to|have to)\s+|need to\s+|should\s+|to\s+(?=\w))?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Opening();
}
