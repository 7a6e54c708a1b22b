namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Tells lines that are moments of a timeline from lines that are not.</summary>
internal static class Moments
{
    internal static int CountStamped(IReadOnlyList<Line> lines) => lines.Count(IsStamped);

    /// <summary>Whether any line is a moment: most often the first few tell.</summary>
    internal static bool AnyStamped(IReadOnlyList<Line> lines) => lines.Any(IsStamped);

    private static bool IsStamped(Line line) =>
        line.Mark == LineMark.Text && !line.IsBlank && StampOf(line) is { HasTime: true };

    internal static Stamp? StampOf(Line line)
    {
        var start = ListSyntax.At(line.Text)?.Length ?? 0;
        if (!StampReader.MayLead(line.Text.AsSpan(start).TrimStart().TrimStart("| ")))
            return null;
        var text = line.Readable;
        return StampReader.Leading(text[(ListSyntax.At(text)?.Length ?? 0)..].TrimStart('|', ' '));
    }

    internal static bool HoldsMoments(Block block) =>
        block.Kind is BlockKind.List or BlockKind.Paragraph or BlockKind.Table or BlockKind.Quote
        && AnyStamped(block.Lines);

    internal static bool HasStamp(string text) =>
        StampReader.Leading(text) is not null || StampReader.Trailing(text) is not null;

    // "3 May 2024: the disk filled up" is a moment; "On 3 May 2024 the disk filled up" tells a story.
    internal static bool SetApart(string text, Stamp stamp) =>
        stamp.TextAt > 0
        && stamp.TextAt < text.Length
        && text[..stamp.TextAt].TrimEnd().TrimEnd('*', '_', '`') is { Length: > 0 } lead
        && lead[^1] is ':' or '-' or '–' or '—' or '|';

    internal static bool IsBareDay(Stamp stamp, string text) =>
        stamp is { Day: not null, HasTime: false }
        && text.AsSpan(Math.Min(stamp.TextAt, text.Length)).Trim().Trim("*_:.-–—()").IsEmpty;

    // "Timeline: see the log in our wiki" points to a timeline; it is none.
    internal static bool Elsewhere(string text)
    {
        var plain = Inline.Plain(text);
        return plain.Contains("http", StringComparison.OrdinalIgnoreCase)
                && plain.Length < 300
                && plain.Contains("timeline", StringComparison.OrdinalIgnoreCase)
            || plain.StartsWith("Timeline", StringComparison.OrdinalIgnoreCase)
            || plain.StartsWith("Slack thread", StringComparison.OrdinalIgnoreCase);
    }

    internal static bool MomentsFollow(IReadOnlyList<Block> blocks, int i) =>
        blocks
            .Skip(i + 1)
            .Take(40)
            .Any(b => b.Kind is BlockKind.Paragraph or BlockKind.List && AnyStamped(b.Lines));
}
