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

    /// <summary>Incidents asked about in one transaction; others wait to write meanwhile.</summary>
    private const int AtOnce = 20;
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
            foreach (var some in due.Chunk(AtOnce))
            {
                foreach (var number in await Owing(some, ct))
                {
                    made += await Try(number, ct);
                }
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

    /// <summary>A deed only marks its incident as due; most of them turn out to owe nothing yet, which is asked of many at once.</summary>
    private async Task<IReadOnlyList<int>> Owing(int[] numbers, CancellationToken ct)
    {
        if (numbers.Length == 1)
        {
            return numbers;
        }
        try
        {
            return await store.Write(db => NextDue.Ask(db, numbers, store.Now, ct), ct);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            log.LogWarning(
                failed,
                "{Incidents} incidents could not be asked about together; each is by itself.",
                numbers.Length
            );
            return numbers;
        }
    }

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
