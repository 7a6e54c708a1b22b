using Afterword.Core;
using Afterword.Core.Incidents;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.ActionItems;

/// <summary>What a new item wants to know of its incident.</summary>
internal sealed record IncidentInFew(int Number, string Title, Severity Severity);

internal static class ItemIncidents
{
    /// <summary>An incident; null when there is none or this viewer may not know of it.</summary>
    public static Task<IncidentInFew?> Find(
        AfterwordDb db,
        int? number,
        Viewer viewer,
        CancellationToken ct
    ) =>
        db
            .Incidents.To(viewer)
            .Where(i => i.Number == number)
            .Select(i => new IncidentInFew(i.Number, i.Title, i.Severity))
            .FirstOrDefaultAsync(ct);

    /// <summary>Keys of the newest incidents, to propose in a form.</summary>
    public static async Task<IReadOnlyList<string>> Offer(
        AfterwordDb db,
        Viewer viewer,
        KeyPrefixes keys,
        CancellationToken ct
    )
    {
        var newest = await db
            .Incidents.To(viewer)
            .OrderByDescending(i => i.Number)
            .Select(i => i.Number)
            .Take(50)
            .ToListAsync(ct);
        return [.. newest.Select(keys.OfIncident)];
    }
}
