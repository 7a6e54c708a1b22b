using System.Diagnostics;
using Afterword.Core.Events;
using Afterword.Core.Metrics;
using Afterword.Server.Data.Insight;
using Afterword.Server.Data.Settings;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Demo;

/// <summary>
/// A living sample organization for <c>--demo</c>: Harbor Lane, an online grocer. It fills only an empty database, with days counted
/// back from its first start. Everything is done through the nouns at the instants at which it is said to have happened, so that
/// histories read as lived in; the follow-through and the outbox then work on it as on anything else.
/// </summary>
internal sealed class DemoData(
    Store store,
    Database database,
    AfterwordSettings settings,
    Func<Site> site,
    ILogger<DemoData> log
) : IFirstStart
{
    public async Task Run(CancellationToken ct)
    {
        if (!await IsEmpty(ct))
        {
            return;
        }
        var began = Stopwatch.GetTimestamp();
        await NameOrganization(ct);
        var batches = Write(store.Now, site()).Batches();
        // One transaction: a start that is broken off leaves nothing, and the next one tells it all.
        if (!await store.Write(db => Tell(db, batches, ct), ct))
        {
            return;
        }
        await Remember(ct);
        log.LogInformation(
            "The demo's story is told: {Steps} deeds in {Milliseconds:N0} ms.",
            batches.Sum(b => b.Count),
            Stopwatch.GetElapsedTime(began).TotalMilliseconds
        );
    }

    /// <summary>The figures of its first year are frozen to compare with, and last month's review waits to be read.</summary>
    private async Task Remember(CancellationToken ct)
    {
        await new RollUp(store, database).CatchUp(ct);
        await using var db = database.Read();
        if (await MetricReports.FirstDay(db, ct) is not { } first)
        {
            return;
        }
        var today = Fact.DayOf(store.Now);
        var year = new MetricWindow(first, first.AddYears(1).AddDays(-1));
        var ask = new MetricAsk(
            Reviewing.Everybody,
            AllMetrics.List,
            [year],
            MetricFilter.None,
            today
        );
        var samples = await RolledReads.Read(db, ask, ct);
        await store.Write(
            async write =>
            {
                var visitor = await write.People.SingleAsync(
                    p => p.Handle == DemoOrganization.Visitor,
                    ct
                );
                write.Add(
                    Baseline.Freeze(
                        await write.NextBaseline(ct),
                        "The first year",
                        year,
                        null,
                        AllMetrics.List.Select(m => samples.Of(m, 0)),
                        first,
                        new By(visitor.Id, Door.Web, store.Now)
                    )
                );
            },
            ct
        );
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        await Reviewing.Month(store, db, site(), month, By.Product(store.Now, Door.Cadence), ct);
    }

    /// <summary>Tells the story in the transaction of a write.</summary>
    /// <returns>False where there is somebody already.</returns>
    internal async Task<bool> Tell(
        AfterwordDb db,
        IReadOnlyList<IReadOnlyList<DemoStep>> batches,
        CancellationToken ct
    )
    {
        // Asked again inside the write: another node may have told the story meanwhile.
        if (await db.People.AnyAsync(ct))
        {
            return false;
        }
        foreach (var batch in batches)
        {
            foreach (var step in batch)
            {
                await step.Do(db);
            }
            await store.SaveSoFar(db, ct);
        }
        return true;
    }

    private async Task<bool> IsEmpty(CancellationToken ct)
    {
        await using var db = database.Read();
        return !await db.People.AnyAsync(ct) && !await db.Incidents.AnyAsync(ct);
    }

    /// <summary>The whole story.</summary>
    internal static DemoScript Write(DateTimeOffset now, Site site)
    {
        var script = new DemoScript(now, site);
        DemoOrganization.Write(script);
        script.Then(
            script.At(DemoHistory.From + 4, 8),
            db => new DemoHistory(script, db).Write(),
            alone: true
        );
        StoryOfTheImages.Write(script);
        StoryOfTheCertificate.Write(script);
        StoryOfTheExport.Write(script);
        StoryOfTheQueue.Write(script);
        StoryOfTheLogins.Write(script);
        StoryOfTheSearch.Write(script);
        StoryOfTheCards.Write(script);
        return script;
    }

    private Task NameOrganization(CancellationToken ct)
    {
        var kind = AllSettings.Of(typeof(OrganizationSettings));
        return settings.Save(
            kind,
            settings.Of<OrganizationSettings>() with
            {
                Name = "Harbor Lane",
                TimeZone = "Europe/Berlin",
            },
            By.Product(store.Now),
            settings.Version(kind),
            ct
        );
    }
}
