using System.Text;
using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.PostMortems;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Security;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary><c>POST /api/v1/post-mortems/import</c>: one Markdown document in the body.</summary>
internal static class ImportApi
{
    public static void MapImport(this IEndpointRouteBuilder api) =>
        api.MapPost("/post-mortems/import", Import).RequireDeed(Deed.Import);

    private static async Task<IResult> Import(
        HttpContext http,
        Store store,
        Caller caller,
        string? source,
        bool? follow,
        bool? dryRun,
        CancellationToken ct
    )
    {
        var text = await MarkdownBody.Read(http.Request.Body, ct);
        IReadOnlyList<ImportedIncident> outcome;
        try
        {
            outcome = await new Importer(store).Run(
                new ImportRequest(
                    text,
                    source?.Trim() ?? "",
                    follow ?? false,
                    dryRun ?? false,
                    caller.Viewer,
                    caller.By() with
                    {
                        Door = Door.Import,
                    }
                ),
                ct
            );
        }
        catch (ImportHiddenException)
        {
            return Problems.NotFound("incident that this document could change");
        }
        var first = outcome[0];
        if (first is { Created: true, Incident: { } key })
        {
            http.Response.Headers.Location = $"/api/v1/incidents/{key}";
        }
        return Results.Json(
            new Answer(first, [.. outcome.Skip(1).Select(o => new Answer(o, null))]),
            Json.Options,
            statusCode: first is { Created: true, Incident: not null } ? 201 : 200
        );
    }

    /// <summary>What the caller gets for each incident of the document.</summary>
    private sealed record Answer(
        string? Incident,
        string Title,
        bool Created,
        bool Changed,
        IReadOnlyList<string> Items,
        IReadOnlyList<ReportLine> Report,
        IReadOnlyList<ImportChange> Changes,
        IReadOnlyList<Answer>? More
    )
    {
        public Answer(ImportedIncident of, IReadOnlyList<Answer>? more)
            : this(
                of.Incident,
                of.Title,
                of.Created,
                of.Changed,
                of.Items,
                of.Report,
                of.Changes,
                more
            ) { }
    }
}

/// <summary>Bytes as the text of a document.</summary>
internal static class MarkdownBody
{
    /// <summary>The largest document, in bytes (1 MiB).</summary>
    public const int MostBytes = PostMortemReader.MaxLength;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a body.</summary>
    /// <exception cref="BadHttpRequestException">It is too large (413).</exception>
    /// <exception cref="RuleException">It is no UTF-8 text; the message names the line.</exception>
    public static async Task<string> Read(Stream body, CancellationToken ct)
    {
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int n; (n = await body.ReadAsync(buffer, ct)) > 0; )
        {
            read.Write(buffer, 0, n);
            if (read.Length > MostBytes)
            {
                throw new BadHttpRequestException(
                    $"The document has more than {MostBytes:N0} bytes, the most that is read at once. Split it, one incident a file.",
                    StatusCodes.Status413PayloadTooLarge
                );
            }
        }
        return Decode(read.ToArray());
    }

    /// <summary>Bytes as text.</summary>
    /// <exception cref="RuleException">They are no UTF-8, or nothing at all.</exception>
    public static string Decode(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw new RuleException(
                "document",
                "Line 1: the document is UTF-16. Save it as UTF-8 and send it again."
            );
        }
        try
        {
            var text = Strict.GetString(bytes);
            return string.IsNullOrWhiteSpace(text)
                ? throw new RuleException("document", "The document is empty.")
                : text;
        }
        catch (DecoderFallbackException wrong)
        {
            var line =
                bytes.AsSpan(0, Math.Clamp(wrong.Index, 0, bytes.Length)).Count((byte)'\n') + 1;
            throw new RuleException(
                "document",
                $"Line {line}: this is not UTF-8 text. Save the document as UTF-8 and send it again."
            );
        }
    }
}
