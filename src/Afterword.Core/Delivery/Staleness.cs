using Afterword.Core.Updates;

namespace Afterword.Core.Delivery;

/// <summary>How late a message may still go out by itself (reliability.md B8).</summary>
public static class Staleness
{
    /// <summary>A first summary is owed within 24 hours; two days after that hour it would tell of something readers know already.</summary>
    public static readonly TimeSpan FirstSummary = TimeSpan.FromHours(48);

    /// <summary>A digest says what is due today; the next one follows a day later and says it better.</summary>
    public static readonly TimeSpan Digest = TimeSpan.FromHours(20);

    /// <summary>A weekly follow-up may be late by half a week; then the next is nearer than this one.</summary>
    public static readonly TimeSpan Weekly = TimeSpan.FromHours(84);

    /// <summary>From when on a message of this update is not sent without asking, UTC; null when it is worth reading however late.</summary>
    /// <param name="update">The update.</param>
    /// <param name="now">When its delivery is made.</param>
    public static DateTimeOffset? Of(Update update, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(update);
        DateTimeOffset? limit = update.Kind switch
        {
            UpdateKind.InitialSummary => update.DueAt + FirstSummary,
            UpdateKind.ReminderDigest => now + Digest,
            UpdateKind.WeeklyFollowUp or UpdateKind.LeadershipDigest => now + Weekly,
            _ => null,
        };
        // Approved when it was late already: somebody wants it out.
        return limit > now ? limit : null;
    }
}
