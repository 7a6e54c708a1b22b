namespace Afterword.Core.Linting;

/// <summary>Finds the name somebody most likely meant.</summary>
public static class DidYouMean
{
    /// <summary><c> Did you mean X?</c> with a leading space; empty when nothing is close.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="known">The names there are.</param>
    public static string Sentence(string typed, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentNullException.ThrowIfNull(known);
        if (typed.Length > 60)
            return "";
        var (name, distance) = known
            .Select(k => (k, Distance(typed.ToLowerInvariant(), k.ToLowerInvariant())))
            .OrderBy(p => p.Item2)
            .ThenBy(p => p.k, StringComparer.Ordinal)
            .FirstOrDefault();
        return name is not null && distance <= Math.Max(typed.Length < 3 ? 1 : 2, typed.Length / 3)
            ? $" Did you mean {name}?"
            : "";
    }

    // How many letters must be changed, added or taken away (Levenshtein).
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
