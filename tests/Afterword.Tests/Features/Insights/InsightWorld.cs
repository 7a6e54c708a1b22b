using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Data.Insight;
using Afterword.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Features.Insights;

/// <summary>An organization with a bad quarter and a better one after it.</summary>
public static class InsightWorld
{
    /// <summary>Ten incidents in each of the last two quarters, by two teams; the later ones took a fifth of the time.</summary>
    internal static async Task Fill(TestApp app, int perMonth = 0)
    {
        await app.Store.Write(async db =>
        {
            foreach (var team in new[] { "payments", "search" })
            {
                var details = new TeamDetails { Handle = team, Name = $"Team {team}" };
                db.Teams.Add(Team.Add(await db.NextTeam(), details, By.Product(Some.Now)));
            }
        });
        for (var i = 0; i < 20; i++)
        {
            await Incident(app, i);
        }
        // November of this year and, ahead of the test's clock, nothing; October before it.
        for (var i = 0; i < perMonth * 2; i++)
        {
            await Late(app, i % 2 == 0 ? 10 + i / 2 : 35 + i / 2);
        }
        await Settle(app);
    }

    /// <summary>An incident that was over within the hour.</summary>
    private static Task Late(TestApp app, int daysAgo) =>
        app.Store.Write(async db =>
        {
            var began = Some.Now.AddDays(-daysAgo);
            db.Incidents.Add(
                Core.Incidents.Incident.Declare(
                    await db.NextIncident(),
                    Some.IncidentDetails(
                        $"Orders failed {daysAgo}",
                        began,
                        began.AddMinutes(50)
                    ) with
                    {
                        TeamId = 1,
                    },
                    By.Product(began.AddMinutes(5))
                )
            );
        });

    /// <summary>One restricted incident that only its lead may see.</summary>
    internal static Task Restricted(TestApp app, int reader) =>
        app.Store.Write(async db =>
            db.Incidents.Add(
                Core.Incidents.Incident.Declare(
                    await db.NextIncident(),
                    Some.IncidentDetails(
                        "A password was leaked",
                        Some.Now.AddDays(-5),
                        Some.Now.AddDays(-4)
                    ) with
                    {
                        Restricted = true,
                        ReaderIds = [reader],
                    },
                    new By(reader, Door.Web, Some.Now.AddDays(-5))
                )
            )
        );

    /// <summary>Seals what happened and adds it up, as the workers do every few seconds.</summary>
    internal static async Task Settle(TestApp app)
    {
        while (await app.Services.GetRequiredService<Sealer>().SealBatch(default) > 0) { }
        await app.Services.GetRequiredService<RollUp>().CatchUp(default);
    }

    private static Task Incident(TestApp app, int i) =>
        app.Store.Write(async db =>
        {
            var late = i >= 10;
            var began = Some.Now.AddDays(late ? -5 - (i - 10) * 8 : -100 - i * 8).AddMinutes(-i);
            var by = By.Product(began.AddMinutes(5));
            var incident = Core.Incidents.Incident.Declare(
                await db.NextIncident(),
                Some.IncidentDetails($"Orders failed, time {i}", began) with
                {
                    Severity = (Severity)(i % 4),
                    TeamId = i % 10 == 0 ? 2 : 1,
                    Tags = ["dns"],
                    DetectedAt = began.AddMinutes(4),
                    ResolvedAt = began.AddMinutes(late ? 60 + i : 300 + i),
                },
                by
            );
            db.Incidents.Add(incident);
            var item = ActionItem.Add(
                await db.NextItem(),
                incident.Number,
                Some.ItemDetails(dueOn: DateOnly.FromDateTime(began.UtcDateTime).AddDays(4)),
                by
            );
            item.Complete(by with { At = began.AddDays(late ? 3 : 4.9) }, "Merged and watched");
            db.ActionItems.Add(item);
        });

    /// <summary>The organization, for tests that only look at it.</summary>
    public sealed class Shared : SharedApps
    {
        private protected override Task Fill(TestApp app) => InsightWorld.Fill(app);
    }
}
