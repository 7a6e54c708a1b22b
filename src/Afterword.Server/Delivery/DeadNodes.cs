using Afterword.Server.Data;

namespace Afterword.Server.Delivery;

/// <summary>
/// Takes over from nodes that died, on PostgreSQL: whoever holds deliveries and is missing from the roll for <see cref="Patience"/> is gone, and its
/// leases end at once. A node whose connection broke answers again within a second; one that is frozen stays on the roll, and its leases
/// run out.
/// </summary>
internal sealed class DeadNodes(
    Claims claims,
    RollCall roll,
    TimeProvider time,
    ILogger<DeadNodes> log
)
{
    /// <summary>How long a node may be missing: three times what it takes to answer again.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private Dictionary<string, long> _missing = [];

    /// <summary>Calls the roll and frees what the dead held.</summary>
    /// <returns>True when something became free.</returns>
    public async Task<bool> Look(CancellationToken ct)
    {
        var before = _missing;
        // Should the roll not be called now, nobody is known to have been missing all the time.
        _missing = [];
        // Who holds something is asked first: a node answers before it claims, so none of these can be too young for the roll.
        var holders = await claims.Holders(ct);
        if (await roll.Ask(ct) is not { } present)
        {
            return false;
        }
        var freed = false;
        foreach (var worker in holders.Where(w => NameOf(w) is { } name && !present.Contains(name)))
        {
            var since = before.TryGetValue(worker, out var first) ? first : time.GetTimestamp();
            if (time.GetElapsedTime(since) < Patience)
            {
                _missing[worker] = since;
                continue;
            }
            log.LogWarning("{Worker} is gone; what it was sending is taken over at once.", worker);
            await claims.FreeOf(worker, ct);
            freed = true;
        }
        return freed;
    }

    /// <summary>The name on the roll: the fourth part of a worker's name. One without has never answered, and its leases run out.</summary>
    private static string? NameOf(string worker) =>
        worker.Split('/') is [_, _, _, var name] ? name : null;
}
