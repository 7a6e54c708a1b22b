using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.FollowThrough;

/// <summary>Asks the cadence about the incidents whose hour has come: one index probe finds them, so the cost follows what is due.</summary>
internal sealed class Sweep(
    Store store,
    Database database,
    Func<Site> site,
    TimeProvider time,
    ILogger<Sweep> log
)
{
    private const int Batch = 200;
    private readonly Setbacks _setbacks = new(time);

    /// <summary>Sweeps every incident that is due.</summary>
    /// <returns>How many drafts were made.</returns>
    public async Task<int> All(CancellationToken ct)
    {
        var made = 0;
        var seen = new HashSet<int>();
        while (
            (await Due(ct)).Where(n => _setbacks.MayTry(n) && seen.Add(n)).ToList() is [_, ..] due
        )
        {
            foreach (var number in due)
            {
                made += await Try(number, ct);
            }
        }
        return made;
    }

    /// <summary>Sweeps one.</summary>
    /// <returns>How many drafts were made; 0 when another node was quicker.</returns>
    public Task<int> One(int number, CancellationToken ct) =>
        store.Write(
            async db =>
                await Owed.Lock(db, number, ct) is { } incident && incident.NextDueAt <= store.Now
                    ? await Owed.Draft(db, incident, site(), store.Now, refresh: false, ct)
                    : 0,
            ct
        );

    private async Task<int> Try(int number, CancellationToken ct)
    {
        try
        {
            var made = await One(number, ct);
            _setbacks.Succeeded(number);
            return made;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            _setbacks.Failed(number);
            log.LogError(
                failed,
                "What is owed for incident {Incident} could not be drafted; it is tried again.",
                number
            );
            return 0;
        }
    }

    private async Task<List<int>> Due(CancellationToken ct)
    {
        var now = store.Now;
        await using var db = database.Read();
        return await db
            .Incidents.Where(i => i.NextDueAt <= now)
            .OrderBy(i => i.NextDueAt)
            .Select(i => i.Number)
            .Take(Batch + _setbacks.Count)
            .ToListAsync(ct);
    }
}
