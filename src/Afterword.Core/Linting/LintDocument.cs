using System.Buffers;
using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.Linting;

/// <summary>
/// What a rule sees: the document as the importer understood it, and over the same text a layer that knows where each
/// section, sentence and value stands.
/// </summary>
internal sealed class LintDocument
{
    private readonly LintSource source;
    private readonly HashSet<int> timeline;
    private readonly HashSet<int> items;
    private IReadOnlyList<ProseText>? prose;

    internal LintDocument(
        LintSource source,
        IReadOnlyList<Line> lines,
        PostMortemDocument content,
        LintOptions options
    )
    {
        this.source = source;
        Lines = lines;
        Content = content;
        Options = options;
        timeline = [.. content.Timeline.Select(e => e.Line)];
        items = [.. content.ActionItems.Select(i => i.Line)];
        var last = lines.Count > 0 ? lines[^1].Number + 1 : 1;
        var starts = content.Sections.Where(s => s.Line > 0).OrderBy(s => s.Line).ToList();
        Sections =
        [
            .. starts.Select(
                (s, i) =>
                    new LintSection(
                        s.Kind,
                        s.Heading,
                        s.Line,
                        i + 1 < starts.Count ? starts[i + 1].Line : last
                    )
            ),
        ];
        Preamble = new(
            SectionKind.Other,
            "",
            lines.Count > 0 ? lines[0].Number : 1,
            Sections.Count > 0 ? Sections[0].Line : last
        );
    }

    /// <summary>The document as the importer reads it.</summary>
    internal PostMortemDocument Content { get; }

    internal LintOptions Options { get; }

    internal Lexicon Words => Options.Words;

    /// <summary>The lines of this document, without front matter.</summary>
    internal IReadOnlyList<Line> Lines { get; }

    /// <summary>The sections in the order of the text.</summary>
    internal IReadOnlyList<LintSection> Sections { get; }

    /// <summary>What stands before the first section.</summary>
    internal LintSection Preamble { get; }

    /// <summary>Every piece of prose in the order of the text.</summary>
    internal IReadOnlyList<ProseText> Prose => prose ??= ProseReader.Read(this);

    /// <summary>Whether this is a post-mortem at all: a read-me in the same folder lacks no timeline.</summary>
    internal bool IsPostMortem =>
        Content.Timeline.Count > 1
        || Sections.Select(s => s.Kind).Where(k => k != SectionKind.Other).Distinct().Count() > 1;

    internal bool Has(SectionKind kind) => Sections.Any(s => s.Kind == kind);

    internal LintSection? Section(SectionKind kind) => Sections.FirstOrDefault(s => s.Kind == kind);

    internal LintSection SectionAt(int line)
    {
        for (var i = Sections.Count - 1; i >= 0; i--)
            if (Sections[i].Line <= line)
                return Sections[i];
        return Preamble;
    }

    internal bool IsTimeline(int line) =>
        timeline.Contains(line) || SectionAt(line).Kind == SectionKind.Timeline;

    internal bool IsActionItem(int line) => items.Contains(line);

    /// <summary>The lines that are marked for readers outside.</summary>
    internal IReadOnlyList<Line> ForCustomers => forCustomers ??= CustomerText.Lines(this);

    private IReadOnlyList<Line>? forCustomers;
    private HashSet<string>? softwareRoles;

    /// <summary>The roles that are software in this document, see <see cref="WhoIsMeant"/>.</summary>
    internal HashSet<string> SoftwareRoles => softwareRoles ??= WhoIsMeant.SoftwareRoles(this);

    internal int OffsetOf(int line) => source.OffsetOf(line);

    /// <summary>The line's words, without the white space around them.</summary>
    internal SourceRange WholeLine(int line)
    {
        var text = source.Line(line);
        var start = text.Length - text.TrimStart().Length;
        return new(line, start + 1, line, Math.Max(text.TrimEnd().Length, start) + 1);
    }

    /// <summary>The words of a heading, without its marks.</summary>
    internal SourceRange HeadingRange(LintSection section)
    {
        var range = WholeLine(section.Line);
        return Find(section.Line, section.Heading) ?? range;
    }

    /// <summary>Where a document as a whole is spoken of: its title, else its first line of text.</summary>
    internal SourceRange Title
    {
        get
        {
            foreach (var line in Lines)
                if (line.Mark == LineMark.Text && !line.IsBlank)
                    return HeadingSyntax.Atx(line.Text) is { } atx
                        ? Find(line.Number, atx.Text) ?? WholeLine(line.Number)
                        : WholeLine(line.Number);
            return WholeLine(Lines.Count > 0 ? Lines[0].Number : 1);
        }
    }

    /// <summary>Where words stand on a line; null when they do not stand there as such.</summary>
    internal SourceRange? Find(int line, string? words)
    {
        if (string.IsNullOrWhiteSpace(words))
            return null;
        var text = source.Line(line);
        var at = text.IndexOf(words, StringComparison.Ordinal);
        if (at < 0)
            at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : new(line, at + 1, line, at + 1 + words.Length);
    }

    /// <summary>Where an item stands: its text, else its line.</summary>
    internal SourceRange ItemRange(DocumentItem item) =>
        Find(item.Line, item.Text) ?? WholeLine(item.Line);

    /// <summary>Where a stretch of a piece of prose stands in the source.</summary>
    internal SourceRange RangeOf(ProseText text, int start, int length)
    {
        var (line, column) = source.Position(text.Offsets[start]);
        var (endLine, endColumn) = source.Position(
            text.Offsets[Math.Max(start, start + length - 1)]
        );
        return new(line, column, endLine, endColumn + 1);
    }

    /// <summary>Whether any of these words stands in the text at all: nearly always none does, and no line need be looked at.</summary>
    internal bool MayHold(SearchValues<string> words) => source.Text.AsSpan().ContainsAny(words);

    /// <summary>The line as it stands in the source.</summary>
    internal string Source(int line) => source.Line(line);
}
