using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Memory;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Security;

namespace Afterword.Server.Features.CheckIns;

/// <summary>
/// <c>/api/v1/incidents/{key}/check-in</c>: whether each fix holds; POST <c>item</c>, <c>verdict</c> (<c>held</c>, <c>partly</c>,
/// <c>regressed</c>), <c>evidence</c>, <c>then</c> (<c>reopen</c>, <c>follow_up</c>). <c>…/similar-risk</c>: who was asked whether it
/// could hit them; POST <c>service</c>, <c>answer</c> (<c>no</c>, <c>yes</c>, <c>covered</c>), <c>note</c>, <c>title</c>.
/// </summary>
internal static class CheckInApi
{
    public static void MapCheckIns(this IEndpointRouteBuilder api)
    {
        api.MapGet("/incidents/{key}/check-in", Show).RequireDeed(Deed.Read);
        api.MapPost("/incidents/{key}/check-in", Check).RequireDeed(Deed.WorkOnItems);
        api.MapGet("/incidents/{key}/similar-risk", Risks).RequireDeed(Deed.Read);
        api.MapPost("/incidents/{key}/similar-risk", Reply).RequireDeed(Deed.WorkOnItems);
    }

    private static async Task<IResult> Show(
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
        var view = await CheckInQueries.Find(db, incident, ct);
        return Results.Json(
            new
            {
                askedAt = view.AskedAt,
                items = view.Fixes.Select(f => new
                {
                    key = keys.OfItem(f.Number),
                    title = f.Title,
                    doneAt = f.DoneAt,
                    open = f.IsOpen,
                    verdict = f.Verdict,
                    evidence = f.Said,
                    followUp = f.FollowUp is { } number ? keys.OfItem(number) : null,
                    checkedAt = f.At,
                }),
            },
            Json.Options
        );
    }

    private static async Task<IResult> Check(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        AfterwordSettings settings,
        RestrictedReads reads,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var answer = new FixAnswer(
            keys.ItemNumber(body.Text("item", "")) ?? 0,
            body.Name<FixVerdict>("verdict", null)
                ?? throw new RuleException("verdict", "verdict is one of held, partly, regressed."),
            body.Text("evidence", ""),
            body.Name<AfterCheck>("then", null) ?? AfterCheck.Nothing,
            body.Text("title", "")
        );
        body.Done();
        return
            await IncidentQueries.Find(db, key, caller.Viewer, ct) is { } incident
            && await CheckInDeeds.Check(
                store,
                caller,
                settings.Of<DueDatePolicy>(),
                incident.Number,
                [answer],
                ct
            )
            ? await Show(key, db, caller, keys, reads, ct)
            : Problems.NotFound($"incident {key}");
    }

    private static async Task<IResult> Risks(
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
        var rows = await CheckInQueries.Risks(db, incident.Number, ct);
        return Results.Json(
            new
            {
                items = rows.Select(r => new
                {
                    service = r.Handle,
                    person = r.PersonHandle,
                    shared = r.Shared,
                    askedAt = r.AskedAt,
                    answer = r.Answer,
                    note = r.Note,
                    item = r.Item is { } number ? keys.OfItem(number) : null,
                    answeredAt = r.AnsweredAt,
                }),
            },
            Json.Options
        );
    }

    private static async Task<IResult> Reply(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        AfterwordSettings settings,
        RestrictedReads reads,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var reply = new RiskReply(
            body.Text("service", "").Trim().ToLowerInvariant(),
            body.Name<RiskAnswer>("answer", null)
                ?? throw new RuleException("answer", "answer is one of no, yes, covered."),
            body.Text("note", ""),
            body.Text("title", "")
        );
        body.Done();
        return
            await IncidentQueries.Find(db, key, caller.Viewer, ct) is { } incident
            && await CheckInDeeds.Reply(
                store,
                caller,
                settings.Of<DueDatePolicy>(),
                incident.Number,
                [reply],
                ct
            )
            ? await Risks(key, db, caller, keys, reads, ct)
            : Problems.NotFound($"incident {key}");
    }
}
