using Afterword.Core.Delivery;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Delivery;

/// <summary>Which doors are shut now, as every node reads it.</summary>
/// <param name="Shut">The names of lanes and channels nothing may be claimed for.</param>
/// <param name="Down">The channels whose server is down: one message at a time asks whether it answers again.</param>
/// <param name="NextAt">When the first of the shut ones opens; null when none is shut.</param>
internal sealed record ShutGates(
    IReadOnlySet<string> Shut,
    IReadOnlySet<string> Down,
    DateTimeOffset? NextAt
)
{
    public static readonly ShutGates None = new(new HashSet<string>(), new HashSet<string>(), null);

    /// <summary>Whether a lane may be claimed from.</summary>
    public bool LetsThrough(string lane) =>
        !Shut.Contains(lane) && !Shut.Contains(Gates.ChannelOf(lane));
}

/// <summary>The doors that hold deliveries back: a server that is down, a target that asked us to wait, one message a second.</summary>
internal static class Gates
{
    /// <summary>The channel of a lane: <c>email</c> of <c>email:example.org</c>.</summary>
    public static string ChannelOf(string lane) => lane.Split(':')[0];

    /// <summary>What is shut or down now: few rows.</summary>
    public static async Task<ShutGates> Read(
        PlainSql plain,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var gates = await plain.Rows(
            "SELECT name, shut_until, failures FROM gates WHERE shut_until > @now OR failures > 0",
            [("@now", now)],
            row => (Name: row.Text(0), ShutUntil: row.InstantOrNull(1), IsDown: row.Int(2) > 0),
            ct
        );
        var shut = gates.FindAll(g => g.ShutUntil > now);
        return new ShutGates(
            shut.Select(g => g.Name).ToHashSet(),
            gates.Where(g => g.IsDown).Select(g => g.Name).ToHashSet(),
            shut.Count == 0 ? null : shut.Min(g => g.ShutUntil)
        );
    }

    /// <summary>Passes a door that opens for one message at a time, and shuts it behind; false when another node was quicker.</summary>
    public static async Task<bool> Pass(
        AfterwordDb db,
        string lane,
        TimeSpan gap,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (gap == TimeSpan.Zero)
        {
            return true;
        }
        var rows = db.IsSqlite
            ? db.Gates.Where(g => g.Name == lane)
            : db.Gates.FromSql($"SELECT * FROM gates WHERE name = {lane} FOR UPDATE");
        var gate = (await rows.AsTracking().ToListAsync(ct)).SingleOrDefault();
        if (gate?.ShutUntil > now)
        {
            return false;
        }
        if (gate is null)
        {
            db.Gates.Add(gate = new Gate(lane));
        }
        gate.Wait(now + gap);
        return true;
    }

    /// <summary>Opens a door again that was passed for nothing: what was claimed has to wait for another message.</summary>
    public static async Task Reopen(
        AfterwordDb db,
        string lane,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        // It may have been passed, for the first time even, in this very write.
        var gate =
            db.Gates.Local.FirstOrDefault(g => g.Name == lane)
            ?? await db.Gates.AsTracking().SingleOrDefaultAsync(g => g.Name == lane, ct);
        gate?.Open(now);
    }

    /// <summary>Notes what some results say of the doors they came through.</summary>
    public static async Task Learn(
        AfterwordDb db,
        IReadOnlyList<(Claim Claim, SendResult Result, TimeSpan Gap)> results,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (results.All(r => IsFine(r.Result, r.Gap)) && !await AnyDown(db, results, ct))
        {
            return;
        }
        var names = results
            .SelectMany(r => new[] { r.Claim.Lane, ChannelOf(r.Claim.Lane) })
            .Distinct()
            .ToList();
        var gates = await db
            .Gates.AsTracking()
            .Where(g => names.Contains(g.Name))
            .ToDictionaryAsync(g => g.Name, ct);
        foreach (var (claim, result, gap) in results)
        {
            if (result is SendResult.TryLater { ServerDown: true } down)
            {
                Gate(ChannelOf(claim.Lane)).Failed(down.Reason, now);
            }
            else if (gates.TryGetValue(ChannelOf(claim.Lane), out var open) && open.IsDown)
            {
                open.Answered();
            }
            if (result.AskedToWait is { } asked)
            {
                Gate(claim.Lane).Wait(Later(now, asked));
            }
            else if (gap > TimeSpan.Zero)
            {
                Gate(claim.Lane).Wait(now + gap);
            }
        }

        Gate Gate(string name)
        {
            if (!gates.TryGetValue(name, out var gate))
            {
                db.Gates.Add(gates[name] = gate = new Gate(name));
            }
            return gate;
        }
    }

    /// <summary>It says nothing of its door, unless that was down.</summary>
    private static bool IsFine(SendResult result, TimeSpan gap) =>
        gap == TimeSpan.Zero
        && result is not SendResult.TryLater { ServerDown: true }
        && result.AskedToWait is null;

    private static async Task<bool> AnyDown(
        AfterwordDb db,
        IReadOnlyList<(Claim Claim, SendResult Result, TimeSpan Gap)> results,
        CancellationToken ct
    )
    {
        if (results.Count == 0)
        {
            return false;
        }
        var down = await db.Writing.Rows(
            "SELECT name FROM gates WHERE failures > 0",
            [],
            row => row.GetString(0),
            ct
        );
        return down.Count > 0 && results.Any(r => down.Contains(ChannelOf(r.Claim.Lane)));
    }

    private static DateTimeOffset Later(DateTimeOffset now, TimeSpan asked) =>
        asked > DateTimeOffset.MaxValue - now ? DateTimeOffset.MaxValue : now + asked;
}
