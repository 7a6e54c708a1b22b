namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Cuts a paragraph of a timeline into its moments: each begins on a line with a stamp.</summary>
internal static class TimelineParagraph
{
    /// <summary>A run of lines that is one moment, or a line that is only a day.</summary>
    internal readonly record struct Piece(int Start, int End, Stamp Stamp, bool IsDay);

    /// <summary>The lines of a paragraph; one that begins with a moment is parted at its HTML breaks too.</summary>
    internal static IReadOnlyList<Line> Parts(IReadOnlyList<Line> lines)
    {
        var apart = Breaks.Apart(lines);
        return StampReader.Leading(apart[0].Readable) is { HasTime: true } ? apart : lines;
    }

    /// <summary>The pieces in order; lines before the first belong to none.</summary>
    internal static IEnumerable<Piece> Pieces(IReadOnlyList<Line> lines, bool stampedOnly)
    {
        var start = -1;
        Stamp? first = null;
        for (var n = 0; n < lines.Count; n++)
        {
            var stamp = StampReader.Leading(lines[n].Readable);
            var isDay = stamp is { HasTime: false } && Moments.IsBareDay(stamp, lines[n].Readable);
            if (!isDay && !Opens(lines[n], n, stamp, stampedOnly))
                continue;
            if (start >= 0)
                yield return new(start, n, first!, IsDay: false);
            start = isDay ? -1 : n;
            first = stamp;
            if (isDay)
                yield return new(n, n + 1, stamp!, IsDay: true);
        }
        if (start >= 0)
            yield return new(start, lines.Count, first!, IsDay: false);
    }

    // A log elsewhere has its stamps set apart; in a timeline the first line may have a day instead of a time.
    private static bool Opens(Line line, int n, Stamp? stamp, bool stampedOnly) =>
        stamp is { HasTime: true } && (!stampedOnly || Moments.SetApart(line.Readable, stamp))
        || n == 0
            && !stampedOnly
            && stamp is { Day: not null }
            && Moments.SetApart(line.Readable, stamp);
}
