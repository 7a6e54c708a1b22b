using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.PostMortems.Merging;

/// <summary>The merge of one pair of edits, part by part.</summary>
internal sealed class ContentMerger(PostMortemContent? known)
{
    private readonly PostMortemContent _before = known ?? new PostMortemContent();

    internal List<MergeConflict> Conflicts { get; } = [];

    internal List<string> TakenOver { get; } = [];

    internal PostMortemContent Merge(PostMortemContent mine, PostMortemContent theirs) =>
        mine with
        {
            Authors = Authors(mine, theirs),
            Impact = Impact(mine, theirs),
            Zone = mine.Zone == _before.Zone ? theirs.Zone : mine.Zone,
            Sections = Sections(mine, theirs),
            Timeline = Timeline(mine, theirs),
            Learnings = Learnings(mine, theirs),
            ExtraFields = Fields(_before.ExtraFields, mine.ExtraFields, theirs.ExtraFields),
            Stated = Fields(_before.Stated, mine.Stated, theirs.Stated),
        };

    private string[] Authors(PostMortemContent mine, PostMortemContent theirs)
    {
        var gone = _before
            .Authors.Where(a => !theirs.Authors.Contains(a) || !mine.Authors.Contains(a))
            .ToList();
        string[] all =
        [
            .. mine.Authors.Concat(theirs.Authors).Distinct().Where(a => !gone.Contains(a)),
        ];
        Took("Authors", !all.Order().SequenceEqual(mine.Authors.Order()));
        return all;
    }

    private string Impact(PostMortemContent mine, PostMortemContent theirs)
    {
        var (text, contested) = LineMerge.Of(known?.Impact, mine.Impact, theirs.Impact);
        Note("Impact", contested, theirs.Impact, mine.Impact, text != mine.Impact);
        // The impact is one line.
        return Inline.Collapse(text.Replace("\n\n", " / ", StringComparison.Ordinal));
    }

    private IReadOnlyList<DocumentSection> Sections(
        PostMortemContent mine,
        PostMortemContent theirs
    )
    {
        var merged = new RowMerge<DocumentSection>
        {
            Same = (a, b) => (a.Kind, a.Heading, a.Markdown) == (b.Kind, b.Heading, b.Markdown),
            Keys = [s => $"{s.Kind} {s.Heading}", s => s.Markdown],
            Combine = Section,
        }.Of(Known(mine.Sections, theirs.Sections), mine.Sections, theirs.Sections);
        foreach (
            var (own, other) in merged.Contested.Where(c => c.Mine is null || c.Theirs is null)
        )
            Conflicts.Add(new(Name(own ?? other!), other?.Markdown ?? "", own?.Markdown ?? ""));
        foreach (var section in merged.Rows)
            Took(
                Name(section),
                !mine.Sections.Any(s =>
                    s.Kind == section.Kind
                    && s.Heading == section.Heading
                    && s.Markdown == section.Markdown
                )
            );
        return merged.Rows;
    }

    // A section that both began anew, or of which nobody knows how it began, is still one section; its text is asked about.
    private IReadOnlyList<DocumentSection> Known(
        IReadOnlyList<DocumentSection> mine,
        IReadOnlyList<DocumentSection> theirs
    )
    {
        static bool One(DocumentSection a, DocumentSection b) =>
            a.Kind == b.Kind && a.Heading == b.Heading;
        return
        [
            .. _before.Sections,
            .. mine.Where(m => theirs.Any(t => One(t, m)) && !_before.Sections.Any(b => One(b, m)))
                .Select(m => m with { Markdown = Unknown }),
        ];
    }

    private const string Unknown = "\u0000";

    private (DocumentSection, bool)? Section(
        DocumentSection before,
        DocumentSection mine,
        DocumentSection theirs
    )
    {
        var (text, contested) = LineMerge.Of(
            before.Markdown == Unknown ? null : before.Markdown,
            mine.Markdown,
            theirs.Markdown
        );
        if (contested)
            Conflicts.Add(new(Name(mine), theirs.Markdown, mine.Markdown));
        var heading = mine.Heading == before.Heading ? theirs.Heading : mine.Heading;
        return (mine with { Heading = heading, Markdown = text }, contested);
    }

    private IReadOnlyList<DocumentTimelineEntry> Timeline(
        PostMortemContent mine,
        PostMortemContent theirs
    )
    {
        var merged = new RowMerge<DocumentTimelineEntry>
        {
            Same = (a, b) => (Moment(a), a.Text) == (Moment(b), b.Text),
            Keys = [e => e.Text, Moment],
            Combine = Entry,
        }.Of(_before.Timeline, mine.Timeline, theirs.Timeline);
        foreach (var (own, other) in merged.Contested)
            Conflicts.Add(new("Timeline", Line(other), Line(own)));
        Took("Timeline", merged.TookTheirs);
        return TimelineOrder.Sorted(merged.Rows);
    }

    // One moved it, the other worded it: both are taken.
    private static (DocumentTimelineEntry, bool)? Entry(
        DocumentTimelineEntry before,
        DocumentTimelineEntry mine,
        DocumentTimelineEntry theirs
    ) =>
        mine.Text == before.Text && Moment(theirs) == Moment(before)
            ? (mine with { Text = theirs.Text }, false)
        : theirs.Text == before.Text && Moment(mine) == Moment(before)
            ? (theirs with { Text = mine.Text }, false)
        : null;

    private IReadOnlyList<DocumentLearning> Learnings(
        PostMortemContent mine,
        PostMortemContent theirs
    )
    {
        var merged = new RowMerge<DocumentLearning>
        {
            Same = (a, b) =>
                (a.Category, a.Observation, a.Lesson) == (b.Category, b.Observation, b.Lesson),
            Keys = [l => l.Observation, l => l.Lesson],
            Combine = Learning,
        }.Of(_before.Learnings, mine.Learnings, theirs.Learnings);
        foreach (var (own, other) in merged.Contested)
            Conflicts.Add(new("What We Learned", Line(other), Line(own)));
        Took("What We Learned", merged.TookTheirs);
        return [.. merged.Rows.OrderBy(l => l.Category)];
    }

    private static (DocumentLearning, bool)? Learning(
        DocumentLearning before,
        DocumentLearning mine,
        DocumentLearning theirs
    )
    {
        var (observation, one) = LineMerge.Of(
            before.Observation,
            mine.Observation,
            theirs.Observation
        );
        var (lesson, other) = LineMerge.Of(before.Lesson, mine.Lesson, theirs.Lesson);
        var category = mine.Category == before.Category ? theirs.Category : mine.Category;
        return one || other
            ? null
            : (
                mine with
                {
                    Category = category,
                    Observation = observation,
                    Lesson = lesson,
                },
                false
            );
    }

    private static IReadOnlyList<DocumentField> Fields(
        IReadOnlyList<DocumentField> before,
        IReadOnlyList<DocumentField> mine,
        IReadOnlyList<DocumentField> theirs
    ) =>
        mine.SequenceEqual(before) ? theirs
        : theirs.SequenceEqual(before) ? mine
        : [.. mine, .. theirs.Where(f => !mine.Contains(f))];

    private void Note(string part, bool contested, string theirs, string mine, bool took)
    {
        if (contested)
            Conflicts.Add(new(part, theirs, mine));
        else
            Took(part, took);
    }

    private void Took(string part, bool took)
    {
        if (took && !Conflicts.Exists(c => c.Part == part))
            TakenOver.Add(part);
    }

    private static string Name(DocumentSection section) =>
        section.Heading.Length > 0
            ? section.Heading
            : OwnForm.HeadingOf(section.Kind) ?? "Before the first heading";

    private static string Moment(DocumentTimelineEntry entry) =>
        TimelineWriter.Canonical(entry.At, entry.Local) is { Length: > 0 } known
            ? known
            : entry.Stamp;

    private static string Line(DocumentTimelineEntry? entry) =>
        entry is null ? "" : $"{Moment(entry)} {entry.Text}";

    private static string Line(DocumentLearning? learning) =>
        learning is null ? "" : $"{learning.Category}: {learning.Observation} → {learning.Lesson}";
}
