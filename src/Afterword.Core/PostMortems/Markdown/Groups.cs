namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Names that are sections elsewhere but only group things inside another section.</summary>
internal static class Groups
{
    private static readonly HashSet<string> Categories =
    [
        "detection",
        "prevention",
        "response",
        "recovery",
        "learning",
    ];

    /// <summary>Whether a name inside a section of <paramref name="parent"/> groups its content instead of opening a section.</summary>
    internal static bool IsGroup(
        SectionKind parent,
        string name,
        SectionKind kind,
        IReadOnlyList<Line> lines,
        int next
    )
    {
        switch (parent)
        {
            case SectionKind.Learned:
                return Categories.Contains(SectionNames.Normalize(name));
            case SectionKind.ActionItems:
            case SectionKind.WentWell:
            case SectionKind.CouldHaveGoneBetter:
            case SectionKind.Lucky:
                return kind
                    is SectionKind.Detection
                        or SectionKind.Resolution
                        or SectionKind.RootCause
                        or SectionKind.Impact
                        or SectionKind.ContributingFactors;
            case SectionKind.Timeline:
                return kind != SectionKind.Timeline && MomentFollows(lines, next);
            default:
                return false;
        }
    }

    private static bool MomentFollows(IReadOnlyList<Line> lines, int next)
    {
        for (var i = next; i < lines.Count && i < next + 6; i++)
        {
            if (lines[i].Mark != LineMark.Text || lines[i].IsBlank)
                continue;
            if (Headings.At(lines, i) is { } heading)
                return StampReader.Leading(heading.Text) is { HasTime: true };
            var text = lines[i].Text[(ListSyntax.At(lines[i].Text)?.Length ?? 0)..].Trim('|', ' ');
            if (StampReader.Leading(text) is { HasTime: true })
                return true;
        }
        return false;
    }
}
