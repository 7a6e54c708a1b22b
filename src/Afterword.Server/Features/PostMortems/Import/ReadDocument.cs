using System.Globalization;
using System.Text.RegularExpressions;
using Afterword.Core;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>
/// A document as an incident and its post-mortem. What no field can hold is kept beside them, so that
/// <see cref="PostMortemExport"/> gives every word back.
/// </summary>
internal static partial class ReadDocument
{
    private const int MostTags = 30;
    private const int LongestTag = 40;

    public static IncidentDetails Incident(
        PostMortemDocument document,
        string sourceName,
        Known known
    ) =>
        new()
        {
            Title = TitleOf(document, sourceName),
            Severity = SeverityOf(document.Severity) ?? Severity.Sev3,
            TeamId = known.TeamField(document.Team),
            ServiceIds =
            [
                .. document.Services.Select(known.Service).OfType<int>().Distinct().Order(),
            ],
            Tags = TagList.Check(document.Tags.Where(IsTag).Take(MostTags)),
            StartedAt = document.Started.At,
            DetectedAt = document.Detected.At,
            MitigatedAt = document.Mitigated.At,
            ResolvedAt = document.Resolved.At,
            StatedOn = document.Date == DayOf(document) ? null : document.Date,
            StatedDuration = document.DurationText?.Trim() ?? "",
            Impact = Short(document.Impact?.Trim() ?? "", IncidentRules.TextLimit),
            Restricted = IsRestricted(document),
        };

    public static PostMortemContent Content(PostMortemDocument document, Known known) =>
        new()
        {
            Authors = document.Authors,
            Impact = document.Impact is { Length: > IncidentRules.TextLimit } impact ? impact : "",
            Zone = document.Zone ?? "",
            Sections = Sections(document),
            Timeline = [.. document.Timeline.Select(e => e with { Line = 0 })],
            Learnings = [.. document.Learnings.Select(l => l with { Line = 0 })],
            ExtraFields = document.ExtraFields,
            Stated = [.. Stated(document, known)],
        };

    /// <summary>The severity that the words name; null for words of another scale, which are kept as they stand.</summary>
    public static Severity? SeverityOf(string? words) =>
        SeverityShape().Match(words?.Trim() ?? "") is { Success: true } match
            ? (Severity)(match.Groups["n"].Value[0] - '1')
            : null;

    /// <summary>The title an incident gets where the document has none: the file's name without its ending.</summary>
    private static string TitleOf(PostMortemDocument document, string sourceName)
    {
        var title = document.Title?.Trim() ?? "";
        if (title.Length > 0)
        {
            return Short(title, IncidentRules.TitleLimit);
        }
        var file = Path.GetFileName(sourceName.Replace('\\', '/'));
        var stem = file.Split('.')[0].Replace('_', ' ').Replace('-', ' ').Trim();
        return stem.Length > 0
            ? Short($"Post-mortem {stem}", IncidentRules.TitleLimit)
            : string.Create(CultureInfo.InvariantCulture, $"Post-mortem {document.Date:yyyy-MM-dd}")
                .Trim();
    }

    // An item that is too long for an item keeps its text in the section it stood in.
    private static List<DocumentSection> Sections(PostMortemDocument document)
    {
        string[] kept = [.. document.ActionItems.Where(ReadItem.IsTooLong).Select(i => i.Markdown)];
        List<DocumentSection> sections = [.. document.Sections.Select(s => s with { Line = 0 })];
        if (kept.Length == 0)
        {
            return sections;
        }
        var text = string.Join("\n\n", kept);
        var at = sections.FindIndex(s => s.Kind == SectionKind.ActionItems);
        if (at < 0)
        {
            sections.Add(new DocumentSection(SectionKind.ActionItems, "Action Items", text));
        }
        else
        {
            sections[at] = sections[at] with
            {
                Markdown = $"{sections[at].Markdown}\n\n{text}".Trim(),
            };
        }
        return sections;
    }

    private static IEnumerable<DocumentField> Stated(PostMortemDocument document, Known known)
    {
        (string Name, string? Value)[] fields =
        [
            (
                "title",
                document.Title is { Length: > IncidentRules.TitleLimit } title ? title : null
            ),
            ("started", document.Started.Local),
            ("detected", document.Detected.Local),
            ("mitigated", document.Mitigated.Local),
            ("resolved", document.Resolved.Local),
            ("severity", SeverityOf(document.Severity) is null ? document.Severity : null),
            ("team", known.TeamField(document.Team) is null ? document.Team : null),
            (
                "visibility",
                IsRestricted(document) || IsWord(document.Visibility, "internal")
                    ? null
                    : document.Visibility
            ),
            .. document
                .Services.Where(s => known.Service(s) is null)
                .Select(s => ("services", (string?)s)),
            .. document
                .Tags.Where(t => !IsTag(t))
                .Concat(document.Tags.Where(IsTag).Skip(MostTags))
                .Select(t => ("tags", (string?)t)),
        ];
        return fields
            .Where(f => !string.IsNullOrWhiteSpace(f.Value))
            .Select(f => new DocumentField(f.Name, f.Value!));
    }

    private static DateOnly? DayOf(PostMortemDocument document) =>
        (document.Started.At ?? document.Detected.At ?? document.Resolved.At) is { } at
            ? DateOnly.FromDateTime(at.UtcDateTime)
            : null;

    private static bool IsRestricted(PostMortemDocument document) =>
        IsWord(document.Visibility, "restricted");

    private static bool IsWord(string? words, string word) =>
        words is not null && words.Trim().Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool IsTag(string tag) => tag.Trim().Length is > 0 and <= LongestTag;

    private static string Short(string text, int most) =>
        text.Length <= most ? text : text[..(most - 1)].TrimEnd() + "…";

    [GeneratedRegex(
        @"^(?:sev(?:erity)?)[\s:_-]*(?<n>[1-4])(?![0-9])|^S(?<n>[1-4])$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SeverityShape();
}
