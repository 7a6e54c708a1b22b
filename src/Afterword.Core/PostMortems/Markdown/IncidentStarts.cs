namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Finds where one incident ends and the next begins in a file that holds several.</summary>
internal static class IncidentStarts
{
    /// <summary>The index of the first line of each incident; the first is always 0. One entry means one incident.</summary>
    internal static (IReadOnlyList<int> Starts, int Level) Find(IReadOnlyList<Line> lines)
    {
        var headings = new List<(int Index, int Level, SectionKind? Kind)>();
        for (var i = 0; i < lines.Count; i++)
            if (Headings.At(lines, i) is { } heading)
                headings.Add((i, heading.Level, SectionNames.Of(heading.Text)));
        for (var level = 1; level <= 2; level++)
            if (StartsAt(headings, level) is { Count: > 1 } starts)
                return ([0, .. starts.Skip(1)], level);
        return ([0], 1);
    }

    private static List<int> StartsAt(
        List<(int Index, int Level, SectionKind? Kind)> headings,
        int level
    )
    {
        var starts = new List<int>();
        HashSet<SectionKind>? before = null;
        for (var i = 0; i < headings.Count; i++)
        {
            if (headings[i].Level != level || headings[i].Kind is not null)
                continue;
            var kinds = new HashSet<SectionKind>();
            for (var j = i + 1; j < headings.Count && headings[j].Level > level; j++)
                if (headings[j].Kind is { } kind)
                    kinds.Add(kind);
            // Two parts of one document do not both tell a summary and a timeline; two incidents do.
            if (kinds.Count < 2 || (before is not null && kinds.Count(before.Contains) < 2))
                continue;
            starts.Add(headings[i].Index);
            before = kinds;
        }
        return starts;
    }
}
