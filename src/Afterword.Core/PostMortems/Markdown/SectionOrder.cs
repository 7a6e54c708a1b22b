namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The order in which sections are written: ours in the order of the form, a team's own behind the one it followed.</summary>
internal static class SectionOrder
{
    internal static IReadOnlyList<DocumentSection> Of(PostMortemDocument document)
    {
        var sections = new List<DocumentSection>(document.Sections);
        Ensure(sections, SectionKind.Timeline, document.Timeline.Count);
        Ensure(sections, SectionKind.Learned, document.Learnings.Count);
        Ensure(sections, SectionKind.ActionItems, document.ActionItems.Count);
        var place = -1;
        var placed = new List<(int Place, DocumentSection Section)>();
        foreach (var section in sections)
        {
            if (section.Kind != SectionKind.Other)
                place = (int)section.Kind;
            placed.Add((place, section));
        }
        return [.. placed.OrderBy(p => p.Place).Select(p => p.Section)];
    }

    private static void Ensure(List<DocumentSection> sections, SectionKind kind, int count)
    {
        if (count > 0 && sections.TrueForAll(s => s.Kind != kind))
            sections.Add(new(kind, OwnForm.HeadingOf(kind)!, ""));
    }
}
