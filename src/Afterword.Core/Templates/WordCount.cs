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

    /// <summary>The words outside of lists and tables: a list goes on until an empty line.</summary>
    public static int OfProse(string markdown)
    {
        var words = 0;
        var inList = false;
        foreach (var line in markdown.Split('\n'))
        {
            inList =
                line.StartsWith("- ", StringComparison.Ordinal)
                || line.StartsWith('|')
                || (inList && line.Length > 0);
            words += inList ? 0 : Of(line);
        }
        return words;
    }

    [GeneratedRegex(@"\]\([^()\s]*\)", RegexOptions.NonBacktracking)]
    private static partial Regex LinkAddress();
}
