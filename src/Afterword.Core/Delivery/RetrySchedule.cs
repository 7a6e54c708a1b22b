namespace Afterword.Core.Delivery;

/// <summary>
/// When a delivery that came back <see cref="SendResult.TryLater"/> is tried again, and when it is over.
/// Pure: the clock and the jitter are passed in.
/// </summary>
public sealed class RetrySchedule
{
    /// <summary>How far jitter moves a delay: 0.2 is a fifth of it, earlier or later (reliability.md section 6).</summary>
    public const double JitterShare = 0.2;

    private readonly TimeSpan[] _delays;
    private readonly TimeSpan? _goesOnFor;

    private RetrySchedule(TimeSpan[] delays, TimeSpan? goesOnFor)
    {
        _delays = delays;
        _goesOnFor = goesOnFor;
    }

    /// <summary>
    /// Mail that was refused for now (4xx): after 1, 5, 15 and 30 minutes, then hourly, until 4 days after the first try.
    /// Source: RFC 5321 section 4.5.4.1 (give up after "at least 4–5 days"), reliability.md section 6.
    /// </summary>
    public static RetrySchedule Mail { get; } =
        new(
            [
                TimeSpan.FromMinutes(1),
                TimeSpan.FromMinutes(5),
                TimeSpan.FromMinutes(15),
                TimeSpan.FromMinutes(30),
                TimeSpan.FromHours(1),
            ],
            goesOnFor: TimeSpan.FromDays(4)
        );

    /// <summary>
    /// Webhooks: ten tries in all, at 0 s and then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h (75:35:05 in sum).
    /// Source: Standard Webhooks 1.0, "Deliverability and reliability".
    /// </summary>
    public static RetrySchedule Webhook { get; } =
        new(
            [
                TimeSpan.FromSeconds(5),
                TimeSpan.FromMinutes(5),
                TimeSpan.FromMinutes(30),
                TimeSpan.FromHours(2),
                TimeSpan.FromHours(5),
                TimeSpan.FromHours(10),
                TimeSpan.FromHours(14),
                TimeSpan.FromHours(20),
                TimeSpan.FromHours(24),
            ],
            goesOnFor: null
        );

    /// <summary>
    /// Chat (Slack, Teams): what the service asks for exactly (Retry-After), else after 1 s, 5 s, 15 s, 30 s, 1, 2 and then every 5 minutes,
    /// for a day. Source: reliability.md section 6; the day is our choice: older chat is nobody's news.
    /// </summary>
    public static RetrySchedule Chat { get; } =
        new(
            [
                TimeSpan.FromSeconds(1),
                TimeSpan.FromSeconds(5),
                TimeSpan.FromSeconds(15),
                TimeSpan.FromSeconds(30),
                TimeSpan.FromMinutes(1),
                TimeSpan.FromMinutes(2),
                TimeSpan.FromMinutes(5),
            ],
            goesOnFor: TimeSpan.FromDays(1)
        );

    /// <summary>
    /// The instant of the next try, or null when no further try is made and the delivery is dead.
    /// Example: mail first tried at 12:00 and refused at 12:00, jitter 0, gives 12:01.
    /// </summary>
    /// <param name="triesMade">How many tries were made so far, the one just ended included; 1 or more.</param>
    /// <param name="firstTryAt">When the first try began.</param>
    /// <param name="now">When the last try ended.</param>
    /// <param name="jitter">−1 to 1: −1 is a fifth earlier, 0 exact, 1 a fifth later.</param>
    /// <param name="askedFor">
    /// What the target asked for (<see cref="SendResult.TryLater.After"/>): kept exactly and never shortened, except that the
    /// schedule's first step is the least, so that a target saying "0 seconds" is not hammered.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="triesMade"/> or <paramref name="jitter"/> is out of range.</exception>
    public DateTimeOffset? NextTryAt(
        int triesMade,
        DateTimeOffset firstTryAt,
        DateTimeOffset now,
        double jitter,
        TimeSpan? askedFor = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(triesMade, 1);
        if (jitter is not (>= -1 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(jitter), jitter, "Between -1 and 1.");
        if (_goesOnFor is null && triesMade > _delays.Length)
            return null;

        var wait = askedFor is { } asked
            ? Longer(asked, _delays[0])
            : _delays[Math.Min(triesMade, _delays.Length) - 1] * (1 + JitterShare * jitter);
        if (wait > DateTimeOffset.MaxValue - now)
            return null;

        var next = now + wait;
        return next - firstTryAt > _goesOnFor ? null : next;
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
