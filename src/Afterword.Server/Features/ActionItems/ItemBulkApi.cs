using Afterword.Core;
using Afterword.Server.Api;
using Afterword.Server.Security;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.ActionItems;

/// <summary>
/// <c>POST /api/v1/action-items/bulk</c>: one change to several <c>items</c> (keys): <c>owner</c>, <c>priority</c>, <c>dueOn</c>, <c>status</c>
/// (<c>start</c> or <c>cancel</c>), <c>addTags</c>, <c>removeTags</c>, <c>reason</c>; with <c>dryRun</c> it only says what would change. One that
/// refuses does not hold the others up. <c>/api/v1/views</c>: the saved views of the caller and of their teams.
/// </summary>
internal static class ItemBulkApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/action-items/bulk", Change).RequireDeed(Deed.WorkOnItems);
        api.MapGet("/views", Views).RequireDeed(Deed.Read);
        api.MapPost("/views", Keep).RequireDeed(Deed.Read);
        api.MapDelete("/views/{number:int}", Remove).RequireDeed(Deed.Read);
    }

    private static async Task<IResult> Change([AsParameters] ItemRequest asked)
    {
        var body = await Patch.Read(asked.Http.Request, asked.Ct);
        var keys = body.Texts("items", []);
        var form = new BulkForm
        {
            Owner = body.Handle("owner", null),
            Priority = body.Text("priority", ""),
            DueOn = TypedDate.Of(body.Day("dueOn", null)),
            Status = body.Text("status", ""),
            AddTag = string.Join(',', body.Texts("addTags", [])),
            RemoveTag = string.Join(',', body.Texts("removeTags", [])),
            Reason = body.Text("reason", ""),
        };
        var dry = body.Flag("dryRun", false);
        body.Done();
        Check(form, keys, asked.Keys);
        var numbers = keys.Select(asked.Keys.ItemNumber).OfType<int>().Distinct().ToList();
        var items = await BulkChange.Versions(asked.Db, asked.Caller, numbers, asked.Ct);
        if (numbers.FirstOrDefault(n => items.All(i => i.Number != n)) is var none and > 0)
        {
            throw new RuleException(
                "items",
                $"There is no item {asked.Keys.OfItem(none)}, or it is not visible to you."
            );
        }
        var errors = new FieldErrors();
        if (await BulkChange.Read(asked.Db, form, errors) is not { } change)
        {
            throw new RuleException(errors.All[0].Field, errors.All[0].Message);
        }
        var lines = dry
            ? await change.Rehearse(asked.Db, asked.Caller, asked.Keys, items)
            : await change.Do(asked.Store, asked.Caller, asked.Keys, items);
        return Results.Json(new { dryRun = dry, items = lines }, Json.Options);
    }

    private static void Check(BulkForm form, IReadOnlyList<string> keys, KeyPrefixes prefixes)
    {
        if (keys.Count is 0 or > BulkChange.Most)
        {
            throw new RuleException(
                "items",
                $"Name the items by their keys: one at least, {BulkChange.Most:N0} at most."
            );
        }
        if (keys.FirstOrDefault(key => prefixes.ItemNumber(key) is null) is { } wrong)
        {
            throw new RuleException("items", $"'{wrong}' is no key of an item.");
        }
        if (form.Status is not ("" or "start" or "cancel"))
        {
            throw new RuleException(
                "status",
                $"'{form.Status}' is none of start and cancel; what needs its own words is done item by item."
            );
        }
        if (
            form.Priority!.Length > 0
            && !SnakeCase.TryParse<Core.ActionItems.Priority>(form.Priority, out _)
        )
        {
            throw new RuleException("priority", $"'{form.Priority}' is none of p1, p2, p3, p4.");
        }
    }

    private static async Task<IResult> Views([AsParameters] ItemRequest asked) =>
        Results.Json(
            new
            {
                items = await ItemViews.Of(asked.Db, asked.Caller, asked.Keys, asked.Ct),
                next = (string?)null,
            },
            Json.Options
        );

    private static async Task<IResult> Keep([AsParameters] ItemRequest asked)
    {
        var body = await Patch.Read(asked.Http.Request, asked.Ct);
        var (name, line, team) = (
            body.Text("name", ""),
            body.Text("line", ""),
            body.Handle("team", null)
        );
        body.Done();
        // What cannot be read is refused here: a view whose words mean nothing would never be shown.
        _ = FilterLine.Read(line, asked.Keys);
        await ItemViews.Keep(asked.Store, asked.Caller, name, line, team, asked.Ct);
        var views = await ItemViews.Of(asked.Db, asked.Caller, asked.Keys, asked.Ct);
        var kept = views.Where(v => v.Mine).MaxBy(v => v.Number)!;
        return Results.Json(kept, Json.Options, statusCode: 201);
    }

    private static async Task<IResult> Remove([AsParameters] ItemRequest asked, int number)
    {
        var views = await ItemViews.Of(asked.Db, asked.Caller, asked.Keys, asked.Ct);
        if (!views.Any(v => v.Number == number && v.Mine))
        {
            return Problems.NotFound($"view {number} of yours");
        }
        await ItemViews.Remove(asked.Store, asked.Caller, number, asked.Ct);
        return Results.NoContent();
    }
}
