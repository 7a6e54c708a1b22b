namespace Afterword.Core.PostMortems.Markdown;

/// <summary>
/// Cuts a document into its sections, whatever marks them: headings of any level, bold labels, labelled list items,
/// bare lines. What opens no section of its own stays in the one it stands in.
/// </summary>
internal sealed class SectionSplitter
{
    private const int LabelLevel = 7;

    // What comes after so many sections is no document of a person; it stays as text of the last one.
    private const int MostSections = 1000;
    private readonly IReadOnlyList<Line> lines;
    private readonly List<RawSection> sections = [];
    private readonly Stack<RawSection> headings = new();
    private readonly bool plainListLabels;

    // A text without headings whose lines name three sections or more is one whose headings lost their marks.
    private readonly bool bareNames;
    private RawSection current;
    private int listIndent = -1;

    private SectionSplitter(IReadOnlyList<Line> lines)
    {
        this.lines = lines;
        plainListLabels = ListLabels.CountPlain(lines) >= 3;
        bareNames = !HeadingsName() && NamesAlone() >= 3;
        current = new(SectionKind.Other, "", 0, SectionOrigin.Preamble, 0);
        sections.Add(current);
    }

    private bool HeadingsName()
    {
        for (var i = 0; i < lines.Count; i++)
            if (
                Headings.At(lines, i) is { Level: > 1 } heading
                && SectionNames.Of(Inline.Plain(heading.Text)) is not null
            )
                return true;
        return false;
    }

    // How many kinds of section stand as a bare name on a line of its own.
    private int NamesAlone()
    {
        var kinds = new HashSet<SectionKind>();
        for (var i = 0; i < lines.Count; i++)
            if (Alone(i) is { } kind)
                kinds.Add(kind);
        return kinds.Count;
    }

    /// <summary>Everything as text before the first section.</summary>
    internal static IReadOnlyList<RawSection> Whole(IReadOnlyList<Line> lines)
    {
        var section = new RawSection(SectionKind.Other, "", 0, SectionOrigin.Preamble, 0);
        section.Body.AddRange(lines);
        return [section];
    }

    internal static IReadOnlyList<RawSection> Split(IReadOnlyList<Line> lines)
    {
        var splitter = new SectionSplitter(lines);
        var i = 0;
        while (i < lines.Count)
            i += splitter.Take(i);
        return splitter.sections;
    }

    /// <summary>Takes the line (or the two of a setext heading) at an index; gives how many it took.</summary>
    private int Take(int i)
    {
        var line = lines[i];
        if (line.Mark == LineMark.Text && !line.IsBlank && sections.Count < MostSections)
        {
            if (Headings.At(lines, i) is { } heading)
            {
                TakeHeading(heading, i);
                return heading.LineCount;
            }
            if (
                line.Indent <= 5
                && (ListLabel(i) || line.Indent <= 3 && (BoldLabel(i) || BareLine(i)))
            )
                return 1;
        }
        current.Body.Add(line);
        return 1;
    }

    private void TakeHeading(Headings.Found heading, int i)
    {
        // A heading that is a moment is an entry of the timeline it stands in, whatever its level.
        var timeline =
            headings.FirstOrDefault(s => s.Kind == SectionKind.Timeline && s.Level <= heading.Level)
            ?? (current.Kind == SectionKind.Timeline ? current : null);
        if (
            timeline is not null
            && heading.Level > 1
            && StampReader.Leading(heading.Text) is { HasTime: true }
        )
        {
            Resume(timeline, heading, i);
            return;
        }
        while (headings.Count > 0 && headings.Peek().Level >= heading.Level)
            headings.Pop();
        var parent = headings.Count > 0 ? headings.Peek() : null;
        var kind = SectionNames.Of(heading.Text);
        if (
            kind is { } found
            && !(
                parent is not null
                && Groups.IsGroup(parent.Kind, heading.Text, found, lines, i + heading.LineCount)
            )
        )
            Open(
                new(found, heading.Text, heading.Level, SectionOrigin.Heading, lines[i].Number)
                {
                    Source = heading.Source,
                },
                heading.Level
            );
        else if (parent is not null)
            Resume(parent, heading, i);
        else
            Open(
                new(
                    SectionKind.Other,
                    heading.Text,
                    heading.Level,
                    SectionOrigin.Heading,
                    lines[i].Number
                )
                {
                    Source = heading.Source,
                },
                heading.Level
            );
    }

    private void Resume(RawSection section, Headings.Found heading, int i)
    {
        if (current != section && section.Body.Count > 0 && !section.Body[^1].IsBlank)
            section.Body.Add(new("", lines[i].Number));
        current = section;
        listIndent = -1;
        for (var n = 0; n < heading.LineCount; n++)
            current.Body.Add(lines[i + n]);
    }

    private void Open(RawSection section, int headingLevel = 0)
    {
        sections.Add(section);
        current = section;
        if (headingLevel > 0)
        {
            headings.Push(section);
            listIndent = -1;
        }
    }

    private bool BoldLabel(int i)
    {
        var text = lines[i].Readable;
        if (Labels.Standing(text) is not { } label || !BeginsText(i))
            return false;
        var kind = SectionNames.Of(label.Name)!.Value;
        if (
            label.Rest.Length > 0
                && (Fields.IsOnlyField(label.Name) || ItemReader.IsItemLabel(label.Name))
            // Among the fields at the head of a document "Affected services:" is one of them.
            || current.Kind == SectionKind.Other && Fields.IsOnlyField(label.Name)
        )
            return false;
        if (
            current.Origin == SectionOrigin.Heading
            && Groups.IsGroup(current.Kind, label.Name, kind, lines, i + 1)
        )
            return false;
        Open(new(kind, label.Name, LabelLevel, SectionOrigin.BoldLabel, lines[i].Number));
        listIndent = -1;
        if (label.Rest.Length > 0)
            current.Body.Add(lines[i] with { Text = Kept(lines[i].Text, label.Rest) });
        return true;
    }

    private bool ListLabel(int i)
    {
        if (ListSyntax.At(lines[i].Text) is not { Checked: null } mark || !MayHoldListLabels(mark))
            return false;
        var text = lines[i].Text[mark.Length..].Trim();
        if (
            ListLabels.Read(text, mark.Ordered, plainListLabels, inList: listIndent == mark.Indent)
            is not { } label
        )
            return false;
        if (label.Kind is null && listIndent != mark.Indent)
            return false;
        Open(
            new(
                label.Kind ?? SectionKind.Other,
                label.Name,
                LabelLevel,
                SectionOrigin.ListLabel,
                lines[i].Number
            )
            {
                Source = lines[i].Text[..mark.Length] + label.Name,
            }
        );
        if (listIndent < 0 || mark.Indent < listIndent)
            listIndent = mark.Indent;
        current.Body.Add(lines[i] with { Text = Kept(lines[i].Text, label.Rest) });
        return true;
    }

    // Inside a list of actions or moments "Detection: …" is the topic of an item, not a section.
    private bool MayHoldListLabels(ListMark mark) =>
        current.Origin == SectionOrigin.ListLabel
            ? mark.Indent <= listIndent + 4
            : mark.Indent <= 3 && current.Kind is SectionKind.Other or SectionKind.Summary;

    /// <summary>The section that a line names which stands between blank lines, or over a list or table.</summary>
    private SectionKind? Alone(int i)
    {
        var text = lines[i].Readable;
        if (
            lines[i].Mark != LineMark.Text
            || text.Length is < 4 or > 50
            || !char.IsUpper(text[0])
            || text[^1] is '.' or ',' or ';' or '|'
            || i > 0 && !lines[i - 1].IsBlank
        )
            return null;
        return SectionNames.Bare(text) ?? SectionNames.Of(text);
    }

    private bool BareLine(int i)
    {
        if (
            (bareNames ? Alone(i) : SectionNames.Bare(lines[i].Readable)) is not { } kind
            || !BeginsText(i)
            || i + 1 >= lines.Count
        )
            return false;
        var next = lines[i + 1].IsBlank && i + 2 < lines.Count ? i + 2 : i + 1;
        if (
            !bareNames
            && ListSyntax.At(lines[next].Text) is null
            && !TableReader.StartsAt(lines, next)
            && !(kind == SectionKind.Timeline && BeginsLog(next))
        )
            return false;
        if (Groups.IsGroup(current.Kind, lines[i].Readable, kind, lines, i + 1))
            return false;
        Open(
            new(
                kind,
                lines[i].Readable.TrimEnd(':'),
                LabelLevel,
                SectionOrigin.BareLine,
                lines[i].Number
            )
        );
        return true;
    }

    // "Timeline:" over paragraphs that each begin with a time.
    private bool BeginsLog(int i) => StampReader.Leading(lines[i].Readable) is { HasTime: true };

    private bool BeginsText(int i)
    {
        if (i == 0 || lines[i - 1].IsBlank || lines[i - 1].Mark != LineMark.Text)
            return true;
        var before = lines[i - 1];
        return Headings.At(lines, i - 1) is not null
            || Labels.Bold(before.Readable) is { Colon: true }
            || ListSyntax.At(before.Text) is not null
            || (before.Indent > 1 && current.Body.Any(l => ListSyntax.At(l.Text) is not null))
            || before.Text.EndsWith("  ", StringComparison.Ordinal)
            || before.Text.EndsWith('\\')
            || HeadingSyntax.IsRule(before.Text)
            || before.Text.Contains('|');
    }

    // The rest of the line, also of a line too long to be looked at whole.
    private static string Kept(string text, string rest)
    {
        if (text.Length <= Line.ReadLimit)
            return rest;
        var at = text.IndexOf(rest[..Math.Min(rest.Length, 60)], StringComparison.Ordinal);
        return at < 0 ? text : text[at..];
    }
}
