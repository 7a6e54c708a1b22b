using System.Text.RegularExpressions;

namespace Afterword.Core.Templates;

/// <summary>How long a message is, as a reader counts.</summary>
public static partial class WordCount
{
    /// <summary>The words of a Markdown text: what stands between white space and has a letter or a digit, addresses of links left out.</summary>
    public static int Of(string markdown) =>
        LinkAddress()
            .Replace(markdown, "]")
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Count(word => word.Any(char.IsLetterOrDigit));

    [GeneratedRegex(@"\]\([^()\s]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex LinkAddress();
}
