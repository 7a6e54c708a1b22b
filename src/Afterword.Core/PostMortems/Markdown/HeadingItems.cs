namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Tells sub-headings that are items themselves from those that group the items under them.</summary>
internal static class HeadingItems
{
    private static readonly HashSet<string> GroupNames =
    [
        "short term",
        "long term",
        "medium term",
        "mid term",
        "immediate",
        "immediately",
        "fix",
        "fixes",
        "done",
        "completed",
        "in progress",
        "open",
        "todo",
        "to do",
        "process",
        "technical",
        "documentation",
        "tooling",
        "monitoring",
        "communication",
        "people",
        "other",
        "misc",
        "detect",
        "prevent",
        "mitigate",
        "detection",
        "prevention",
        "response",
        "recovery",
        "mitigation",
        "resolution",
        "repair",
        "investigate",
        "now",
        "next",
        "later",
        "high",
        "medium",
        "low",
    ];

    /// <summary>Whether the headings of an action section are its items: nothing else in it is one, or they carry an owner or ticket.</summary>
    internal static bool Are(IReadOnlyList<Block> blocks, ReadContext context)
    {
        var headings = blocks
            .Where(b => b.Kind == BlockKind.Heading && !IsGroup(b.Heading))
            .ToList();
        if (headings.Count == 0)
            return false;
        var signed = headings.Count(h => IsSigned(h.Heading, context));
        if (signed * 2 >= headings.Count)
            return true;
        var lists = blocks.Count(b => b.Kind is BlockKind.List or BlockKind.Table);
        var paragraphs = blocks.Count(b => b.Kind == BlockKind.Paragraph);
        return headings.Count >= 2 && lists == 0 && paragraphs > 0;
    }

    internal static bool IsGroup(string heading)
    {
        var name = SectionNames.Normalize(Inline.Plain(heading));
        return GroupNames.Contains(name)
            || SectionNames.Of(heading) is not null
            || name.StartsWith("priority", StringComparison.Ordinal);
    }

    private static bool IsSigned(string heading, ReadContext context)
    {
        var text = Inline.Read(heading, context.Targets);
        return OwnerWords.InSentence(text.Text, heading) is not null;
    }
}
