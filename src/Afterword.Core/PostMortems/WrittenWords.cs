using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems;

/// <summary>The words of a text, whatever marks stand around them: how the import and the export see whether something is already said.</summary>
public static partial class WrittenWords
{
    /// <summary>Letters and digits, lower case, in order.</summary>
    public static IReadOnlyList<string> Of(string? text) =>
        Exactly((text ?? "").ToLowerInvariant());

    /// <summary>Whether every word of one text stands in another, as often and in the same case.</summary>
    public static bool Hold(string? text, string? words)
    {
        var left = Exactly(text ?? "").CountBy(w => w).ToDictionary();
        foreach (var word in Exactly(words ?? ""))
        {
            if (left.GetValueOrDefault(word) == 0)
            {
                return false;
            }
            left[word]--;
        }
        return true;
    }

    /// <summary>How much two texts share: 0 nothing, 1 the same words (Sørensen–Dice over the words).</summary>
    public static double Likeness(string? one, string? other)
    {
        var (first, second) = (Of(one), Of(other));
        if (first.Count + second.Count == 0)
        {
            return 1;
        }
        var counts = second.CountBy(w => w).ToDictionary();
        var shared = 0;
        foreach (var word in first)
        {
            if (counts.GetValueOrDefault(word) > 0)
            {
                counts[word]--;
                shared++;
            }
        }
        return 2.0 * shared / (first.Count + second.Count);
    }

    private static IReadOnlyList<string> Exactly(string text) =>
        [.. Word().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();
}
