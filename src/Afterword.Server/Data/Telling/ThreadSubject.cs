using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>The subject of an incident's thread: that of the first message that left. Readers outside have a thread of their own.</summary>
internal static class ThreadSubject
{
    /// <summary>The subject every further message keeps; null while none has left.</summary>
    public static Task<string?> Of(
        AfterwordDb db,
        int incident,
        Audience audience,
        CancellationToken ct
    )
    {
        var outside = Audiences.IsOutside(audience);
        return db
            .Updates.AsNoTracking()
            .Where(u =>
                u.IncidentNumber == incident
                && u.ApprovedAt != null
                && u.State != UpdateState.Scheduled
                && u.State != UpdateState.Discarded
                && u.Audience == Audience.Customers == outside
            )
            .OrderBy(u => u.ApprovedAt)
            .ThenBy(u => u.Number)
            .Select(u => u.Subject)
            .FirstOrDefaultAsync(ct);
    }
}
