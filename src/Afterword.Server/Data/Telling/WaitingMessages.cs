using Afterword.Core.Delivery;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>Messages that are due and do not leave: what a banner and the readiness page tell an operator.</summary>
/// <param name="Since">Since when the oldest waits, UTC.</param>
/// <param name="Many">How many wait that long; counts to 1,000.</param>
/// <param name="Troubles">What the servers that are down said, one sentence each.</param>
internal sealed record WaitingMessages(
    DateTimeOffset Since,
    int Many,
    IReadOnlyList<string> Troubles
)
{
    /// <summary>How long a due message may wait before somebody is told (reliability.md section 6).</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>Those that have waited longer than <see cref="Patience"/>; null when there are none.</summary>
    public static async Task<WaitingMessages?> Of(
        AfterwordDb db,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var limit = now - Patience;
        if (
            !await db.Plain.Any(
                "SELECT 1 FROM deliveries WHERE claimable_at <= @limit AND state <> 'leased'",
                [("@limit", limit)],
                ct
            )
        )
        {
            return null;
        }
        var late = db.Deliveries.Where(d =>
            d.ClaimableAt <= limit && d.State != DeliveryState.Leased
        );
        if (await late.MinAsync(d => d.ClaimableAt, ct) is not { } since)
        {
            return null;
        }
        return new WaitingMessages(
            since,
            await late.Take(1000).CountAsync(ct),
            await db
                .Gates.Where(g => g.Failures > 0)
                .OrderBy(g => g.Name)
                .Select(g => g.Trouble)
                .ToListAsync(ct)
        );
    }
}
