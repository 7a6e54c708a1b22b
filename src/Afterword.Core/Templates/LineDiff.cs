namespace Afterword.Core.Templates;

/// <summary>How two texts differ, line by line.</summary>
public static class LineDiff
{
    /// <summary>Where the table of common lines would be larger, everything between the common ends is shown as replaced.</summary>
    private const int MostCells = 1_000_000;

    /// <summary>The lines of both, in order: kept, taken away, added.</summary>
    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (a, b) = (before.TrimEnd().Split('\n'), after.TrimEnd().Split('\n'));
        var head = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = a.Skip(head)
            .Reverse()
            .Zip(b.Skip(head).Reverse())
            .TakeWhile(pair => pair.First == pair.Second)
            .Count();
        return
        [
            .. a[..head].Select(line => new DiffLine(DiffKind.Kept, line)),
            .. Middle(a[head..^tail], b[head..^tail]),
            .. a[^tail..].Select(line => new DiffLine(DiffKind.Kept, line)),
        ];
    }

    private static IEnumerable<DiffLine> Middle(string[] a, string[] b)
    {
        if ((long)a.Length * b.Length > MostCells)
        {
            return a.Select(line => new DiffLine(DiffKind.Removed, line))
                .Concat(b.Select(line => new DiffLine(DiffKind.Added, line)));
        }
        var common = Common(a, b);
        var lines = new List<DiffLine>();
        var (i, j) = (0, 0);
        while (i < a.Length || j < b.Length)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                lines.Add(new DiffLine(DiffKind.Kept, a[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(new DiffLine(DiffKind.Removed, a[i++]));
            }
            else
            {
                lines.Add(new DiffLine(DiffKind.Added, b[j++]));
            }
        }
        return lines;
    }

    /// <summary>How many lines the rests from each pair of places have in common.</summary>
    private static int[,] Common(string[] a, string[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] =
                    a[i] == b[j]
                        ? common[i + 1, j + 1] + 1
                        : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        return common;
    }
}

/// <summary>A line of a difference.</summary>
/// <param name="Kind">Whether both have it.</param>
/// <param name="Text">The line.</param>
public sealed record DiffLine(DiffKind Kind, string Text);

/// <summary>Who has a line.</summary>
public enum DiffKind
{
    /// <summary>Both.</summary>
    Kept,

    /// <summary>The earlier one alone.</summary>
    Removed,

    /// <summary>The later one alone.</summary>
    Added,
}
