using Afterword.Core;
using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>
/// <c>/api/v1/incidents/{key}/customer-text</c>: what customers may read: <c>PATCH</c> writes, <c>POST …/approve</c> approves the version in
/// <c>If-Match</c>, <c>POST …/draft</c> with <c>kind</c> drafts the message from the approved words.
/// </summary>
internal static class CustomerApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        const string Path = "/incidents/{key}/customer-text";
        api.MapGet(Path, Show).RequireDeed(Deed.Read);
        api.MapPatch(Path, Write).RequireDeed(Deed.WriteIncidents);
        api.MapPost($"{Path}/approve", Approve).RequireDeed(Deed.SendUpdates);
        api.MapPost($"{Path}/draft", Draft).RequireDeed(Deed.SendUpdates);
    }

    private static async Task<IResult> Show(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        string key,
        CancellationToken ct
    ) =>
        await Number(db, caller, keys, key, ct) is { } number
            ? await Answer(http, db, number, ct)
            : Problems.NotFound($"incident {key}");

    private static async Task<IResult> Write(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        string key,
        CancellationToken ct
    )
    {
        var version = Etag.Expected(http.Request);
        var body = await Patch.Read(http.Request, ct);
        if (await Number(db, caller, keys, key, ct) is not { } number)
        {
            return Problems.NotFound($"incident {key}");
        }
        var now = await CustomerWords.Of(db, number, ct);
        var words = new CustomerWording(
            body.Text("headline", now.Draft.Headline),
            body.Text("seen", now.Draft.Seen),
            body.Text("doing", now.Draft.Doing),
            body.Text("different", now.Draft.Different),
            body.Text("follow", now.Draft.Follow)
        );
        body.Done();
        await store.WriteCustomerText(number, version ?? now.Version, words, caller.By());
        return await Answer(http, db, number, ct);
    }

    private static async Task<IResult> Approve(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        string key,
        CancellationToken ct
    )
    {
        var version = Etag.Expected(http.Request);
        if (await Number(db, caller, keys, key, ct) is not { } number)
        {
            return Problems.NotFound($"incident {key}");
        }
        await store.ApproveCustomerText(
            number,
            version ?? (await CustomerWords.Of(db, number, ct)).Version,
            caller.By()
        );
        return await Answer(http, db, number, ct);
    }

    private static async Task<IResult> Draft(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        Func<Site> site,
        string key,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var kind = body.Name<UpdateKind>("kind", null) ?? UpdateKind.InitialSummary;
        body.Done();
        if (await Number(db, caller, keys, key, ct) is not { } number)
        {
            return Problems.NotFound($"incident {key}");
        }
        var made = await store.DraftForCustomers(number, kind, site(), caller.By());
        return await UpdateApi.One(http, db, caller, keys, made, ct, 201);
    }

    private static async Task<IResult> Answer(
        HttpContext http,
        AfterwordDb db,
        int number,
        CancellationToken ct
    )
    {
        var text = await CustomerWords.Of(db, number, ct);
        return Etag.Answer(
            http,
            new
            {
                draft = text.Draft,
                approved = text.ApprovedAt is null ? null : text.Approved,
                approvedAt = text.ApprovedAt,
                isAhead = text.IsAhead,
                findings = CustomerFindings
                    .Of(text.Draft.Whole)
                    .Select(f => new { f.RuleId, f.Message }),
                version = text.Version,
            },
            text.Version
        );
    }

    private static async Task<int?> Number(
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        string key,
        CancellationToken ct
    ) =>
        keys.IncidentNumber(key) is { } number
        && await db.Incidents.To(caller.Viewer).AnyAsync(i => i.Number == number, ct)
            ? number
            : null;
}
