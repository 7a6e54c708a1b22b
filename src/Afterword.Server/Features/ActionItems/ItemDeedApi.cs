using Afterword.Core;
using Afterword.Server.Api;
using Afterword.Server.Security;
using Afterword.Server.Shell;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.ActionItems;

/// <summary>
/// The answers about an item that are more than a field: blocked, ready for review, done with evidence, a new date, a snooze. The body has
/// the fields of the form on the item's page; the answer is the item.
/// </summary>
internal static class ItemDeedApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        Route("blocked", "blocked", Blocked);
        Route("ready-for-review", "review", Review);
        Route("done", "done", Done);
        Route("due-date", "date", Date);
        Route("snooze", "snooze", Snooze);

        api.MapPost("/action-items/{key}/undo", Undo).RequireDeed(Deed.WorkOnItems);

        void Route(string path, string name, Func<Patch, Reader, DeedForm> read) =>
            api.MapPost(
                    $"/action-items/{{key}}/{path}",
                    ([AsParameters] ItemRequest asked, string key) => Do(asked, key, name, read)
                )
                .RequireDeed(Deed.WorkOnItems);
    }

    private static async Task<IResult> Do(
        ItemRequest asked,
        string key,
        string name,
        Func<Patch, Reader, DeedForm> read
    )
    {
        if (asked.Keys.ItemNumber(key) is not { } number)
        {
            return Problems.NotFound($"action item {key}");
        }
        int? version =
            asked.Http.Request.Headers.IfMatch.Count > 0 ? Etag.Expected(asked.Http.Request) : null;
        var body = await Patch.Read(asked.Http.Request, asked.Ct);
        var by = asked.Caller.By();
        var reader = new Reader(by.At, asked.Caller.Zone, "en-US");
        var form = read(body, reader);
        body.Done();
        var item = await ItemDeeds.DoAndAnswer(
            asked.Store,
            asked.Caller,
            asked.Keys,
            number,
            version,
            async (db, found) =>
            {
                var before = found.DueOn;
                var answering = new Answering(db, found, form, by, reader);
                await ItemAnswers.Named[name](answering);
                await ItemNotices.Write(name, answering, before, asked.Site());
            },
            asked.Ct
        );
        return item is null
            ? Problems.NotFound($"action item {key}")
            : Etag.Answer(asked.Http, item, item.Version);
    }

    /// <summary>Takes the caller's own last deed of the hour back.</summary>
    private static async Task<IResult> Undo([AsParameters] ItemRequest asked, string key)
    {
        if (asked.Keys.ItemNumber(key) is not { } number)
        {
            return Problems.NotFound($"action item {key}");
        }
        return await asked.Store.UndoLast(asked.Db, number, asked.Caller) is null
            ? Problems.NotFound($"deed of yours on {key}")
            : await ActionItemApi.Answer(asked, number);
    }

    private static DeedForm Blocked(Patch body, Reader reader) =>
        new()
        {
            Impact = body.Text("impact", ""),
            Urgency = body.Text("urgency", ""),
            Goal = body.Text("goal", ""),
            Getting = body.Text("getting", ""),
            Tried = Lines(body, "tried"),
            Need = body.Text("need", ""),
            Helper = body.Handle("helper", null),
            Tell = body.Flag("tell", false),
        };

    private static DeedForm Review(Patch body, Reader reader) =>
        new()
        {
            PullRequest = body.Text("pullRequest", ""),
            Summary = body.Text("summary", ""),
            Changes = Lines(body, "changes"),
            Testing = body.Text("testing", ""),
            Focus = body.Text("focus", ""),
            Reviewers = string.Join(' ', body.Handles("reviewers", [])),
        };

    private static DeedForm Done(Patch body, Reader reader) =>
        new()
        {
            Evidence = body.Text("what", ""),
            Change = body.Text("change", ""),
            LiveAt = LocalTime.Of(body.Instant("liveAt", null), reader),
            Monitoring = body.Text("monitoring", ""),
        };

    private static DeedForm Date(Patch body, Reader reader) =>
        new()
        {
            DueOn = TypedDate.Of(body.Day("dueOn", null)),
            DueFrom = TypedDate.Of(body.Day("dueFrom", null)),
            Reason = body.Text("reason", ""),
            Tell = body.Flag("tell", false),
            Options = Lines(body, "options"),
            Recommendation = body.Text("recommendation", ""),
        };

    private static DeedForm Snooze(Patch body, Reader reader) =>
        new() { Until = TypedDate.Of(body.Day("until", null)), Reason = body.Text("reason", "") };

    private static string Lines(Patch body, string field) =>
        string.Join('\n', body.Texts(field, []));
}
