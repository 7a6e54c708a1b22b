using System.Data.Common;
using Afterword.Server.Data;

namespace Afterword.Server.FollowThrough;

/// <summary>Asks in one small query whether there is anything to follow through: mostly there is not, and a look every two seconds should cost nothing.</summary>
internal sealed class Work(Store store)
{
    /// <summary>True when an announcement waits or something is due; also when that cannot be told.</summary>
    public async Task<bool> Waits(CancellationToken ct)
    {
        try
        {
            return await store.Plain.Any(
                """
                SELECT 1 FROM announcements UNION ALL
                SELECT 1 FROM incidents WHERE next_due_at <= @now UNION ALL
                SELECT 1 FROM updates WHERE scheduled_at <= @now UNION ALL
                SELECT 1 FROM item_reminders WHERE at <= @now UNION ALL
                SELECT 1 FROM progress_schedules WHERE next_at <= @now
                """,
                [("@now", store.Now)],
                ct
            );
        }
        catch (DbException)
        {
            return true; // the steps themselves say what is wrong
        }
    }
}
