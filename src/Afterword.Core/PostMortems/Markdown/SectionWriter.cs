namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Writes one section: its heading, the text that is not structured, and what is.</summary>
internal static class SectionWriter
{
    internal static string Write(DocumentSection section, PostMortemDocument document)
    {
        if (section.Heading.Length == 0 && section.Kind == SectionKind.Other)
            return HeadingShift.Apply(Extraction.Trim(section.Markdown));
        var first = document.Sections.FirstOrDefault(s => s.Kind == section.Kind);
        var isFirst = first is null || ReferenceEquals(first, section);
        var own = isFirst ? OwnForm.HeadingOf(section.Kind) : null;
        var parts = new List<string> { Heading(own, section.Heading) };
        var body = HeadingShift.Apply(Extraction.Trim(section.Markdown));
        var structured = own is null ? "" : Structured(section.Kind, document);
        if (body.Length > 0)
            parts.Add(body);
        if (structured.Length > 0 && EndsInList(body))
            parts.Add(Apart);
        if (structured.Length > 0)
            parts.Add(structured);
        return string.Join("\n\n", parts);
    }

    // Two lists with only a blank line between them are one list: a comment keeps a list of the text apart from ours.
    private const string Apart = "<!-- end of the text -->";

    private static bool EndsInList(string body) =>
        body.Length > 0
        && BlockReader.Read(LineScanner.Scan(body))
            is [.., { Kind: BlockKind.List or BlockKind.Table }];

    private static string Heading(string? own, string written)
    {
        var name = Inline.Collapse(written);
        if (own is null || name == own || name.Length == 0)
            return $"## {(name.Length == 0 ? own : name)}".TrimEnd();
        return $"## {own}\n{Notes.Write("name", name)}";
    }

    private static string Structured(SectionKind kind, PostMortemDocument document) =>
        kind switch
        {
            SectionKind.Timeline => string.Join(
                '\n',
                document.Timeline.Select(TimelineWriter.Write)
            ),
            SectionKind.Learned => LearningWriter.Write(document.Learnings),
            SectionKind.ActionItems => ItemWriter.Write(document.ActionItems),
            _ => "",
        };
}
