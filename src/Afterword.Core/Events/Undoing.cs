using System.Globalization;

namespace Afterword.Core.Events;

/// <summary>What holds for every deed that is taken back.</summary>
public static class Undoing
{
    /// <summary>How long a deed can be taken back.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromHours(1);

    /// <summary>Whether there is still time.</summary>
    public static bool InTime(DateTimeOffset deed, DateTimeOffset now) => now - deed <= Within;

    /// <summary>Refuses what is too old.</summary>
    /// <exception cref="RuleException">It is.</exception>
    public static void MustBeInTime(DateTimeOffset deed, DateTimeOffset now)
    {
        if (!InTime(deed, now))
        {
            throw new RuleException(
                "",
                "That is more than an hour ago. Change it by hand; the history shows what was there."
            );
        }
    }

    /// <summary>What the history says of it: <c>Undo of 14:02:11 UTC</c>.</summary>
    public static string Why(DateTimeOffset deed) =>
        $"Undo of {deed.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
}
