using Afterword.Core;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Api;
using Afterword.Server.Features.Incidents;

namespace Afterword.Server.Features.PostMortems;

/// <summary>
/// A post-mortem as the API gives and takes it, by section. Texts are Markdown. <c>timeline</c> is sorted; an entry is
/// <c>{"at":"…Z","text":"…"}</c> (imported ones may have <c>local</c> and <c>stamp</c> where no zone is known); a learning is
/// <c>{"category":"detection","observation":"…","lesson":"…"}</c>; <c>otherSections</c> are a team's own and what an imported document
/// had besides: <c>{"heading":"…","markdown":"…"}</c>.
/// </summary>
internal sealed record PostMortemJson(
    string Incident,
    PostMortemState State,
    DateTimeOffset? PublishedAt,
    IReadOnlyList<string> Authors,
    string Impact,
    string Summary,
    IReadOnlyList<PostMortemJson.Moment> Timeline,
    string RootCause,
    string ContributingFactors,
    string WentWell,
    string CouldHaveGoneBetter,
    IReadOnlyList<PostMortemJson.Learning> Learnings,
    IReadOnlyList<PostMortemJson.Section> OtherSections,
    int? DurationMinutes,
    string StatedDuration,
    int Version
)
{
    /// <summary>A line of the timeline.</summary>
    public sealed record Moment(DateTimeOffset? At, string? Local, string? Stamp, string? Text);

    /// <summary>An observation and what was learned from it.</summary>
    public sealed record Learning(LearningCategory Category, string? Observation, string? Lesson);

    /// <summary>A section that is none of the document's own.</summary>
    public sealed record Section(string? Heading, string? Markdown);

    /// <summary>The sections that stand in fields of their own, by the names of those fields.</summary>
    private static readonly (string Field, SectionKind Kind)[] Named =
    [
        ("summary", SectionKind.Summary),
        ("rootCause", SectionKind.RootCause),
        ("contributingFactors", SectionKind.ContributingFactors),
        ("wentWell", SectionKind.WentWell),
        ("couldHaveGoneBetter", SectionKind.CouldHaveGoneBetter),
    ];

    public static PostMortemJson Of(Incident incident, PostMortem postMortem, KeyPrefixes keys)
    {
        var content = postMortem.Content;
        return new PostMortemJson(
            keys.OfIncident(incident.Number),
            postMortem.State,
            postMortem.PublishedAt,
            content.Authors,
            content.Impact,
            content.Body(SectionKind.Summary),
            [
                .. TimelineOrder
                    .Sorted(content.Timeline)
                    .Select(e => new Moment(e.At, e.Local, e.Stamp, e.Text)),
            ],
            content.Body(SectionKind.RootCause),
            content.Body(SectionKind.ContributingFactors),
            content.Body(SectionKind.WentWell),
            content.Body(SectionKind.CouldHaveGoneBetter),
            [.. content.Learnings.Select(l => new Learning(l.Category, l.Observation, l.Lesson))],
            [.. Others(content).Select(s => new Section(s.Heading, s.Markdown))],
            (int?)incident.Duration?.TotalMinutes,
            incident.StatedDuration,
            postMortem.Version
        );
    }

    /// <summary>What a body asks for: a field that is absent keeps what <paramref name="current"/> has.</summary>
    /// <exception cref="RuleException">A field has no value of its kind, or is none of ours.</exception>
    public static PostMortemContent Read(Patch patch, PostMortemContent current)
    {
        var sections = current.Sections;
        foreach (var (field, kind) in Named)
        {
            sections = With(sections, kind, patch.Text(field, current.Body(kind)));
        }
        var content = current with
        {
            Authors = patch.Texts("authors", current.Authors),
            Impact = patch.Text("impact", current.Impact).Trim(),
            Sections = sections,
            Timeline = ReadTimeline(patch, current),
            Learnings =
            [
                .. patch
                    .Objects<Learning>(
                        "learnings",
                        [
                            .. current.Learnings.Select(l => new Learning(
                                l.Category,
                                l.Observation,
                                l.Lesson
                            )),
                        ]
                    )
                    .Select(l => new DocumentLearning(
                        l.Category,
                        (l.Observation ?? "").Trim(),
                        (l.Lesson ?? "").Trim()
                    ))
                    .OrderBy(l => l.Category),
            ],
        };
        if (patch.Has("otherSections"))
        {
            content = content with { Sections = WithOthers(patch, content) };
        }
        patch.Ignore([
            "otherSections",
            "incident",
            "state",
            "publishedAt",
            "durationMinutes",
            "statedDuration",
            "version",
        ]);
        patch.Done();
        PostMortemLimits.Check(content, current);
        return content;
    }

    private static IReadOnlyList<DocumentTimelineEntry> ReadTimeline(
        Patch patch,
        PostMortemContent current
    )
    {
        if (!patch.Has("timeline"))
        {
            _ = patch.Objects<Moment>("timeline", []);
            return current.Timeline;
        }
        var moments = patch.Objects<Moment>("timeline", []);
        if (moments.FirstOrDefault(m => string.IsNullOrWhiteSpace(m.Text)) is not null)
        {
            throw new RuleException("timeline", "Each entry of the timeline needs a text.");
        }
        if (
            moments.FirstOrDefault(m =>
                m.At is null && string.IsNullOrEmpty(m.Local) && string.IsNullOrEmpty(m.Stamp)
            ) is
            { } loose
        )
        {
            throw new RuleException("timeline", $"“{loose.Text}” needs an instant in \"at\".");
        }
        return TimelineOrder.Sorted([
            .. moments.Select(m => new DocumentTimelineEntry(
                m.At,
                m.At is null ? m.Local : null,
                m.Stamp ?? "",
                m.Text!.Trim()
            )),
        ]);
    }

    /// <summary>The first section of a kind with a new text; it is added in its place where there was none.</summary>
    private static IReadOnlyList<DocumentSection> With(
        IReadOnlyList<DocumentSection> sections,
        SectionKind kind,
        string markdown
    )
    {
        var text = PostMortemForm.Plain(markdown);
        if (sections.FirstOrDefault(s => s.Kind == kind) is { } there)
        {
            return PostMortemForm.Plain(there.Markdown) == text
                ? sections
                :
                [
                    .. sections.Select(s =>
                        ReferenceEquals(s, there) ? s with { Markdown = text } : s
                    ),
                ];
        }
        return text.Length == 0
            ? sections
            : PostMortemExport
                .SectionsOf(
                    new PostMortemContent
                    {
                        Sections =
                        [
                            .. sections,
                            new(kind, PostMortemExport.HeadingOf(kind)!, text),
                        ],
                    }
                )
                .Where(s => s.Markdown.Length > 0 || sections.Contains(s))
                .ToList();
    }

    private static List<DocumentSection> WithOthers(Patch patch, PostMortemContent content)
    {
        var others = Others(content);
        var given = patch.Objects<Section>("otherSections", []);
        if (
            given.FirstOrDefault(s => string.IsNullOrWhiteSpace(s.Heading)) is { } bare
            && others.All(o => o.Heading != (bare.Heading ?? ""))
        )
        {
            throw new RuleException("otherSections", "Each section of your own needs a heading.");
        }
        return
        [
            .. content.Sections.Except(others),
            .. given.Select(s =>
                others.FirstOrDefault(o => o.Heading == s.Heading) is { } there
                    ? there with
                    {
                        Markdown = PostMortemForm.Plain(s.Markdown),
                    }
                    : new DocumentSection(
                        SectionKind.Other,
                        s.Heading!.Trim(),
                        PostMortemForm.Plain(s.Markdown)
                    )
            ),
        ];
    }

    /// <summary>Every section with words that has no field of its own.</summary>
    private static List<DocumentSection> Others(PostMortemContent content)
    {
        var own = Named
            .Select(n => content.Sections.FirstOrDefault(s => s.Kind == n.Kind))
            .ToHashSet();
        return [.. content.Sections.Where(s => !own.Contains(s) && s.Markdown.Length > 0)];
    }
}
