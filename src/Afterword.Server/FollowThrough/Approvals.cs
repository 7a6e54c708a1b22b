using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Bulk;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.FollowThrough;

using Delivery = Core.Delivery.Delivery;

/// <summary>Writes one delivery a target for updates that were approved; those that stand already stay as they are.</summary>
internal static class Approvals
{
    /// <summary>More rows than this do not go into one transaction, unless one update alone has them.</summary>
    private const int MostRows = 2_000;

    /// <summary>From so many updates on everybody is read once instead of each by each.</summary>
    private const int Many = 10;

    /// <returns>The updates that were seen to; the others had no room in this transaction.</returns>
    public static async Task<IReadOnlyList<int>> Deliver(
        AfterwordDb db,
        IReadOnlyCollection<int> numbers,
        DateTimeOffset now,
        ILogger log,
        CancellationToken ct
    )
    {
        if (numbers.Count == 0)
        {
            return [];
        }
        var updates = await db
            .Updates.AsTracking()
            .Where(u => numbers.Contains(u.Number))
            .OrderBy(u => u.Number)
            .ToListAsync(ct);
        int[] about = [.. updates.Select(u => u.IncidentNumber).OfType<int>().Distinct()];
        var incidents = await db
            .Incidents.AsTracking()
            .Where(i => about.Contains(i.Number))
            .ToDictionaryAsync(i => i.Number, ct);
        var standing = (
            await db
                .Deliveries.Where(d => numbers.Contains(d.UpdateNumber))
                .Select(d => new
                {
                    d.UpdateNumber,
                    d.Channel,
                    d.Target,
                })
                .ToListAsync(ct)
        ).ToLookup(d => d.UpdateNumber, d => (d.Channel, d.Target.ToLowerInvariant()));
        var people = updates.Count < Many ? null : await Recipients.Everybody(db, ct);
        List<int> seen = [];
        List<Delivery> made = [];
        foreach (var update in updates.TakeWhile(_ => made.Count < MostRows))
        {
            seen.Add(update.Number);
            if (update.State != UpdateState.Approved)
            {
                continue;
            }
            var incident = update.IncidentNumber is { } number ? incidents[number] : null;
            Promise(update, incident, now);
            var all = (await Recipients.Of(db, update, incident, ct, people)).All;
            made.AddRange(
                all.Where(to =>
                        !standing[update.Number]
                            .Contains((to.Channel, to.Address.ToLowerInvariant()))
                    )
                    .Select(to =>
                        Delivery.To(update, to.Channel, to.Address, to.Name, to.PersonId, now)
                    )
            );
            if (all.Count == 0 && !standing[update.Number].Any())
            {
                log.LogWarning(
                    "Update {Update} was approved, but nobody it is for has an address.",
                    update.Number
                );
                update.Settle(allSettled: false, anyDead: true, By.Product(now));
            }
        }
        await OutboxRows.Add(db, made, ct);
        return seen;
    }

    private static void Promise(Update update, Incident? incident, DateTimeOffset now)
    {
        if (update.NextUpdateAt is { } promised)
        {
            incident?.PromiseUpdate(promised, By.Product(now, Door.Cadence));
        }
    }
}
