using Afterword.Core;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Features.PostMortems;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Memory;

/// <summary>
/// <c>/api/v1/learnings</c> (filters <c>category</c>, <c>service</c>, <c>tag</c>), <c>/incidents/{key}/similar</c>, <c>/similar</c> for
/// one that is only being written, <c>/incidents/{key}/same-cause</c> to say and to take back that the cause was the same.
/// </summary>
internal static class MemoryApi
{
    private const int MostSimilar = 10;

    public static void MapMemory(this IEndpointRouteBuilder api)
    {
        api.MapGet("/learnings", Learnings).RequireDeed(Deed.Read);
        api.MapPost("/similar", OfDraft).RequireDeed(Deed.Read);
        api.MapGet("/incidents/{key}/similar", OfIncident).RequireDeed(Deed.Read);
        api.MapPost("/incidents/{key}/same-cause", Confirm).RequireDeed(Deed.WriteIncidents);
        api.MapDelete("/incidents/{key}/same-cause/{other}", Withdraw)
            .RequireDeed(Deed.WriteIncidents);
    }

    private static async Task<IResult> Learnings(
        HttpContext http,
        [AsParameters] LearningFilter filter,
        [AsParameters] PageQuery page,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        CancellationToken ct
    )
    {
        var rows = await MemoryQueries.Learnings(db, filter, page, caller.Viewer, keys, ct);
        return PageResults.Answer(
            http,
            new Page<object>(
                [
                    .. rows.Items.Select(r => new
                    {
                        incident = keys.OfIncident(r.Incident),
                        incidentTitle = r.IncidentTitle,
                        category = r.Category,
                        observation = r.Observation,
                        lesson = r.Lesson,
                        at = r.At,
                        namesItems = r.NamesItems,
                        items = r.Items.Select(i => new
                        {
                            key = keys.OfItem(i.Number),
                            title = i.Title,
                            status = i.Status,
                            verdict = i.Verdict,
                        }),
                    }),
                ],
                rows.Next
            )
        );
    }

    private static async Task<IResult> OfIncident(
        string key,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        RestrictedReads reads,
        CancellationToken ct
    )
    {
        if (await IncidentQueries.Find(db, key, caller.Viewer, ct) is not { } incident)
        {
            return Problems.NotFound($"incident {key}");
        }
        await reads.Note(incident, caller);
        var written = await PostMortemQueries.Find(db, incident.Number, caller.Viewer, ct);
        var ask = SimilarQueries.AskOf(incident, written?.Content);
        var causes = await MemoryQueries.CausesOf(db, incident.Number, caller.Viewer, ct);
        return Results.Json(
            new
            {
                items = (await SimilarQueries.Find(db, ask, caller.Viewer, MostSimilar, ct)).Select(
                    r => Shape(r, keys)
                ),
                sameCause = causes.Select(c => new
                {
                    incident = keys.OfIncident(c.Other),
                    title = c.OtherTitle,
                    earlier = c.OtherIsEarlier,
                    whileFixOpen = c.WhileFixOpen,
                    confirmedAt = c.At,
                }),
            },
            Json.Options
        );
    }

    private static async Task<IResult> OfDraft(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var (title, text, cause) = (
            body.Text("title", ""),
            body.Text("text", ""),
            body.Text("cause", "")
        );
        var (services, tags) = (body.Handles("services", []), body.Texts("tags", []));
        body.Done();
        var ids = await db
            .Services.Where(s => services.Contains(s.Handle))
            .Select(s => s.Id)
            .ToListAsync(ct);
        var ask = new SimilarAsk(
            null,
            ids,
            [.. tags.Select(t => t.Trim().ToLowerInvariant())],
            $"{title} {text}",
            cause
        );
        var rows = await SimilarQueries.Find(db, ask, caller.Viewer, MostSimilar, ct);
        return Results.Json(new { items = rows.Select(r => Shape(r, keys)) }, Json.Options);
    }

    private static async Task<IResult> Confirm(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        RestrictedReads reads,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var other = body.Text("incident", "");
        body.Done();
        if (keys.IncidentNumber(key) is not { } one)
        {
            return Problems.NotFound($"incident {key}");
        }
        if (keys.IncidentNumber(other) is not { } two)
        {
            throw new RuleException(
                "incident",
                $"Name the other incident by its key, such as {keys.OfIncident(12)}."
            );
        }
        return await CauseDeeds.Confirm(store, caller, one, two, ct) is null
            ? Problems.NotFound($"incident {key} or {other}")
            : await OfIncident(key, db, caller, keys, reads, ct);
    }

    private static async Task<IResult> Withdraw(
        string key,
        string other,
        string? reason,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        CancellationToken ct
    ) =>
        keys.IncidentNumber(key) is { } one
        && keys.IncidentNumber(other) is { } two
        && await CauseDeeds.Withdraw(store, caller, one, two, reason, ct) is not null
            ? Results.NoContent()
            : Problems.NotFound($"same cause of {key} and {other}");

    private static object Shape(SimilarRow row, KeyPrefixes keys) =>
        new
        {
            key = keys.OfIncident(row.Number),
            title = row.Title,
            severity = row.Severity,
            status = row.Status,
            at = row.At,
            openItems = row.OpenItems,
            reasons = row.Reasons,
        };
}
