using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems;

/// <summary>A post-mortem as one form by section, everything as typed, with the version it was opened at.</summary>
public sealed record PostMortemForm
{
    public int Version { get; set; }
    public string? Impact { get; set; }
    public string? Authors { get; set; }
    public List<SectionLine>? Sections { get; set; }
    public List<MomentLine>? Timeline { get; set; }
    public string? Paste { get; set; }
    public string? PasteZone { get; set; }
    public List<LearningLine>? Learnings { get; set; }

    /// <summary>The incident's title and instants, which stand in the document's head.</summary>
    public List<FactLine>? Facts { get; set; }

    /// <summary>New action items.</summary>
    public List<ItemRow>? Items { get; set; }

    /// <summary>Set by the button that saves and stays.</summary>
    public string? Stay { get; set; }

    /// <summary>Set by the button that cuts a text at the headings of other sections.</summary>
    public string? Split { get; set; }

    /// <summary>Set by the button that leaves such headings where they are.</summary>
    public string? Whole { get; set; }

    /// <summary>A section.</summary>
    public sealed record SectionLine
    {
        public string? Kind { get; set; }
        public string? Heading { get; set; }
        public string? Markdown { get; set; }
    }

    /// <summary>A line of the timeline.</summary>
    public sealed record MomentLine
    {
        public string? Stamp { get; set; }
        public string? Text { get; set; }
    }

    /// <summary>An observation and what was learned from it.</summary>
    public sealed record LearningLine
    {
        public string? Category { get; set; }
        public string? Observation { get; set; }
        public string? Lesson { get; set; }
    }

    /// <summary>A fact of the incident: what it is, what it was when the form was opened.</summary>
    public sealed record FactLine
    {
        public string? Name { get; set; }
        public string? Value { get; set; }
        public string? Was { get; set; }
    }

    /// <summary>A new action item.</summary>
    public sealed record ItemRow
    {
        public string? Title { get; set; }
        public string? Owner { get; set; }
        public string? DueOn { get; set; }
        public string? Priority { get; set; }
    }

    /// <summary>The form of a post-mortem as it is stored.</summary>
    public static PostMortemForm Of(PostMortemContent content, int version)
    {
        return new PostMortemForm
        {
            Version = version,
            Impact = content.Impact,
            Authors = string.Join(", ", content.Authors),
            Sections =
            [
                .. PostMortemExport
                    .SectionsOf(content)
                    .Select(s => new SectionLine
                    {
                        Kind = Core.SnakeCase.Of(s.Kind),
                        Heading = s.Heading,
                        Markdown = s.Markdown,
                    }),
            ],
            Timeline =
            [
                .. TimelineOrder
                    .Sorted(content.Timeline)
                    .Select(e => new MomentLine { Stamp = Shown(e), Text = e.Text }),
            ],
            Learnings =
            [
                .. content
                    .Learnings.OrderBy(l => l.Category)
                    .Select(l => new LearningLine
                    {
                        Category = Core.SnakeCase.Of(l.Category),
                        Observation = l.Observation,
                        Lesson = l.Lesson,
                    }),
            ],
        };
    }

    /// <summary>What the time cell shows for an entry: UTC where the moment is known, else as it was written.</summary>
    public static string Shown(DocumentTimelineEntry entry) =>
        entry.At is { } at
            ? at.UtcDateTime.ToString(
                at.UtcDateTime.Second == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss",
                System.Globalization.CultureInfo.InvariantCulture
            )
        : entry.Stamp.Length > 0 ? entry.Stamp
        : entry.Local?.Replace('T', ' ') ?? "";

    /// <summary>A text as it is kept: line feeds, nothing at its ends.</summary>
    public static string Plain(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();
}
