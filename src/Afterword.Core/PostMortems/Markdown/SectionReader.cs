namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Takes the timeline, the learnings and the items out of the sections and leaves the rest as text.</summary>
internal sealed class SectionReader(ReadContext context)
{
    private readonly List<DocumentSection> sections = [];
    private RawSection? firstTimeline;
    private bool anyStamped;
    private string? zone;
    private readonly List<DocumentTimelineEntry> timeline = [];
    private readonly List<DocumentLearning> learnings = [];
    private readonly List<DocumentItem> items = [];

    /// <summary>What the sections hold.</summary>
    internal sealed record Content(
        IReadOnlyList<DocumentSection> Sections,
        IReadOnlyList<DocumentTimelineEntry> Timeline,
        IReadOnlyList<DocumentLearning> Learnings,
        IReadOnlyList<DocumentItem> Items,
        string? Zone
    );

    /// <summary>The sections as text, with nothing taken out.</summary>
    internal static Content AsText(IReadOnlyList<RawSection> raw) =>
        new(
            [.. raw.Select(r => new DocumentSection(r.Kind, "", Line.Join(r.Body).Trim('\n')))],
            [],
            [],
            [],
            null
        );

    internal Content Read(IReadOnlyList<RawSection> raw)
    {
        var timelines = raw.Where(s => s.Kind == SectionKind.Timeline).ToList();
        firstTimeline = timelines.FirstOrDefault();
        anyStamped = timelines.Exists(s => Moments.AnyStamped(s.Body));
        foreach (var section in raw)
            Take(section);
        return new(
            sections,
            [.. timeline.OrderBy(e => e.Line)],
            learnings,
            [.. items.OrderBy(i => i.Line)],
            zone
        );
    }

    // Bullets without a time are moments only where no timeline of the document has times; in what we wrote, they stand in the first.
    private bool UnstampedCount(RawSection section) =>
        !anyStamped && (!context.Written || ReferenceEquals(section, firstTimeline));

    private void Take(RawSection section)
    {
        var lines = section.Lines();
        var skipped = 0;
        var written = IsOurHeading(section) ? WrittenHeading(lines, out skipped) : null;
        if (skipped > 0)
            lines = BlockReader.Slice(lines, skipped, lines.Count);
        var extraction = new Extraction();
        switch (section.Kind)
        {
            case SectionKind.Timeline:
                timeline.AddRange(
                    TimelineReader.Read(
                        lines,
                        written ?? section.Heading,
                        context,
                        extraction,
                        UnstampedCount(section)
                    )
                );
                break;
            case SectionKind.ActionItems:
                items.AddRange(ItemReader.Read(section, lines, context, extraction));
                break;
            case SectionKind.Learned:
                learnings.AddRange(LearningReader.Read(lines, extraction));
                break;
            case SectionKind.Summary:
            // Beside a timeline, rows with times in a section of another name are data.
            case SectionKind.Other when !anyStamped && SectionNames.MayHoldLog(section.Heading):
                timeline.AddRange(TimelineReader.ReadLog(lines, context, extraction));
                break;
        }
        if (section.Kind is not (SectionKind.ActionItems or SectionKind.Timeline))
            items.AddRange(
                ItemReader.ReadElsewhere(
                    [.. lines.Where(l => !extraction.IsTaken(l.Number))],
                    context,
                    extraction
                )
            );
        zone ??= extraction.Zone;
        Keep(
            section,
            written,
            extraction.Remainder(
                lines,
                section.Kind is SectionKind.Timeline or SectionKind.ActionItems
            )
        );
    }

    private bool IsOurHeading(RawSection section) =>
        context.Written && OwnForm.HeadingOf(section.Kind) == section.Heading;

    // Our own export keeps the heading of another organisation as a note under ours.
    private static string? WrittenHeading(IReadOnlyList<Line> lines, out int skipped)
    {
        skipped = 0;
        while (
            skipped < lines.Count && lines[skipped].IsBlank && lines[skipped].Mark == LineMark.Text
        )
            skipped++;
        if (skipped < lines.Count && Notes.Read("name", lines[skipped].Text) is { } name)
        {
            skipped++;
            return name;
        }
        skipped = 0;
        return null;
    }

    private void Keep(RawSection section, string? written, string body)
    {
        var heading = written ?? Inline.Plain(section.Heading, context.Targets);
        if (section.Origin == SectionOrigin.Preamble && body.Length == 0)
            return;
        if (!Words.Covers(heading, Words.Bare(section.Source)) && written is null)
            body = Extraction.Trim($"{Notes.Write("written", Words.Bare(section.Source))}\n{body}");
        sections.Add(new(section.Kind, heading, body, section.Number));
        if (section.Kind == SectionKind.Other && section.Heading.Length > 0)
            context.Tell(
                section.Number,
                $"The section “{heading}” is none of ours; it is kept as it is."
            );
    }
}
