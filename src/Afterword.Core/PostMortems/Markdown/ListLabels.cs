namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Sections written as items of a list: <c>- **Impact**: …</c>, <c>4. Timeline</c>, <c>- Impact: …</c>.</summary>
internal static class ListLabels
{
    internal readonly record struct Found(SectionKind? Kind, string Name, string Rest);

    /// <summary>How many items of the text are section names without bold; three or more make them a way of marking sections.</summary>
    internal static int CountPlain(IReadOnlyList<Line> lines)
    {
        var kinds = new HashSet<SectionKind>();
        foreach (var line in lines)
            if (
                line.Mark == LineMark.Text
                && ListSyntax.At(line.Text) is { Checked: null, Indent: <= 3 } mark
                && PlainName(
                    line.Readable.Length > 200 ? "" : line.Text[mark.Length..].Trim(),
                    mark.Ordered
                )
                    is { Kind: { } kind }
            )
                kinds.Add(kind);
        return kinds.Count;
    }

    /// <summary>The label an item begins with; in a list that already holds sections any bold name with a colon is one.</summary>
    internal static Found? Read(string text, bool ordered, bool plainAllowed, bool inList)
    {
        if (Labels.Bold(text) is { } bold && (bold.Colon || bold.Rest.Length == 0))
        {
            if (
                SectionNames.Of(bold.Name) is { } kind
                && !(bold.Rest.Length > 0 && Fields.IsOnlyField(bold.Name))
            )
                return new(kind, bold.Name, bold.Rest);
            return inList && bold.Colon ? new(null, bold.Name, bold.Rest) : null;
        }
        return plainAllowed ? PlainName(text, ordered) : null;
    }

    private static Found? PlainName(string text, bool ordered)
    {
        if (text.Length is < 4 or > 4000 || !char.IsUpper(text[0]))
            return null;
        if (SectionNames.Bare(text.TrimEnd(':')) is { } whole)
            return new(whole, text.TrimEnd(':').Trim(), "");
        if (ordered || Labels.Plain(text) is not { } label || Fields.IsOnlyField(label.Name))
            return null;
        return SectionNames.Bare(label.Name) is { } kind ? new(kind, label.Name, label.Rest) : null;
    }
}
