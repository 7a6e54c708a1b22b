using System.Globalization;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Fills in what a document says of itself as a whole: front matter first, then our header, then labels, then the text.</summary>
internal sealed class MetadataReader(
    FrontMatter front,
    IReadOnlyList<string>? header,
    ReadContext context,
    IReadOnlyList<LabelledValue> values,
    bool isOurs
)
{
    private static readonly string[] Known =
    [
        OwnForm.FormatField,
        "key",
        "title",
        "zone",
        "started",
        "detected",
        "mitigated",
        "resolved",
        "duration",
        "severity",
        "team",
        "services",
        "tags",
        "visibility",
    ];

    internal PostMortemDocument Fill(PostMortemDocument document, IReadOnlyList<RawSection> raw)
    {
        var filled = document with
        {
            Key = Scalar("key") ?? (isOurs ? null : Scalar("id")),
            Severity = Scalar("severity", "sev") ?? (isOurs ? null : Labelled("severity")),
            Team = Scalar("team"),
            Services = List("services", "service", "affected_services"),
            Tags = Tags(),
            Visibility = Scalar("visibility"),
            Authors = Authors(),
            Zone = context.Zone ?? (isOurs ? null : document.Zone ?? EntryZone(document)),
            ExtraFields = Extra(document.Title),
        };
        filled = Duration(filled, raw);
        if (!context.ForLinting || context.Date is null || filled.DurationMinutes is not null)
            filled = Instants(filled, raw);
        filled = filled with
        {
            Date = HeaderDate() ?? (isOurs ? null : context.Date ?? DayOf(filled.Started)),
        };
        return filled with { Impact = Header(2) ?? (isOurs ? null : ImpactOf(filled)) };
    }

    private PostMortemDocument Instants(PostMortemDocument document, IReadOnlyList<RawSection> raw)
    {
        var stated = document with
        {
            Started = Instant("started", "started_at", "start", "start_time", "incident_start"),
            Detected = Instant("detected", "detected_at", "detection_time"),
            Mitigated = Instant("mitigated", "mitigated_at"),
            Resolved = Instant(
                "resolved",
                "resolved_at",
                "end",
                "end_time",
                "ended_at",
                "incident_end"
            ),
        };
        if (isOurs)
            return stated;
        var reader = new InstantReader(context, values, document.Timeline);
        reader.Read(raw);
        return stated with
        {
            Started = Or(stated.Started, reader.Started),
            Detected = Or(stated.Detected, reader.Detected),
            Mitigated = Or(stated.Mitigated, reader.Mitigated),
            Resolved = Or(stated.Resolved, reader.Resolved),
        };
    }

    private PostMortemDocument Duration(PostMortemDocument document, IReadOnlyList<RawSection> raw)
    {
        // Our header shows a derived duration too; a stated one also stands in our front matter.
        var text = isOurs ? Scalar("duration") : Header(1);
        if (text is null && !isOurs)
            text =
                Scalar("duration")
                ?? (
                    Scalar("duration_minutes", "duration_min", "downtime_minutes") is { } minutes
                    && minutes.All(char.IsAsciiDigit)
                        ? $"{minutes} minutes"
                        : null
                )
                ?? Labelled("duration")
                ?? Labelled("duration_fallback")
                ?? StatedIn(raw);
        return document with
        {
            DurationText = text,
            DurationMinutes = text is null ? null : Durations.Minutes(text),
        };
    }

    /// <summary>The duration that the two instants give, in words; null when one of them is missing.</summary>
    internal static string? Derived(PostMortemDocument document) =>
        document is { Started.At: { } from, Resolved.At: { } to } && to >= from
            ? Durations.InWords(to - from)
            : null;

    private static string? StatedIn(IReadOnlyList<RawSection> raw) =>
        raw.Where(s => s.Kind is SectionKind.Impact or SectionKind.Summary)
            .OrderBy(s => s.Kind == SectionKind.Impact ? 0 : 1)
            .Select(s =>
                Durations.InSentence(
                    string.Join(
                        ' ',
                        s.Body.Where(l => l.Mark == LineMark.Text).Take(30).Select(l => l.Readable)
                    )
                )
            )
            .FirstOrDefault(d => d is not null);

    private string? ImpactOf(PostMortemDocument document)
    {
        var section = document.Sections.FirstOrDefault(s =>
            s.Kind == SectionKind.Impact && s.Markdown.Length > 0
        );
        if (section is null)
            return Labelled("impact");
        var first = BlockReader
            .Read(LineScanner.Scan(section.Markdown))
            .FirstOrDefault(b => b.Kind is BlockKind.Paragraph or BlockKind.List);
        if (first is null)
            return null;
        // Lines that begin with a label of their own are other fields that stand right under it.
        var lines = first.Kind == BlockKind.List ? first.Items[0].Lines : first.Lines;
        var own = lines
            .Take(1)
            .Concat(
                lines
                    .Skip(1)
                    .TakeWhile(l =>
                        !l.IsBlank
                        && Labels.Bold(l.Readable) is null
                        && ListSyntax.At(l.Text) is null
                    )
            );
        var words = Inline.Plain(Line.Join(own), context.Targets);
        return words.Length == 0 || Placeholders.Is(words) ? null : words;
    }

    private IReadOnlyList<string> Authors()
    {
        if (Header(3) is { } own)
            return PeopleWords.Split(own);
        if (front.Raw("authors", "author", "owners", "owner") is { } raw && !isOurs)
            return PeopleWords.Named(raw) is { Count: > 0 } named
                ? named
                : [.. YamlText.List(raw).SelectMany(PeopleWords.Split)];
        if (isOurs)
            return [];
        var labelled = values.Where(v => v.Field == "authors").ToList();
        return labelled.Count == 0
            ? []
            :
            [
                .. labelled
                    .Where(v => v.Line == labelled[0].Line)
                    .SelectMany(v => PeopleWords.Split(Inline.Plain(v.Value, context.Targets))),
            ];
    }

    private IReadOnlyList<string> Tags()
    {
        if (front.Raw("tags", "tag") is not { } raw)
            return [];
        var list = YamlText.List(raw);
        // Jekyll writes several tags as words parted by spaces.
        return
            list is [var one]
            && !raw.Trim().StartsWith('[')
            && !raw.Trim().StartsWith('-')
            && !raw.Trim().StartsWith('"')
            ? one.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            : list;
    }

    private List<DocumentField> Extra(string? title) =>
        [
            .. front.Fields.Where(f =>
                !Known.Any(k => FrontMatter.SameName(k, f.Name))
                    && !(
                        FrontMatter.SameName(f.Name, "tag")
                        || FrontMatter.SameName(f.Name, "id") && !isOurs
                    )
                || FrontMatter.SameName(f.Name, "title") && title is null && f.Value.Length > 0
            ),
        ];

    private StatedInstant Instant(params ReadOnlySpan<string> names)
    {
        if (Scalar(names) is not { } words)
            return default;
        if (
            DateTimeOffset.TryParse(
                words,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
            && (
                words.EndsWith('Z')
                || words.LastIndexOf('+') > 10
                || words.EndsWith("UTC", StringComparison.Ordinal)
            )
        )
            return new(at.ToUniversalTime(), null);
        return StampReader.Leading(words) is { } stamp
            ? new TimelineClock(isOurs ? context with { Zone = null } : context, null).Resolve(
                stamp,
                1
            )
            : default;
    }

    private string? EntryZone(PostMortemDocument document) =>
        document
            .Timeline.Select(e => StampReader.Leading(e.Stamp)?.Zone)
            .FirstOrDefault(z => z is not null)
        ?? values
            .Where(v => v.Field is "started" or "date" or "resolved" or "detected" or "duration")
            .Select(v => StampReader.Leading(Inline.Plain(v.Value))?.Zone)
            .FirstOrDefault(z => z is not null);

    private DateOnly? HeaderDate() =>
        Header(0) is { } words && DayReader.At(words, 0) is { } day ? day.Day.In(null) : null;

    private static DateOnly? DayOf(StatedInstant instant) =>
        instant.At is { } at ? DateOnly.FromDateTime(at.UtcDateTime)
        : instant.Local is { Length: >= 10 } local
            ? DateOnly.ParseExact(local[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;

    private string? Header(int index) =>
        header is not null && header[index].Length > 0 ? header[index] : null;

    private string? Scalar(params ReadOnlySpan<string> names) =>
        front.Raw(names) is { } raw && YamlText.Scalar(raw) is { Length: > 0 } words ? words : null;

    private IReadOnlyList<string> List(params ReadOnlySpan<string> names) =>
        front.Raw(names) is { } raw ? YamlText.List(raw) : [];

    private string? Labelled(string field) =>
        values
            .Where(v => v.Field == field)
            .Select(v => Inline.Plain(v.Value, context.Targets))
            .FirstOrDefault(v => !Placeholders.Is(v) && v.Length < 400);

    private static StatedInstant Or(StatedInstant first, StatedInstant second) =>
        first is { At: null, Local: null } ? second : first;
}
