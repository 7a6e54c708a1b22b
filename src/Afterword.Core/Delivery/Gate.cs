namespace Afterword.Core.Delivery;

/// <summary>
/// A door that many deliveries pass: a whole channel (<c>email</c>, one server stands behind it) or one lane (<c>slack:c0123</c>). It is
/// held shut while its server is down, while it asked us to wait, and between two messages where it takes one at a time. Kept in the
/// database, so that every node, and the next start, holds to it.
/// </summary>
public sealed class Gate
{
    /// <summary>The longest wait between two looks whether a server answers again.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private Gate() { }

    /// <summary>An open gate.</summary>
    public Gate(string name) => Name = name;

    /// <summary>The channel's id, or the lane.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Nothing is claimed before this instant, UTC.</summary>
    public DateTimeOffset ShutUntil { get; private set; } = DateTimeOffset.UnixEpoch;

    /// <summary>How many looks in a row found the server down; 0 while it answers.</summary>
    public int Failures { get; private set; }

    /// <summary>What the last look found; empty while the server answers.</summary>
    public string Trouble { get; private set; } = "";

    /// <summary>True while the server is known to be down: one message at a time then tries whether it answers again.</summary>
    public bool IsDown => Failures > 0;

    /// <summary>Lets nothing through before an instant; never shortens an earlier wait.</summary>
    public void Wait(DateTimeOffset until) => ShutUntil = until > ShutUntil ? until : ShutUntil;

    /// <summary>Lets the next one through from an instant on, whatever the wait was.</summary>
    public void Open(DateTimeOffset now) => ShutUntil = now;

    /// <summary>
    /// The server was found down: shut for 1, 2, 4, … seconds, at most 5 minutes. Tries that were under way while it was shut already
    /// say nothing new.
    /// </summary>
    public void Failed(string trouble, DateTimeOffset now)
    {
        Trouble = trouble;
        if (now < ShutUntil)
        {
            return;
        }
        Failures++;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(Failures, 20) - 1));
        ShutUntil = now + (pause < LongestPause ? pause : LongestPause);
    }

    /// <summary>The server answers.</summary>
    public void Answered() => (ShutUntil, Failures, Trouble) = (DateTimeOffset.UnixEpoch, 0, "");
}
