using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>A post-mortem's text after its document changed: section by section; the timeline and the learnings each as a whole.</summary>
internal static class ContentMerge
{
    public static PostMortemContent Of(
        PostMortemContent current,
        PostMortemContent was,
        PostMortemContent now,
        ThreeWay way
    ) =>
        current with
        {
            Authors = way.PickList(
                "The list of authors",
                was.Authors,
                now.Authors,
                current.Authors
            ),
            Impact = way.Pick("The impact line", was.Impact, now.Impact, current.Impact),
            Zone = way.Pick("The zone", was.Zone, now.Zone, current.Zone),
            Timeline = way.Pick(
                "The timeline",
                was.Timeline,
                now.Timeline,
                current.Timeline,
                (one, other) => Moments(one).SequenceEqual(Moments(other)),
                Entries,
                list => string.Join('\n', list.Select(e => $"{e.Stamp} {e.Text}"))
            ),
            Learnings = way.Pick(
                "What we learned",
                was.Learnings,
                now.Learnings,
                current.Learnings,
                (one, other) =>
                    one.OrderBy(l => l.Category).SequenceEqual(other.OrderBy(l => l.Category)),
                Entries,
                list =>
                    string.Join(
                        '\n',
                        list.Select(l => $"{l.Category}: {l.Observation} → {l.Lesson}")
                    )
            ),
            ExtraFields = way.PickList(
                "The front matter",
                was.ExtraFields,
                now.ExtraFields,
                current.ExtraFields
            ),
            Stated = way.PickList(
                "What the document states",
                was.Stated,
                now.Stated,
                current.Stated
            ),
            Sections = Sections(current.Sections, was.Sections, now.Sections, way),
        };

    // The export sorts them and spells stamps out; neither is a change.
    private static IEnumerable<string> Moments(IReadOnlyList<DocumentTimelineEntry> timeline) =>
        timeline
            .Select(e =>
                $"{e.At:O} {e.Local} {(e.At is null && e.Local is null ? e.Stamp : "")} {e.Text.Trim()}"
            )
            .Order(StringComparer.Ordinal);

    private static string Entries<T>(IReadOnlyList<T> list) => $"{list.Count} entries";

    private static List<DocumentSection> Sections(
        IReadOnlyList<DocumentSection> current,
        IReadOnlyList<DocumentSection> was,
        IReadOnlyList<DocumentSection> now,
        ThreeWay way
    )
    {
        var (before, after, here) = (Named(was), Named(now), Named(current));
        var merged = new List<(string Name, DocumentSection Section)>();
        foreach (var (name, section) in here)
        {
            var (old, changed) = (Find(before, name), Find(after, name));
            if (old is not null && changed is null)
            {
                if (IsSame(old, section) && !way.IsFirst)
                {
                    way.Say(
                        $"The section “{Title(section)}” is no longer in the document and was taken out; the history keeps its text."
                    );
                    continue;
                }
                way.Say(
                    way.IsFirst
                        ? $"The section “{Title(section)}” is not in this export; it stays."
                        : $"The section “{Title(section)}” is no longer in the document; it was edited here and stays."
                );
            }
            merged.Add((name, changed is null ? section : Merged(old, changed, section, way)));
        }
        AddNew(merged, before, after, way);
        return [.. merged.Select(m => m.Section)];
    }

    private static DocumentSection Merged(
        DocumentSection? was,
        DocumentSection now,
        DocumentSection current,
        ThreeWay way
    )
    {
        var here = current.Markdown.Trim();
        var text = way.Pick(
            $"The section “{Title(current)}”",
            was?.Markdown.Trim() ?? "",
            now.Markdown.Trim(),
            here
        );
        var heading = current.Heading == was?.Heading ? now.Heading : current.Heading;
        return current with
        {
            Heading = heading,
            Markdown = text == here ? current.Markdown : text,
        };
    }

    // A section that the document has anew stands behind the one it follows there.
    private static void AddNew(
        List<(string Name, DocumentSection Section)> merged,
        List<(string Name, DocumentSection Section)> before,
        List<(string Name, DocumentSection Section)> after,
        ThreeWay way
    )
    {
        for (var i = 0; i < after.Count; i++)
        {
            var (name, section) = after[i];
            if (merged.Any(m => m.Name == name))
            {
                continue;
            }
            if (Find(before, name) is { } old && IsSame(old, section))
            {
                continue; // taken out here by hand, unchanged there
            }
            if (
                Find(before, name) is { }
                && !string.IsNullOrWhiteSpace(Find(before, name)!.Markdown)
            )
            {
                way.Say(
                    $"The section “{Title(section)}” was taken out here and has changed in the document; it stays out."
                );
                continue;
            }
            var place = i == 0 ? 0 : merged.FindIndex(m => m.Name == after[i - 1].Name) + 1;
            merged.Insert(place == 0 && i > 0 ? merged.Count : place, (name, section));
            way.Say($"The section “{Title(section)}” is new.");
        }
    }

    /// <summary>Each section with a name that is unique in its document: kind, heading, and which of several alike.</summary>
    private static List<(string Name, DocumentSection Section)> Named(
        IReadOnlyList<DocumentSection> sections
    )
    {
        var seen = new Dictionary<string, int>();
        var named = new List<(string, DocumentSection)>();
        foreach (var section in sections)
        {
            // Our own kinds keep their name whatever the heading; a team's own sections are known by the heading.
            var name =
                section.Kind == SectionKind.Other
                    ? $"other/{section.Heading.Trim()}"
                    : section.Kind.ToString();
            var count = seen[name] = seen.GetValueOrDefault(name) + 1;
            named.Add(($"{name}#{count}", section));
        }
        return named;
    }

    private static DocumentSection? Find(
        IReadOnlyList<(string Name, DocumentSection Section)> named,
        string name
    ) => named.Where(n => n.Name == name).Select(n => n.Section).FirstOrDefault();

    private static bool IsSame(DocumentSection one, DocumentSection other) =>
        one.Markdown.Trim() == other.Markdown.Trim();

    private static string Title(DocumentSection section) =>
        section.Heading.Length == 0 ? "opening" : section.Heading;
}
