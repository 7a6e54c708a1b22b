namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Which lines of the written document hold which part of a post-mortem, so that a finding in the document can be shown in the field it comes of.</summary>
public static class WrittenPlaces
{
    /// <summary>The places in the text that <see cref="PostMortemWriter.Write"/> makes of a document, from top to bottom.</summary>
    /// <param name="document">The document.</param>
    public static IReadOnlyList<WrittenPlace> Of(PostMortemDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var places = new List<WrittenPlace>();
        var line = 1;
        if (FrontMatterWriter.Write(document) is { Length: > 0 } front)
            line += Lines(front) + 1;
        // The head: title, date, duration, impact, authors; each on a line of its own.
        places.Add(new(WrittenPart.Impact, 0, line + 3, line + 3, "**Impact**: ".Length, 0));
        places.Add(new(WrittenPart.Authors, 0, line + 4, line + 4, "**Authors**: ".Length, 0));
        line += 6;
        foreach (var section in SectionOrder.Of(document))
        {
            Section(document, section, line, places);
            line += Lines(SectionWriter.Write(section, document)) + 1;
        }
        return places;
    }

    private static void Section(
        PostMortemDocument document,
        DocumentSection section,
        int line,
        List<WrittenPlace> places
    )
    {
        var index = document.Sections.TakeWhile(s => !ReferenceEquals(s, section)).Count();
        var written = SectionWriter.Write(section, document);
        var body = HeadingShift.Apply(Extraction.Trim(section.Markdown));
        var rows = Rows(document, section);
        var rowsAt =
            line
            + Lines(written)
            - rows.Sum(r => r.Lines)
            - Math.Max(0, rows.Count(r => r.Apart) - 1);
        var bodyAt = body.Length == 0 ? rowsAt : line + LineOf(written, body);
        // The heading itself, and what stands nowhere else in the section, belong to the section's own field.
        places.Add(
            new(
                WrittenPart.Section,
                index,
                line,
                bodyAt + (body.Length == 0 ? 0 : Lines(body)),
                0,
                0,
                bodyAt
            )
        );
        foreach (var row in rows)
        {
            if (row.Part != WrittenPart.Section)
                places.Add(
                    new(
                        row.Part,
                        row.Index,
                        rowsAt,
                        rowsAt + row.Lines - 1,
                        row.First,
                        row.Rest,
                        row.Before == 0 ? 0 : rowsAt + row.Before
                    )
                );
            rowsAt += row.Lines + (row.Apart ? 1 : 0);
        }
    }

    private sealed record Row(
        WrittenPart Part,
        int Index,
        int Lines,
        int First,
        int Rest,
        bool Apart,
        int Before = 0
    );

    private static List<Row> Rows(PostMortemDocument document, DocumentSection section)
    {
        var isFirst = ReferenceEquals(
            document.Sections.FirstOrDefault(s => s.Kind == section.Kind) ?? section,
            section
        );
        return !isFirst ? []
            : section.Kind == SectionKind.Timeline ? [.. document.Timeline.Select(Entry)]
            : section.Kind == SectionKind.Learned ? [.. Learnings(document.Learnings)]
            : section.Kind == SectionKind.ActionItems
            && ItemWriter.Write(document.ActionItems) is { Length: > 0 } table
                ? [new(WrittenPart.Items, 0, Lines(table), 0, 0, false)]
            : [];
    }

    private static Row Entry(DocumentTimelineEntry entry, int index)
    {
        var written = TimelineWriter.Write(entry);
        var text = Extraction.Trim(entry.Text).Split('\n')[0];
        var first = written.Split('\n')[0];
        // A list or a quote keeps its shape below the stamp.
        return first.EndsWith(text, StringComparison.Ordinal)
            ? new(WrittenPart.Moment, index, Lines(written), first.Length - text.Length, 2, false)
            : new(WrittenPart.Moment, index, Lines(written), 2, 2, false, 1);
    }

    // As LearningWriter writes them: a heading a category, then a paragraph an observation and one a learning, a blank line between all.
    private static IEnumerable<Row> Learnings(IReadOnlyList<DocumentLearning> learnings)
    {
        if (learnings.Count == 0)
            yield break;
        foreach (var category in Enum.GetValues<LearningCategory>())
        {
            yield return new(WrittenPart.Section, 0, 1, 0, 0, true);
            for (var i = 0; i < learnings.Count; i++)
            {
                if (learnings[i].Category != category)
                    continue;
                if (learnings[i].Observation.Length > 0)
                    yield return new(
                        WrittenPart.Observation,
                        i,
                        Lines(HeadingShift.Apply(Extraction.Trim(learnings[i].Observation))),
                        0,
                        0,
                        true
                    );
                yield return new(
                    WrittenPart.Lesson,
                    i,
                    Lines($"**Learning**: {Extraction.Trim(learnings[i].Lesson)}".TrimEnd()),
                    "**Learning**: ".Length,
                    0,
                    true
                );
            }
        }
    }

    private static int Lines(string text) => text.AsSpan().Count('\n') + 1;

    // The body stands behind the heading and perhaps a note of the heading as it was written; never at the very start.
    private static int LineOf(string written, string body)
    {
        var at = written.IndexOf("\n\n" + body, StringComparison.Ordinal);
        return at < 0 ? 0 : written.AsSpan(0, at + 2).Count('\n');
    }
}

/// <summary>A part of a post-mortem that is a field of its own.</summary>
public enum WrittenPart
{
    /// <summary>A section's text.</summary>
    Section,

    /// <summary>What happened at a moment of the timeline.</summary>
    Moment,

    /// <summary>What was observed.</summary>
    Observation,

    /// <summary>What was learned from it.</summary>
    Lesson,

    /// <summary>The impact line.</summary>
    Impact,

    /// <summary>The line of the authors.</summary>
    Authors,

    /// <summary>The table of action items.</summary>
    Items,
}

/// <summary>Where a part stands in the written document.</summary>
/// <param name="Part">What it is.</param>
/// <param name="Index">Its place in the document's list of such parts, from 0.</param>
/// <param name="FirstLine">Its first line, from 1.</param>
/// <param name="LastLine">Its last line.</param>
/// <param name="FirstShift">Characters in front of it on its first line of text.</param>
/// <param name="RestShift">Characters in front of it on each line behind that.</param>
/// <param name="TextLine">The line its text begins on, where a heading stands before it; 0: its first line.</param>
public sealed record WrittenPlace(
    WrittenPart Part,
    int Index,
    int FirstLine,
    int LastLine,
    int FirstShift,
    int RestShift,
    int TextLine = 0
)
{
    /// <summary>The line and column within the part's own text, both from 1; the start of the text for what stands in its heading.</summary>
    /// <param name="line">A line of the document.</param>
    /// <param name="column">A column in it.</param>
    public (int Line, int Column) Within(int line, int column)
    {
        var begin = TextLine == 0 ? FirstLine : TextLine;
        return line < begin
            ? (1, 1)
            : (line - begin + 1, Math.Max(1, column - (line == begin ? FirstShift : RestShift)));
    }
}
