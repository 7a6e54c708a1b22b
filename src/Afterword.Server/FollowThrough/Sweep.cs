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

    /// <summary>Incidents asked about in one transaction on PostgreSQL, whose rows it locks meanwhile.</summary>
    private const int Locked = 20;

    /// <summary>Incidents asked about beside SQLite's writer.</summary>
    private const int Beside = 100;

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
            foreach (var some in due.Chunk(database.IsSqlite ? Beside : Locked))
            {
                foreach (var number in await TryOwing(some, ct))
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
    /// <returns>Those for which there is something to do now.</returns>
    internal Task<IReadOnlyList<int>> Owing(int[] numbers, CancellationToken ct) =>
        database.IsSqlite ? OwingBeside(numbers, ct) : OwingLocked(numbers, ct);

    private async Task<IReadOnlyList<int>> OwingBeside(int[] numbers, CancellationToken ct)
    {
        await using var db = database.Read();
        var look = await DueLook.At(db, numbers, store.Now, ct);
        if (look.Any)
        {
            await store.Write(write => look.Keep(write, ct), ct);
        }
        return look.Owing;
    }

    private async Task<IReadOnlyList<int>> OwingLocked(int[] numbers, CancellationToken ct) =>
        await store.Write(db => NextDue.Ask(db, numbers, store.Now, ct), ct);

    private async Task<IReadOnlyList<int>> TryOwing(int[] numbers, CancellationToken ct)
    {
        if (numbers.Length == 1 && !database.IsSqlite)
        {
            return numbers;
        }
        try
        {
            return await Owing(numbers, ct);
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
