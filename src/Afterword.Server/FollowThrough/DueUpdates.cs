using Afterword.Core.Events;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.FollowThrough;

/// <summary>Lets scheduled updates go when their instant has come; one index probe finds them.</summary>
internal sealed class DueUpdates(
    Store store,
    Database database,
    TimeProvider time,
    ILogger<DueUpdates> log
)
{
    private const int Batch = 200;
    private readonly Setbacks _setbacks = new(time);

    /// <summary>Lets every update go that is due.</summary>
    /// <returns>How many went.</returns>
    public async Task<int> All(CancellationToken ct)
    {
        var gone = 0;
        var seen = new HashSet<int>();
        while (
            (await Due(ct)).Where(n => _setbacks.MayTry(n) && seen.Add(n)).ToList() is [_, ..] due
        )
        {
            foreach (var number in due)
            {
                gone += await Try(number, ct) ? 1 : 0;
            }
        }
        return gone;
    }

    /// <summary>Lets one go.</summary>
    /// <returns>False when another node was quicker, or a person moved it or took it back.</returns>
    public Task<bool> One(int number, CancellationToken ct) =>
        store.Write(
            async db =>
            {
                var rows = db.IsSqlite
                    ? db.Updates.Where(u => u.Number == number)
                    : db.Updates.FromSql(
                        $"SELECT * FROM updates WHERE number = {number} FOR UPDATE SKIP LOCKED"
                    );
                var update = (await rows.AsTracking().ToListAsync(ct)).SingleOrDefault();
                if (update is null || !(update.ScheduledAt <= store.Now))
                {
                    return false;
                }
                update.Release(By.Product(store.Now, Door.Cadence));
                return true;
            },
            ct
        );

    private async Task<bool> Try(int number, CancellationToken ct)
    {
        try
        {
            var gone = await One(number, ct);
            _setbacks.Succeeded(number);
            return gone;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            _setbacks.Failed(number);
            log.LogError(
                failed,
                "Update {Update} was due and could not go; it is tried again.",
                number
            );
            return false;
        }
    }

    private async Task<List<int>> Due(CancellationToken ct)
    {
        var now = store.Now;
        await using var db = database.Read();
        return await db
            .Updates.Where(u => u.ScheduledAt <= now)
            .OrderBy(u => u.ScheduledAt)
            .Select(u => u.Number)
            .Take(Batch + _setbacks.Count)
            .ToListAsync(ct);
    }
}
