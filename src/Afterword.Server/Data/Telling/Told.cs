using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>Who was told of an incident already: those to whom a date that moves was promised.</summary>
internal static class Told
{
    /// <summary>The audiences inside that got a message about it, in the order of the audiences.</summary>
    public static async Task<IReadOnlyList<Audience>> Inside(
        AfterwordDb db,
        int incident,
        CancellationToken ct
    )
    {
        var told = await db
            .Updates.AsNoTracking()
            .Where(u =>
                u.IncidentNumber == incident
                && (
                    u.State == UpdateState.Approved
                    || u.State == UpdateState.Sent
                    || u.State == UpdateState.PartlyFailed
                )
            )
            .Select(u => u.Audience)
            .Distinct()
            .ToListAsync(ct);
        return [.. Audiences.Written.Where(a => told.Contains(a) && !Audiences.IsOutside(a))];
    }
}
