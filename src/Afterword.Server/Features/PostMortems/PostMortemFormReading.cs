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
    /// <summary>The longest text of one section, in characters.</summary>
    public const int SectionLimit = 100_000;

    private readonly List<ReportLine> _notes = [];

    /// <summary>What was decided where a pasted line left it open.</summary>
    public IReadOnlyList<ReportLine> Notes => _notes;

    /// <summary>How many pasted lines went into the timeline.</summary>
    public int Pasted { get; private set; }

    /// <summary>What the form asks for; meaningless when there are errors.</summary>
    public PostMortemContent Read() =>
        stored with
        {
            Impact = PostMortemForm.Plain(form.Impact).Replace('\n', ' '),
            Authors = ReadAuthors(),
            Sections = ReadSections(),
            Timeline = TimelineOrder.Sorted([.. ReadRows(), .. ReadPaste()]),
            Learnings = ReadLearnings(),
        };

    private string[] ReadAuthors() =>
        [
            .. (form.Authors ?? "")
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
            if (markdown.Length > SectionLimit)
            {
                errors.Add(
                    $"Sections[{i}].Markdown",
                    $"This section has {markdown.Length} characters; {SectionLimit} are the most."
                );
            }
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
            if (Entry(i, stamp, text, near) is { } entry)
            {
                entries.Add(entry);
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
                learnings.Add(new DocumentLearning(category, observation, lesson));
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
