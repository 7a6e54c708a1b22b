using Afterword.Core.Events;

namespace Afterword.Core.PostMortems;

/// <summary>What stands in a post-mortem besides the incident's own facts and its action items. Stored whole, as JSON.</summary>
public sealed record PostMortemContent
{
    /// <summary>Who wrote it, as written.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>The impact line of the document's head, as written; empty: the incident's own impact stands there.</summary>
    public string Impact { get; init; } = "";

    /// <summary>The zone label of an imported document, as written.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Every section in order; the body holds what is not structured below.</summary>
    public IReadOnlyList<DocumentSection> Sections { get; init; } = [];

    /// <summary>The timeline.</summary>
    public IReadOnlyList<DocumentTimelineEntry> Timeline { get; init; } = [];

    /// <summary>What was learned, by category.</summary>
    public IReadOnlyList<DocumentLearning> Learnings { get; init; } = [];

    /// <summary>Front-matter fields we have no name for.</summary>
    public IReadOnlyList<DocumentField> ExtraFields { get; init; } = [];

    /// <summary>
    /// What a document states where no field of the incident can hold it, by the name front matter gives it: a start without a zone,
    /// a severity in other words, a team we do not know. Written back while the incident itself has nothing better.
    /// </summary>
    public IReadOnlyList<DocumentField> Stated { get; init; } = [];

    /// <summary>The body of the first section of a kind; empty when there is none.</summary>
    public string Body(SectionKind kind) =>
        Sections.FirstOrDefault(s => s.Kind == kind)?.Markdown ?? "";

    /// <summary>What differs, by section; the text itself stays in the post-mortem, the history names the place and the sizes.</summary>
    public static IReadOnlyList<FieldChange> Compare(PostMortemContent from, PostMortemContent to)
    {
        var changes = new Changes();
        changes.OfList("authors", from.Authors, to.Authors);
        changes.Of("impact", from.Impact, to.Impact);
        changes.Of("zone", from.Zone, to.Zone);
        var (was, now) = (Texts(from), Texts(to));
        foreach (var heading in was.Keys.Concat(now.Keys).Distinct())
        {
            CompareText(
                changes,
                heading.Length == 0 ? "opening" : heading,
                was.GetValueOrDefault(heading, ""),
                now.GetValueOrDefault(heading, "")
            );
        }
        CompareText(changes, "timeline", from.Timeline, to.Timeline, e => $"{e.Stamp} {e.Text}");
        CompareText(
            changes,
            "learnings",
            from.Learnings,
            to.Learnings,
            l => $"{l.Category}: {l.Observation} → {l.Lesson}"
        );
        changes.OfList("fields", from.ExtraFields, to.ExtraFields);
        changes.OfList("stated", from.Stated, to.Stated);
        return changes.All;
    }

    /// <summary>The words below each heading; sections of one heading are taken together.</summary>
    private static Dictionary<string, string> Texts(PostMortemContent content)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var section in content.Sections)
        {
            texts[section.Heading] = texts.TryGetValue(section.Heading, out var above)
                ? $"{above}\n{section.Markdown}"
                : section.Markdown;
        }
        return texts;
    }

    private static void CompareText<T>(
        Changes changes,
        string name,
        IReadOnlyList<T> from,
        IReadOnlyList<T> to,
        Func<T, string> words
    ) =>
        CompareText(
            changes,
            name,
            string.Join("\n", from.Select(words)),
            string.Join("\n", to.Select(words))
        );

    private static void CompareText(Changes changes, string name, string from, string to) =>
        changes.Of(name, from, to);
}
