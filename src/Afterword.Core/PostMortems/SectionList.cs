using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.PostMortems;

/// <summary>The sections of a document by their canonical names, as the command line and the import report list them.</summary>
public static class SectionList
{
    /// <summary>The canonical name of a kind (<c>root_cause</c>); null for <see cref="SectionKind.Other"/>.</summary>
    /// <param name="kind">The kind.</param>
    public static string? NameOf(SectionKind kind) =>
        kind switch
        {
            SectionKind.Summary => "summary",
            SectionKind.Impact => "impact",
            SectionKind.Timeline => "timeline",
            SectionKind.Detection => "detection",
            SectionKind.RootCause => "root_cause",
            SectionKind.ContributingFactors => "contributing",
            SectionKind.Resolution => "resolution",
            SectionKind.WentWell => "went_well",
            SectionKind.CouldHaveGoneBetter => "went_poorly",
            SectionKind.Lucky => "lucky",
            SectionKind.Learned => "lessons",
            SectionKind.ActionItems => "action_items",
            _ => null,
        };

    /// <summary>The names of all sections in document order, each once; a section of a team's own as <c>other:Heading as written</c>.</summary>
    /// <param name="document">The document.</param>
    public static IReadOnlyList<string> Of(PostMortemDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var names = new List<string>();
        foreach (var section in document.Sections)
        foreach (var name in NamesOf(section))
            if (!names.Contains(name))
                names.Add(name);
        // Our own form gives the impact in its header instead of a section.
        if (document is { InOwnForm: true, Impact: not null } && !names.Contains("impact"))
            names.Insert(0, "impact");
        return names;
    }

    // "Root cause and resolution" is one heading and two sections.
    private static IEnumerable<string> NamesOf(DocumentSection section)
    {
        if (section.Heading.Length == 0)
            return NameOf(section.Kind) is { } bare ? [bare] : [];
        if (NameOf(section.Kind) is not { } own)
            return ["other:" + section.Heading];
        return SectionNames.AllOf(section.Heading).Select(k => NameOf(k)!).Prepend(own);
    }
}
