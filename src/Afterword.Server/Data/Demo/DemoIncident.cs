using System.Globalization;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Demo;

/// <summary>An incident of the demo: what is done with it and when. Each line becomes a step of the script.</summary>
internal sealed class DemoIncident
{
    private readonly DemoScript _script;
    private int _number;

    /// <summary>Somebody declares it.</summary>
    public DemoIncident(
        DemoScript script,
        DateTimeOffset at,
        string by,
        Func<IncidentDetails> details
    )
    {
        _script = script;
        script.Then(
            at,
            async db =>
            {
                var incident = Incident.Declare(
                    await db.NextIncident(),
                    details(),
                    script.By(by, at)
                );
                db.Incidents.Add(incident);
                _number = incident.Number;
            }
        );
    }

    /// <summary>It came in as a document: history that nobody follows.</summary>
    public DemoIncident(
        DemoScript script,
        DateTimeOffset at,
        string by,
        Func<IncidentDetails> details,
        PostMortemContent content
    )
    {
        _script = script;
        script.Then(
            at,
            async db =>
            {
                var importer = script.By(by, at, Door.Import);
                var incident = Incident.Import(await db.NextIncident(), details(), importer);
                db.Incidents.Add(incident);
                _number = incident.Number;
                db.PostMortems.Add(PostMortem.Start(_number, content, importer));
            }
        );
    }

    public DemoIncident Resolved(DateTimeOffset at, DateTimeOffset over, string by) =>
        Then(at, async db => (await Find(db)).Resolve(over, _script.By(by, at)));

    /// <summary>Fields change; what the change does not name stays.</summary>
    public DemoIncident Edited(DateTimeOffset at, string by, Func<IncidentDetails> details) =>
        Then(at, async db => (await Find(db)).Edit(details(), _script.By(by, at)));

    public DemoIncident Wrote(DateTimeOffset at, string by, PostMortemContent content) =>
        Then(
            at,
            async db =>
            {
                var author = _script.By(by, at);
                if (await db.PostMortems.FindAsync(_number) is { } postMortem)
                {
                    postMortem.Edit(content, author);
                }
                else
                {
                    db.PostMortems.Add(PostMortem.Start(_number, content, author));
                }
            }
        );

    public DemoIncident SentToReview(DateTimeOffset at, string by) =>
        Then(at, async db => (await FindPostMortem(db)).SendToReview(_script.By(by, at)));

    public DemoIncident Published(DateTimeOffset at, string by) =>
        Then(at, async db => (await FindPostMortem(db)).Publish(_script.By(by, at)));

    /// <summary>The cadence drafts what is owed, as the worker would have at that moment.</summary>
    public DemoIncident Drafted(DateTimeOffset at) =>
        Then(
            at,
            async db =>
            {
                if (await Owed.Lock(db, _number, CancellationToken.None) is { } incident)
                {
                    await Owed.Draft(
                        db,
                        incident,
                        _script.Site,
                        at,
                        refresh: true,
                        CancellationToken.None
                    );
                }
            },
            alone: true
        );

    /// <summary>A person approves a draft; the outbox takes it from there. With the teams' own, all that is left goes.</summary>
    public DemoIncident Approved(DateTimeOffset at, string by, Audience audience) =>
        Then(
            at,
            async db =>
            {
                var drafts = await db
                    .Updates.AsTracking()
                    .Where(u =>
                        u.IncidentNumber == _number
                        && u.Kind == UpdateKind.InitialSummary
                        && u.State == UpdateState.Draft
                        && (u.Audience == audience || audience == Audience.AffectedTeams)
                        && u.Audience != Audience.Customers
                    )
                    .ToListAsync();
                foreach (var draft in drafts)
                {
                    draft.Approve(_script.By(by, at));
                    // What was approved long ago left then, not when the demo starts.
                    if (at < _script.Now.AddDays(-2))
                    {
                        draft.Settle(true, false, By.Product(at.AddMinutes(1)));
                    }
                }
            },
            alone: true
        );

    /// <summary>The weekly follow-up goes to everybody inside, as it would have at that moment.</summary>
    public DemoIncident ToldWeekly(DateTimeOffset at) =>
        Then(
            at,
            async db =>
            {
                var policy = await NextDue.Policy(db, CancellationToken.None);
                var site = _script.Site;
                var facts = await IncidentFacts.Of(
                    db,
                    await Find(db),
                    site,
                    policy,
                    at,
                    CancellationToken.None
                );
                var day = at.UtcDateTime;
                foreach (var audience in UpdateTable.Of(UpdateKind.WeeklyFollowUp).Audiences)
                {
                    var readers = Core.SnakeCase.Of(audience).Replace('_', '-');
                    var about = new UpdateAbout(
                        $"{facts.Key}/weekly/{readers}/{ISOWeek.GetYear(day)}-W{ISOWeek.GetWeekOfYear(day):00}",
                        UpdateKind.WeeklyFollowUp,
                        audience,
                        _number,
                        null,
                        at
                    );
                    var by = By.Product(at, Door.Cadence);
                    var update = Update.Automatic(
                        await db.NextUpdate(),
                        about,
                        Newsroom.Write(about, facts, site)!,
                        null,
                        by
                    );
                    update.Settle(true, false, by with { At = at.AddMinutes(1) });
                    db.Updates.Add(update);
                }
            },
            alone: true
        );

    /// <summary>Somebody writes an item down.</summary>
    public DemoItem Item(
        DateTimeOffset at,
        string by,
        string title,
        Func<ActionItemDetails, ActionItemDetails> details,
        Door door = Door.Web
    ) =>
        new(_script, () => _number, at, by, new ActionItemDetails { Title = title }, details, door);

    private DemoIncident Then(DateTimeOffset at, Func<AfterwordDb, Task> deed, bool alone = false)
    {
        _script.Then(at, deed, alone);
        return this;
    }

    private async Task<Incident> Find(AfterwordDb db) => (await db.Incidents.FindAsync(_number))!;

    private async Task<PostMortem> FindPostMortem(AfterwordDb db) =>
        (await db.PostMortems.FindAsync(_number))!;
}

/// <summary>An action item of the demo.</summary>
internal sealed class DemoItem
{
    private readonly DemoScript _script;
    private int _number;

    public DemoItem(
        DemoScript script,
        Func<int> incident,
        DateTimeOffset at,
        string by,
        ActionItemDetails details,
        Func<ActionItemDetails, ActionItemDetails> change,
        Door door
    )
    {
        _script = script;
        script.Then(
            at,
            async db =>
            {
                var item = ActionItem.Add(
                    await db.NextItem(),
                    incident(),
                    change(details),
                    script.By(by, at, door)
                );
                db.ActionItems.Add(item);
                _number = item.Number;
            }
        );
    }

    /// <summary>The document it came in with says so.</summary>
    public DemoItem Was(DateTimeOffset at, ActionItemStatus status, DateTimeOffset? doneAt) =>
        Then(at, (item, _) => item.TakeImportedStatus(status, doneAt), "");

    public DemoItem Started(DateTimeOffset at, string by) =>
        Then(at, (item, who) => item.Start(who), by);

    public DemoItem Done(DateTimeOffset at, string by, string evidence) =>
        Then(at, (item, who) => item.Complete(who, evidence), by);

    public DemoItem Blocked(DateTimeOffset at, string by, string reason) =>
        Then(at, (item, who) => item.Block(reason, who), by);

    public DemoItem Cancelled(DateTimeOffset at, string by, string reason) =>
        Then(at, (item, who) => item.Cancel(reason, who), by);

    public DemoItem Reopened(DateTimeOffset at, string by, string reason) =>
        Then(at, (item, who) => item.Reopen(reason, who), by);

    public DemoItem Moved(DateTimeOffset at, string by, DateOnly dueOn, string reason) =>
        Then(at, (item, who) => item.MoveDueDate(dueOn, reason, who), by);

    private DemoItem Then(DateTimeOffset at, Action<ActionItem, By> deed, string by)
    {
        _script.Then(
            at,
            async db =>
                deed(
                    (await db.ActionItems.FindAsync(_number))!,
                    by.Length == 0 ? By.Product(at) : _script.By(by, at)
                )
        );
        return this;
    }
}
