using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Afterword.Core.PostMortems;
using Afterword.Core.Rendering;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Security;
using Microsoft.AspNetCore.Http.Features;

namespace Afterword.Server.Features.PostMortems.Writing;

/// <summary>
/// <c>POST /incidents/{key}/post-mortem/draft</c>, for the editor's script: keeps what was typed, says who else is there, and gives the
/// linter's marks and the preview of the part in focus. One small request a pause in typing, and one every 20 seconds as a sign of life.
/// </summary>
internal static class DraftRoutes
{
    private const int LongestBody = 2 * WritingDeeds.LongestDraft;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        MaxDepth = 8,
    };

    /// <summary>What the script sends: the form, whether it holds something unsaved, and the part and field the writer is in.</summary>
    private sealed record Sign(
        PostMortemForm? Form,
        bool Keep,
        string? Place,
        string? Focus,
        bool Leaving
    );

    public static void MapDrafts(this IEndpointRouteBuilder app) =>
        app.MapPost("/incidents/{key}/post-mortem/draft", Keep)
            .RequireDeed(Deed.WriteIncidents)
            .ExcludeFromDescription();

    private static async Task<IResult> Keep(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        AfterwordSettings settings,
        CancellationToken ct
    )
    {
        if (await IncidentQueries.Find(db, key, caller.Viewer, ct) is not { } incident)
        {
            return Results.NotFound();
        }
        var (sign, refused) = await Read(http, ct);
        if (sign is null)
        {
            return refused!;
        }
        var stored = await PostMortemQueries.Find(db, incident.Number, caller.Viewer, ct);
        if (stored?.State == PostMortemState.Published)
        {
            return Answer(
                new Kept
                {
                    Error = "it was published meanwhile. Copy what you typed, then reopen it",
                },
                409
            );
        }
        var by = caller.By();
        var place = sign.Leaving ? "" : Short(sign.Place);
        // What was only looked at is no draft: it would stand over what others save meanwhile.
        var keeps = sign is { Keep: true, Form: not null };
        await store.KeepDraft(
            incident.Number,
            keeps ? sign.Form : null,
            place,
            sign.Leaving ? by with { At = by.At - PostMortemDraft.Present } : by
        );
        var kept = new Kept
        {
            At = keeps
                ? TimeZoneInfo
                    .ConvertTime(by.At, caller.Zone)
                    .ToString("HH:mm:ss", CultureInfo.InvariantCulture)
                : null,
            Others = PresenceWords.Of(
                await WritingDeeds.Others(db, incident.Number, caller.PersonId, by.At, ct)
            ),
        };
        if (sign.Form is { } form && !sign.Leaving)
        {
            var marks = await LintMarks.Of(
                db,
                incident,
                stored,
                form,
                settings.Of<LintingSettings>().On(caller.Today),
                caller.Viewer,
                ct
            );
            kept = kept with
            {
                Newer =
                    (stored?.Version ?? 0) != form.Version
                        ? "Somebody saved meanwhile; saving merges both."
                        : null,
                Marks = marks.Marks,
                Preview = marks.TextOf(sign.Focus) is { Length: > 0 } text
                    ? HtmlPage.Render(text, 2)
                    : "",
            };
        }
        return Answer(kept, 200);
    }

    private static async Task<(Sign?, IResult?)> Read(HttpContext http, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = LongestBody;
        }
        try
        {
            var sign = await JsonSerializer.DeserializeAsync<Sign>(http.Request.Body, Json, ct);
            sign?.Form?.Sections?.RemoveAll(s => s is null);
            sign?.Form?.Timeline?.RemoveAll(s => s is null);
            sign?.Form?.Learnings?.RemoveAll(s => s is null);
            return (sign, Answer(new Kept { Error = "this is no draft" }, 400));
        }
        catch (JsonException)
        {
            return (null, Answer(new Kept { Error = "this is no draft" }, 400));
        }
        catch (BadHttpRequestException large)
            when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            const string Why =
                "this is too long to be kept as a draft. Put the long part into sections of its own, or link to it";
            return (null, Answer(new Kept { Error = Why }, large.StatusCode));
        }
    }

    private static string Short(string? place) =>
        place is null ? ""
        : place.Length > 80 ? place[..80]
        : place;

    private static IResult Answer(Kept kept, int status) =>
        Results.Json(kept, Json, statusCode: status);

    /// <summary>What the script gets.</summary>
    private sealed record Kept
    {
        public string? At { get; init; }
        public string? Error { get; init; }
        public string Others { get; init; } = "";
        public string? Newer { get; init; }
        public IReadOnlyList<LintMark>? Marks { get; init; }
        public string? Preview { get; init; }
    }
}
