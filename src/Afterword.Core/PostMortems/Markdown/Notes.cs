using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Words of the original that our form has no place for, kept as HTML comments: invisible, yet never lost.</summary>
internal static partial class Notes
{
    internal static string Write(string what, string words) =>
        $"<!-- {what}: {Inline.Collapse(words).Replace("--", "- -", StringComparison.Ordinal).Replace("<!", "< !", StringComparison.Ordinal)} -->";

    /// <summary>The words of a note on this line, or null.</summary>
    internal static string? Read(string what, string line)
    {
        var match = Note().Match(line);
        return match.Success && match.Groups["what"].Value == what
            ? match.Groups["words"].Value
            : null;
    }

    [GeneratedRegex(@"^<!-- (?<what>[a-z]+): (?<words>.*) -->$")]
    private static partial Regex Note();
}
