using Afterword.Core;
using Afterword.Core.Delivery;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Security;

namespace Afterword.Server.Features.Updates;

/// <summary><c>/api/v1/deliveries</c>, newest first; what a person may do with one names its update and target in the body.</summary>
internal static class DeliveryApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/deliveries", List).RequireDeed(Deed.Read);
        api.MapPost("/deliveries/retry", Retry).RequireDeed(Deed.ManageDeliveries);
        api.MapPost("/deliveries/skip", Skip).RequireDeed(Deed.ManageDeliveries);
        api.MapPost("/deliveries/redirect", Redirect).RequireDeed(Deed.ManageDeliveries);
    }

    private static async Task<IResult> List(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        [AsParameters] PageQuery page,
        string? state,
        int? update,
        CancellationToken ct
    )
    {
        var wanted = UpdateApi.Name<DeliveryState>("state", state);
        var found = await DeliveryQueries.Page(
            db,
            caller.Viewer,
            new DeliveryFilter(wanted is { } one ? [one] : null, update),
            page,
            ct
        );
        return PageResults.Answer(
            http,
            new Page<DeliveryJson>(
                [.. found.Items.Select(row => DeliveryJson.Of(row, keys))],
                found.Next
            )
        );
    }

    private static Task<IResult> Retry(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        CancellationToken ct
    ) => Do(http, db, caller, keys, body => id => store.RetryDelivery(id, caller.By()), ct);

    private static Task<IResult> Skip(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        CancellationToken ct
    ) =>
        Do(
            http,
            db,
            caller,
            keys,
            body =>
            {
                var reason = body.Text("reason", "");
                return id => store.SkipDelivery(id, reason, caller.By());
            },
            ct
        );

    private static Task<IResult> Redirect(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        CancellationToken ct
    ) =>
        Do(
            http,
            db,
            caller,
            keys,
            body =>
            {
                var to = body.Text("to", "");
                return id => store.RedirectDelivery(id, to, caller.By());
            },
            ct
        );

    private static async Task<IResult> Do(
        HttpContext http,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        Func<Patch, Func<long, Task>> read,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var (update, target) = (body.Number("update", null), body.Text("target", ""));
        var deed = read(body);
        body.Done();
        if (
            update is null
            || await DeliveryQueries.Find(db, caller.Viewer, update.Value, target, ct)
                is not { } found
        )
        {
            return Problems.NotFound($"delivery of update {update} to {target}");
        }
        await deed(found.Row.Id);
        var after = await DeliveryQueries.ById(db, caller.Viewer, found.Row.Id, ct);
        return Results.Json(DeliveryJson.Of(after!, keys), Json.Options);
    }
}
