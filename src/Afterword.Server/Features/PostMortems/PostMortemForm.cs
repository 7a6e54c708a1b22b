using System.Security.Cryptography;
using System.Text;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems;

/// <summary>
/// A post-mortem as one form by section, everything as typed. Each part carries the fingerprint of what it was when the form was
/// opened, so that two people who write at once can be merged part by part.
/// </summary>
public sealed record PostMortemForm
{
    public int Version { get; set; }
    public string? Impact { get; set; }
    public string? ImpactBase { get; set; }
    public string? Authors { get; set; }
    public string? AuthorsBase { get; set; }
    public List<SectionLine>? Sections { get; set; }
    public List<MomentLine>? Timeline { get; set; }
    public string? TimelineBase { get; set; }
    public string? Paste { get; set; }
    public string? PasteZone { get; set; }
    public List<LearningLine>? Learnings { get; set; }
    public string? LearningsBase { get; set; }

    /// <summary>Set by the button that saves and stays.</summary>
    public string? Stay { get; set; }

    /// <summary>A section.</summary>
    public sealed record SectionLine
    {
        public string? Kind { get; set; }
        public string? Heading { get; set; }
        public string? Markdown { get; set; }
        public string? Base { get; set; }
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

    /// <summary>The form of a post-mortem as it is stored.</summary>
    public static PostMortemForm Of(PostMortemContent content, int version)
    {
        var form = new PostMortemForm
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
        form.ImpactBase = Fingerprint(form.Impact);
        form.AuthorsBase = Fingerprint(form.Authors);
        form.TimelineBase = Fingerprint(Text(form.Timeline));
        form.LearningsBase = Fingerprint(Text(form.Learnings));
        form.Sections.ForEach(s => s.Base = Fingerprint(s.Markdown));
        return form;
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

    /// <summary>Eight bytes that stand for a text; line ends and blanks at the ends do not count.</summary>
    public static string Fingerprint(string? text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Plain(text)))[..8]);

    /// <summary>A text as it is kept: line feeds, nothing at its ends.</summary>
    public static string Plain(string? text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    /// <summary>The timeline as text, a line each, for comparing.</summary>
    public static string Text(IEnumerable<MomentLine>? lines) =>
        string.Join(
            "\n",
            (lines ?? [])
                .Select(l => $"{Plain(l.Stamp)} {Plain(l.Text)}".Trim())
                .Where(l => l.Length > 0)
        );

    /// <summary>The learnings as text, a line each, for comparing.</summary>
    public static string Text(IEnumerable<LearningLine>? lines) =>
        string.Join(
            "\n",
            (lines ?? [])
                .Where(l => !string.IsNullOrWhiteSpace(l.Observation + l.Lesson))
                .Select(l => $"{l.Category}: {Plain(l.Observation)} → {Plain(l.Lesson)}")
        );
}
