using Afterword.Core;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;

namespace Afterword.Server.Features.Updates;

/// <summary>
/// <c>POST /api/v1/updates/{id}/schedule</c> with <c>scheduledAt</c> and, where it moves, a <c>reason</c>; <c>…/withdraw</c> with a
/// <c>reason</c> if there is one; <c>…/correct</c> with what was <c>wrong</c> and what is <c>right</c> drafts the correction.
/// </summary>
internal static class UpdateStepsApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/updates/{id:int}/schedule", Schedule).RequireDeed(Deed.SendUpdates);
        api.MapPost("/updates/{id:int}/withdraw", Withdraw).RequireDeed(Deed.SendUpdates);
        api.MapPost("/updates/{id:int}/correct", Correct).RequireDeed(Deed.SendUpdates);
    }

    private static async Task<IResult> Schedule(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        int id,
        CancellationToken ct
    )
    {
        var version = Etag.Expected(http.Request);
        var body = await Patch.Read(http.Request, ct);
        var (at, reason) = (body.Instant("scheduledAt", null), body.Text("reason", ""));
        body.Done();
        if (await UpdateQueries.Find(db, caller.Viewer, id, ct) is null)
        {
            return Problems.NotFound($"update {id}");
        }
        if (at is null)
        {
            throw new RuleException(
                "scheduledAt",
                "Say when it goes, such as 2026-11-30T09:00:00Z."
            );
        }
        await store.ScheduleUpdate(id, version, at.Value, reason, caller.By());
        return await UpdateApi.One(http, db, caller, keys, id, ct);
    }

    private static async Task<IResult> Withdraw(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        int id,
        CancellationToken ct
    )
    {
        var body = await Patch.ReadOptional(http.Request, ct);
        var reason = body.Text("reason", "");
        body.Done();
        if (await UpdateQueries.Find(db, caller.Viewer, id, ct) is null)
        {
            return Problems.NotFound($"update {id}");
        }
        await store.WithdrawUpdate(id, null, reason, caller.By());
        return await UpdateApi.One(http, db, caller, keys, id, ct);
    }

    private static async Task<IResult> Correct(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        Func<Site> site,
        int id,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var (wrong, right, follow) = (
            body.Text("wrong", ""),
            body.Text("right", ""),
            body.Text("follow", "")
        );
        body.Done();
        if (await UpdateQueries.Find(db, caller.Viewer, id, ct) is null)
        {
            return Problems.NotFound($"update {id}");
        }
        var number = await store.CorrectUpdate(id, wrong, right, follow, site(), caller.By());
        return await UpdateApi.One(http, db, caller, keys, number, ct, 201);
    }
}
