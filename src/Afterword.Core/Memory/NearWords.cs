namespace Afterword.Core.Memory;

/// <summary>What somebody may have meant who mistyped a word: one or two letters wrong, missing, too many or swapped.</summary>
public static class NearWords
{
    /// <summary>The shortest word that is corrected; shorter ones are near to too many.</summary>
    public const int Shortest = 4;

    /// <summary>How many letters may differ.</summary>
    public static int Reach(string word) =>
        word.Length < Shortest ? 0
        : word.Length < 8 ? 1
        : 2;

    /// <summary>The words of a vocabulary that are near to one, the nearest first.</summary>
    /// <param name="word">The word as typed, in lower case.</param>
    /// <param name="vocabulary">Words that exist.</param>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> vocabulary, int most)
    {
        var reach = Reach(word);
        return
        [
            .. vocabulary
                .Where(w => Math.Abs(w.Length - word.Length) <= reach && w != word)
                .Select(w => (Word: w, Distance: Distance(word, w, reach)))
                .Where(w => w.Distance <= reach)
                .OrderBy(w => w.Distance)
                .ThenByDescending(w => w.Word[0] == word[0])
                .ThenBy(w => w.Word, StringComparer.Ordinal)
                .Take(most)
                .Select(w => w.Word),
        ];
    }

    /// <summary>Letters to change, add, drop or swap with their neighbour (optimal string alignment).</summary>
    /// <param name="one">A word.</param>
    /// <param name="other">Another.</param>
    /// <param name="reach">More than this is not counted out.</param>
    public static int Distance(string one, string other, int reach)
    {
        var (before, last, row) = (
            new int[other.Length + 1],
            new int[other.Length + 1],
            new int[other.Length + 1]
        );
        for (var j = 0; j <= other.Length; j++)
        {
            last[j] = j;
        }
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var same = one[i - 1] == other[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + same);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
                least = Math.Min(least, row[j]);
            }
            if (least > reach)
            {
                return reach + 1;
            }
            (before, last, row) = (last, row, before);
        }
        return last[other.Length];
    }
}
