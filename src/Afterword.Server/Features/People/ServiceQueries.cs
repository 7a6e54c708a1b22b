using Afterword.Core.People;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.People;

/// <summary>A service as lists, pages and the API show it.</summary>
internal sealed record ServiceRow(
    string Handle,
    string Name,
    Named? OwnerTeam,
    IReadOnlyList<string> Tags,
    int Version
);

/// <summary>Reads of services. The order is name, then number.</summary>
internal static class ServiceQueries
{
    private sealed record Place(string Name, int Id);

    public static async Task<Page<ServiceRow>> Page(
        AfterwordDb db,
        PageQuery page,
        CancellationToken ct = default
    )
    {
        IQueryable<Service> services = db.Services;
        if (page.After<Place>() is { } after)
        {
            services = services.Where(s =>
                string.Compare(s.Name, after.Name) > 0 || (s.Name == after.Name && s.Id > after.Id)
            );
        }
        var rows = await services
            .OrderBy(s => s.Name)
            .ThenBy(s => s.Id)
            .Take(page.Rows + 1)
            .ToListAsync(ct);
        var cut = page.Cut(rows, s => new Place(s.Name, s.Id));
        return new Page<ServiceRow>(await Rows(db, cut.Items, ct), cut.Next);
    }

    /// <summary>One service; null when there is none.</summary>
    public static async Task<ServiceRow?> Find(
        AfterwordDb db,
        string handle,
        CancellationToken ct = default
    )
    {
        var service = await db.Services.SingleOrDefaultAsync(s => s.Handle == handle, ct);
        return service is null ? null : (await Rows(db, [service], ct))[0];
    }

    private static async Task<IReadOnlyList<ServiceRow>> Rows(
        AfterwordDb db,
        IReadOnlyList<Service> services,
        CancellationToken ct
    )
    {
        int?[] ids = [.. services.Select(s => s.OwnerTeamId).Distinct()];
        var teams = await db
            .Teams.Where(t => ids.Contains(t.Id))
            .ToDictionaryAsync(t => t.Id, t => new Named(t.Handle, t.Name), ct);
        return
        [
            .. services.Select(s => new ServiceRow(
                s.Handle,
                s.Name,
                s.OwnerTeamId is { } owner ? teams[owner] : null,
                s.Tags,
                s.Version
            )),
        ];
    }
}
