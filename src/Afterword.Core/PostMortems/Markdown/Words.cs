using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The words of a text: runs of letters and digits. What we promise never to lose.</summary>
internal static partial class Words
{
    internal static IEnumerable<string> Of(string text) => Run().Matches(text).Select(m => m.Value);

    /// <summary>Whether every word of <paramref name="original"/> stands in <paramref name="kept"/> as often.</summary>
    internal static bool Covers(string kept, string original)
    {
        if (kept == original)
            return true;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in Of(kept))
            counts[word] = counts.GetValueOrDefault(word) + 1;
        foreach (var word in Of(original))
        {
            if (counts.GetValueOrDefault(word) == 0)
                return false;
            counts[word]--;
        }
        return true;
    }

    /// <summary>A text without the marks that could be read as structure inside a note.</summary>
    internal static string Bare(string text) =>
        Inline.Collapse(text.Replace('<', ' ').Replace('>', ' '));

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Run();
}
