namespace Afterword.Core.PostMortems.Merging;

/// <summary>
/// Merges two edits of one text by lines, as version control does. Where both changed the same lines both stand in the result, one
/// below the other, so that saving it as it is loses no word of either.
/// </summary>
public static class LineMerge
{
    // Beyond this many pairs of lines a comparison costs more than it helps: the whole texts stand one below the other.
    private const long MostPairs = 4_000_000;

    /// <summary>Merges.</summary>
    /// <param name="before">The text both began with; null when it is not known any more.</param>
    /// <param name="mine">One edit; its words stand first where both changed the same lines.</param>
    /// <param name="theirs">The other edit.</param>
    /// <returns>The text, and whether a person should look at it: both changed the same lines.</returns>
    public static (string Text, bool Contested) Of(string? before, string mine, string theirs)
    {
        if (mine == theirs || theirs == before)
            return (mine, false);
        if (mine == before)
            return (theirs, false);
        var (m, t) = (mine.Split('\n'), theirs.Split('\n'));
        var b = before?.Split('\n');
        if (b is null || Math.Max((long)b.Length * m.Length, (long)b.Length * t.Length) > MostPairs)
            return (
                string.Join("\n\n", new[] { mine, theirs }.Where(x => x.Trim().Length > 0)),
                true
            );
        return Walk(b, m, t);
    }

    private static (string, bool) Walk(string[] before, string[] mine, string[] theirs)
    {
        var (inMine, inTheirs) = (Pair(before, mine), Pair(before, theirs));
        var result = new List<string>();
        var contested = false;
        var (b, m, t) = (0, 0, 0);
        for (var i = 0; i <= before.Length; i++)
        {
            var isEnd = i == before.Length;
            if (!isEnd && (inMine[i] < 0 || inTheirs[i] < 0))
                continue;
            var (nextMine, nextTheirs) = isEnd
                ? (mine.Length, theirs.Length)
                : (inMine[i], inTheirs[i]);
            contested |= Chunk(before[b..i], mine[m..nextMine], theirs[t..nextTheirs], result);
            if (isEnd)
                break;
            result.Add(before[i]);
            (b, m, t) = (i + 1, nextMine + 1, nextTheirs + 1);
        }
        return (string.Join('\n', result), contested);
    }

    /// <summary>What becomes of the lines between two that nobody changed; true when both changed them.</summary>
    private static bool Chunk(string[] before, string[] mine, string[] theirs, List<string> result)
    {
        if (mine.SequenceEqual(before) || mine.SequenceEqual(theirs))
        {
            result.AddRange(theirs);
            return false;
        }
        result.AddRange(mine);
        if (theirs.SequenceEqual(before))
            return false;
        var fresh = theirs.Where(line => line.Trim().Length == 0 || !mine.Contains(line)).ToList();
        if (fresh.TrueForAll(line => line.Trim().Length == 0))
            return fresh.Count > 0 && mine.Length == 0;
        // Two paragraphs that were one would read as one: a blank line between them, but not between the points of a list.
        var points = before.All(IsBlank) && mine.Concat(fresh).All(l => IsBlank(l) || IsPoint(l));
        if (!points && mine.Length > 0 && !IsBlank(mine[^1]) && !IsBlank(fresh[0]))
            result.Add("");
        result.AddRange(fresh);
        return !points;
    }

    private static bool IsBlank(string line) => line.Trim().Length == 0;

    private static bool IsPoint(string line) => Markdown.ListSyntax.At(line) is not null;

    /// <summary>For each line of one text its place in the other along a longest common run of lines; -1 for none.</summary>
    private static int[] Pair(string[] one, string[] other)
    {
        var length = new int[one.Length + 1, other.Length + 1];
        for (var i = one.Length - 1; i >= 0; i--)
        for (var j = other.Length - 1; j >= 0; j--)
            length[i, j] =
                one[i] == other[j]
                    ? length[i + 1, j + 1] + 1
                    : Math.Max(length[i + 1, j], length[i, j + 1]);
        var pairs = new int[one.Length];
        Array.Fill(pairs, -1);
        for (int i = 0, j = 0; i < one.Length && j < other.Length; )
        {
            if (one[i] == other[j])
                pairs[i++] = j++;
            else if (length[i + 1, j] >= length[i, j + 1])
                i++;
            else
                j++;
        }
        return pairs;
    }
}
