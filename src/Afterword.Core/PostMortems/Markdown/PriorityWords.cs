using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The priority an item gives in its own words.</summary>
internal static partial class PriorityWords
{
    internal static string? InSentence(string text)
    {
        if (text.Length > Line.ReadLimit)
            return null;
        var match = Priority().Match(text);
        return match.Success ? match.Groups["value"].Value.Trim() : null;
    }

    [GeneratedRegex(
        @"(?:^|[\s(\[,;|–—-])priority\s*[:=]\s*(?<value>[\w-]{1,12})|[(\[](?<value>P[0-5]|(?:high|low|medium|critical)(?: priority)?)[)\]]|^(?<value>P[0-5])(?:\s*[:–—-]\s)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Priority();
}
