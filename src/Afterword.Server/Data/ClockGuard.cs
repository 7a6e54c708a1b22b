namespace Afterword.Server.Data;

/// <summary>
/// Notices a clock that was set back: what is owed would then be asked of a day that is over, and drafts that wait would be taken back.
/// While it is wrong nothing is owed, drafted or reminded of; everything goes on where it was once it is right.
/// </summary>
internal sealed class ClockGuard(Database database, TimeProvider time)
{
    /// <summary>Clocks of two nodes differ by seconds, and a clock that is being corrected steps by seconds.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromHours(1);

    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private DateTimeOffset? _askedAt;
    private DateTimeOffset _latest;

    /// <summary>How far the clock stands before what was written last; null while that is not worth a word.</summary>
    public async Task<TimeSpan?> Behind(CancellationToken ct)
    {
        var now = time.Now();
        if (MustAsk(now))
        {
            var written = await database.Plain.Rows(
                "SELECT max(e.at) FROM (SELECT at FROM events ORDER BY id DESC LIMIT 1000) e",
                [],
                row => row.InstantOrNull(0),
                ct
            );
            Note(written[0], now);
        }
        return _latest - now > Tolerance ? _latest - now : null;
    }

    /// <summary>The same in words, for an operator.</summary>
    public async Task<string?> Trouble(CancellationToken ct) =>
        await Behind(ct) is { } by
            ? $"The clock of this server stands {(by.TotalDays >= 2 ? $"{by.TotalDays:0} days" : $"{by.TotalHours:0} hours")} before what was written last. Nothing is sent by itself until it is right."
            : null;

    private bool MustAsk(DateTimeOffset now)
    {
        lock (_lock)
        {
            return _askedAt is not { } asked || now < asked || now - asked > Again;
        }
    }

    private void Note(DateTimeOffset? written, DateTimeOffset now)
    {
        lock (_lock)
        {
            var seen = _askedAt > written || written is null ? _askedAt : written;
            _latest = seen > _latest ? seen.Value : _latest;
            // While it is wrong, it is asked about each time.
            _askedAt = _latest - now > Tolerance ? null : now;
        }
    }
}
