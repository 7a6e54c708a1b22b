namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads the lines of one incident into a document, step by step.</summary>
internal sealed class DocumentReader
{
    /// <summary>A text of more lines is no document of a person; it is kept as it is.</summary>
    internal const int MostLines = 20_000;

    /// <summary>How many lines of such a text are looked at, for its title and its day.</summary>
    internal const int LookedAt = 500;

    private readonly IReadOnlyList<Line> lines;
    private readonly FrontMatter front;
    private readonly int titleLevel;
    private readonly List<ReportLine> report;
    private readonly LinkTargets targets;
    private readonly bool isOurs;
    private IReadOnlyList<string>? header;
    private Titles.Found? heading;
    private readonly List<string> notes = [];

    internal DocumentReader(
        IReadOnlyList<Line> lines,
        FrontMatter front,
        int titleLevel,
        List<ReportLine> report
    )
    {
        this.lines = lines;
        this.front = front;
        this.titleLevel = titleLevel;
        this.report = report;
        targets = lines.Count > MostLines ? LinkTargets.None : LinkTargets.Of(lines);
        isOurs =
            front.Raw(OwnForm.FormatField) is { } format
            && YamlText.Scalar(format) == OwnForm.Format;
    }

    internal PostMortemDocument Read(bool forLinting = false)
    {
        var (title, body) = TakeTitle();
        var huge = body.Count > MostLines;
        if (huge)
            report.Add(
                new(body[0].Number, $"The text has {body.Count:N0} lines; it is kept as text.")
            );
        var looked = huge ? BlockReader.Slice(body, 0, LookedAt) : body;
        var raw = huge ? SectionSplitter.Whole(looked) : SectionSplitter.Split(body);
        var values = huge ? [] : LabelledValues.Of(raw);
        var context = DocumentContext.Of(
            title,
            front,
            values,
            looked,
            raw,
            targets,
            isOurs || header is not null,
            report,
            HeaderDate()
        ) with
        {
            Written = isOurs,
            ForLinting = forLinting,
        };
        var content = huge
            ? SectionReader.AsText(SectionSplitter.Whole(body))
            : new SectionReader(context).Read(raw);
        var document = new PostMortemDocument
        {
            Title = title,
            InOwnForm = isOurs || header is not null,
            Zone = content.Zone,
            Sections = WithNotes(content.Sections),
            Timeline = content.Timeline,
            Learnings = content.Learnings,
            ActionItems = content.Items,
        };
        return new MetadataReader(front, header, context, values, isOurs).Fill(document, raw);
    }

    private DateOnly? HeaderDate() =>
        header is [{ Length: > 0 } date, ..] && DayReader.At(date, 0) is { } day
            ? day.Day.In(null)
            : null;

    /// <summary>The title, and the lines without it and our header.</summary>
    private (string? Title, IReadOnlyList<Line> Body) TakeTitle()
    {
        var words = YamlText.Scalar(front.Raw("title") ?? "");
        var fromFront = words.Length > 0 ? Inline.Plain(words) : null;
        if (fromFront is not null && !Words.Covers(fromFront, Words.Bare(words)))
            notes.Add(Notes.Write("written", Words.Bare(words)));
        heading = Titles.Find(lines, titleLevel, targets);
        if (heading is not { } found)
            return (fromFront, lines);
        var after = found.Index + found.LineCount;
        header = OwnForm.Title(found.Text) is null ? null : OwnForm.Header(lines, after);
        // In what we wrote the title is plain words: an asterisk in it is one.
        var own =
            isOurs ? OwnForm.Title(Inline.Collapse(found.Raw))
            : header is not null ? OwnForm.Title(found.Text)
            : null;
        var title =
            fromFront
            ?? (
                own is null ? found.Text
                : own.Length == 0 ? null
                : own
            );
        if (
            header is null
            && "title".Equals(SectionNames.Normalize(found.Text), StringComparison.Ordinal)
        )
            title = fromFront ?? NextHeading(after) ?? found.Text;
        KeepHeading(found, own ?? found.Text, title);
        var skip = after + (header?.Count ?? 0);
        return (
            title,
            [
                .. BlockReader.Slice(lines, 0, found.Index),
                .. BlockReader.Slice(lines, skip, lines.Count),
            ]
        );
    }

    private string? NextHeading(int from)
    {
        for (var i = from; i < lines.Count; i++)
            if (!lines[i].IsBlank)
                return Headings.At(lines, i) is { } next ? Inline.Plain(next.Text, targets) : null;
        return null;
    }

    // Words of the heading that the title does not have (another title in the front matter, a link's address) must not be lost.
    private void KeepHeading(Titles.Found found, string shown, string? title)
    {
        if (shown != (title ?? ""))
            notes.Add(Notes.Write("title", Words.Bare(found.Raw)));
        else if (!Words.Covers(isOurs ? found.Raw : found.Text, Words.Bare(found.Raw)))
            notes.Add(Notes.Write("written", Words.Bare(found.Raw)));
    }

    private IReadOnlyList<DocumentSection> WithNotes(IReadOnlyList<DocumentSection> sections)
    {
        if (notes.Count == 0)
            return sections;
        var text = string.Join('\n', notes);
        return sections is [{ Kind: SectionKind.Other, Heading.Length: 0 } preamble, ..]
            ? [preamble with { Markdown = $"{text}\n\n{preamble.Markdown}" }, .. sections.Skip(1)]
            : [new DocumentSection(SectionKind.Other, "", text), .. sections];
    }
}
