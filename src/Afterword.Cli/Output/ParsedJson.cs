using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Afterword.Core.PostMortems;

namespace Afterword.Cli.Output;

/// <summary>The JSON of <c>afterword parse</c>: one line a document, as the contract says.</summary>
internal static class ParsedJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    private sealed record Moment(string? At, string? Local, string Stamp, string Text, int Line);

    private sealed record Item(
        string Text,
        string? Owner,
        string? DueOn,
        string? DueText,
        string? Status,
        bool? Done,
        string? Priority,
        string? Ticket,
        int Line
    );

    private sealed record Document(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File,
        string? Title,
        string? Date,
        string? Zone,
        string? StartedAt,
        string? StartedLocal,
        string? DetectedAt,
        string? DetectedLocal,
        string? MitigatedAt,
        string? MitigatedLocal,
        string? ResolvedAt,
        string? ResolvedLocal,
        int? DurationMinutes,
        string? DurationText,
        string? Severity,
        IReadOnlyList<string> Authors,
        string? Impact,
        IEnumerable<Moment> Timeline,
        IReadOnlyList<string> Sections,
        IEnumerable<Item> ActionItems,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
            IEnumerable<ReportLine>? Report,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
            IEnumerable<Document>? More
    );

    internal static string Error(string file, string error) =>
        JsonSerializer.Serialize(new { file, error }, Options);

    internal static string Of(string file, ReadResult result)
    {
        var more = result.Documents.Skip(1).Select(d => Map(d, null, null, null)).ToList();
        return JsonSerializer.Serialize(
            Map(result.Documents[0], file, result.Report, more.Count > 0 ? more : null),
            Options
        );
    }

    private static Document Map(
        PostMortemDocument d,
        string? file,
        IEnumerable<ReportLine>? report,
        IEnumerable<Document>? more
    ) =>
        new(
            file,
            d.Title,
            d.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            d.Zone,
            At(d.Started.At),
            d.Started.Local,
            At(d.Detected.At),
            d.Detected.Local,
            At(d.Mitigated.At),
            d.Mitigated.Local,
            At(d.Resolved.At),
            d.Resolved.Local,
            d.DurationMinutes,
            d.DurationText,
            d.Severity,
            d.Authors,
            d.Impact,
            d.Timeline.Select(e => new Moment(At(e.At), e.Local, e.Stamp, e.Text, e.Line)),
            SectionList.Of(d),
            d.ActionItems.Select(i => new Item(
                i.Text,
                i.Owner,
                i.DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                i.DueOn is null ? i.DueText : null,
                i.Status,
                i.Done,
                i.Priority,
                i.Ticket,
                i.Line
            )),
            report,
            more
        );

    private static string? At(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
