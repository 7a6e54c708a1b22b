using System.Diagnostics;
using Afterword.Core.Events;
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
        var batches = Write(store.Now, site()).Batches();
        // Asked again inside the write: another node may have begun to tell the story.
        if (
            !await store.Write(
                async db => !await db.People.AnyAsync(ct) && await Play(db, batches[0]),
                ct
            )
        )
        {
            return;
        }
        foreach (var batch in batches.Skip(1))
        {
            await store.Write(db => Play(db, batch), ct);
        }
        await NameOrganization(ct);
        log.LogInformation(
            "The demo's story is told: {Steps} deeds in {Milliseconds:N0} ms.",
            batches.Sum(b => b.Count),
            Stopwatch.GetElapsedTime(began).TotalMilliseconds
        );
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
        StoryOfTheImages.Write(script);
        StoryOfTheCertificate.Write(script);
        StoryOfTheExport.Write(script);
        StoryOfTheQueue.Write(script);
        StoryOfTheLogins.Write(script);
        StoryOfTheSearch.Write(script);
        return script;
    }

    private static async Task<bool> Play(AfterwordDb db, IReadOnlyList<DemoStep> batch)
    {
        foreach (var step in batch)
        {
            await step.Do(db);
        }
        return true;
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
