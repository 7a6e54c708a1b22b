using Afterword.Core;
using Afterword.Core.PostMortems;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.PostMortems;

/// <summary>Understands a post-mortem form: each thing it cannot read is said at its field, with what was typed.</summary>
/// <param name="form">What was typed.</param>
/// <param name="stored">The content the form was opened with.</param>
/// <param name="around">An instant of the incident, for lines that name no day.</param>
/// <param name="errors">Takes what cannot be read.</param>
internal sealed class PostMortemFormReading(
    PostMortemForm form,
    PostMortemContent stored,
    DateTimeOffset around,
    FieldErrors errors
)
{
    private readonly List<ReportLine> _notes = [];
    private readonly Lazy<HashSet<string>> _were = new(() =>
        [
            PostMortemForm.Plain(stored.Impact),
            string.Join(", ", stored.Authors),
            .. stored.Sections.SelectMany(s =>
                new[] { s.Heading, PostMortemForm.Plain(s.Markdown) }
            ),
            .. stored.Timeline.Select(e => PostMortemForm.Plain(e.Text)),
            .. stored.Learnings.SelectMany(l =>
                new[] { PostMortemForm.Plain(l.Observation), PostMortemForm.Plain(l.Lesson) }
            ),
        ]
    );
    private readonly Dictionary<object, string> _fields = new(ReferenceEqualityComparer.Instance);

    /// <summary>The field that a section, an entry or a learning of the content was read from: <c>Sections[2]</c>; null for none.</summary>
    public string? FieldOf(object part) => _fields.GetValueOrDefault(part);

    /// <summary>What was decided where a pasted line left it open.</summary>
    public IReadOnlyList<ReportLine> Notes => _notes;

    /// <summary>How many pasted lines went into the timeline.</summary>
    public int Pasted { get; private set; }

    /// <summary>What the form asks for; meaningless when there are errors.</summary>
    public PostMortemContent Read() =>
        stored with
        {
            Impact = Short(nameof(form.Impact), PostMortemForm.Plain(form.Impact))
                .Replace('\n', ' '),
            Authors = ReadAuthors(),
            Sections = ReadSections(),
            Timeline = TimelineOrder.Sorted([.. ReadRows(), .. ReadPaste()]),
            Learnings = ReadLearnings(),
        };

    private string[] ReadAuthors() =>
        [
            .. Short(nameof(form.Authors), form.Authors ?? "")
                .Split([',', '\n', ';'], StringSplitOptions.TrimEntries)
                .Where(a => a.Length > 0)
                .Distinct(),
        ];

    private List<DocumentSection> ReadSections()
    {
        var sections = new List<DocumentSection>();
        var lines = form.Sections ?? [];
        for (var i = 0; i < lines.Count; i++)
        {
            var (heading, markdown) = (
                PostMortemForm.Plain(lines[i].Heading).Replace('\n', ' '),
                PostMortemForm.Plain(lines[i].Markdown)
            );
            var kind = SnakeCase.TryParse<SectionKind>(lines[i].Kind, out var known)
                ? known
                : SectionKind.Other;
            Limit($"Sections[{i}].Markdown", markdown, PostMortemLimits.Section);
            Limit($"Sections[{i}].Heading", heading, PostMortemLimits.OneLine);
            if (
                kind == SectionKind.Other
                && heading.Length == 0
                && markdown.Length > 0
                && !WasThere(kind, heading)
            )
            {
                errors.Add($"Sections[{i}].Heading", "This section needs a heading.");
            }
            if (markdown.Length > 0 || WasThere(kind, heading))
            {
                sections.Add(Kept(kind, heading, markdown));
                _fields[sections[^1]] = $"Sections[{i}].Markdown";
            }
        }
        // A team's own section whose heading and text were emptied is taken away.
        sections.RemoveAll(s => s.Kind == SectionKind.Other && s.Markdown.Length == 0);
        return sections;
    }

    private bool WasThere(SectionKind kind, string heading) =>
        stored.Sections.Any(s => s.Kind == kind && s.Heading == heading);

    // What only lost or gained blanks at its ends on the way through the browser stays as it is stored.
    private DocumentSection Kept(SectionKind kind, string heading, string markdown) =>
        stored.Sections.FirstOrDefault(s =>
            s.Kind == kind && s.Heading == heading && PostMortemForm.Plain(s.Markdown) == markdown
        ) ?? new DocumentSection(kind, heading, markdown);

    private List<DocumentTimelineEntry> ReadRows()
    {
        var entries = new List<DocumentTimelineEntry>();
        var near = around;
        for (var i = 0; i < (form.Timeline?.Count ?? 0); i++)
        {
            var (stamp, text) = (
                PostMortemForm.Plain(form.Timeline![i].Stamp),
                PostMortemForm.Plain(form.Timeline[i].Text)
            );
            if (stamp.Length == 0 && text.Length == 0)
            {
                continue;
            }
            if (text.Length == 0)
            {
                errors.Add(
                    $"Timeline[{i}].Text",
                    $"What happened at {stamp}? Empty both cells to take the line away."
                );
            }
            Limit($"Timeline[{i}].Text", text, PostMortemLimits.Row);
            if (Entry(i, stamp, text, near) is { } entry)
            {
                entries.Add(entry);
                _fields[entry] = $"Timeline[{i}].Text";
                near = entry.At ?? near;
            }
        }
        return entries;
    }

    private DocumentTimelineEntry? Entry(int row, string stamp, string text, DateTimeOffset near)
    {
        // A cell nobody touched keeps the moment it stood for, known or not.
        if (stored.Timeline.FirstOrDefault(e => PostMortemForm.Shown(e) == stamp) is { } same)
        {
            return same with { Text = PostMortemForm.Plain(same.Text) == text ? same.Text : text };
        }
        var (at, error) = TimelinePaste.ReadStamp(stamp, TimeZoneInfo.Utc, near);
        if (at is { } instant)
        {
            return new DocumentTimelineEntry(instant, null, "", text);
        }
        errors.Add(
            $"Timeline[{row}].Stamp",
            stamp.Length == 0 ? "When was this? A time such as 14:02 is enough." : error!
        );
        return null;
    }

    private List<DocumentTimelineEntry> ReadPaste()
    {
        if (string.IsNullOrWhiteSpace(form.Paste))
        {
            return [];
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(form.PasteZone ?? "UTC", out var zone))
        {
            errors.Add(
                nameof(form.PasteZone),
                $"“{form.PasteZone}” is no time zone. One looks like Europe/Berlin."
            );
            return [];
        }
        var reading = TimelinePaste.Read(form.Paste, zone, around);
        foreach (var (line, message) in reading.Errors.Take(20))
        {
            errors.Add(nameof(form.Paste), $"Line {line}: {message}");
        }
        // Pasting the same lines again adds nothing.
        List<DocumentTimelineEntry> fresh =
        [
            .. reading
                .Entries.Where(e => !stored.Timeline.Any(s => s.At == e.At && s.Text == e.Text))
                .Select(e => e with { Line = 0 }),
        ];
        Pasted = fresh.Count;
        _notes.AddRange(reading.Notes);
        return fresh;
    }

    private string Short(string field, string text)
    {
        Limit(field, text, PostMortemLimits.OneLine);
        return text;
    }

    // What an imported document had is no fault of whoever edits something else.
    private void Limit(string field, string text, int most)
    {
        if (PostMortemLimits.Wrong(text, most) is { } wrong && !_were.Value.Contains(text))
        {
            errors.Add(field, wrong);
        }
    }

    private List<DocumentLearning> ReadLearnings()
    {
        var learnings = new List<DocumentLearning>();
        for (var i = 0; i < (form.Learnings?.Count ?? 0); i++)
        {
            var line = form.Learnings![i];
            var (observation, lesson) = (
                PostMortemForm.Plain(line.Observation),
                PostMortemForm.Plain(line.Lesson)
            );
            if (observation.Length == 0 && lesson.Length == 0)
            {
                continue;
            }
            if (SnakeCase.TryParse<LearningCategory>(line.Category, out var category))
            {
                Limit($"Learnings[{i}].Observation", observation, PostMortemLimits.Row);
                Limit($"Learnings[{i}].Lesson", lesson, PostMortemLimits.Row);
                learnings.Add(new DocumentLearning(category, observation, lesson));
                _fields[learnings[^1]] = $"Learnings[{i}]";
            }
            else
            {
                errors.Add(
                    $"Learnings[{i}].Observation",
                    "Which category does this learning belong to?"
                );
            }
        }
        return [.. learnings.OrderBy(l => l.Category)];
    }
}
