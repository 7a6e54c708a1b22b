using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems;

/// <summary>The handles behind the numbers in a document.</summary>
internal sealed record HandleNames(
    IReadOnlyDictionary<int, string> People,
    IReadOnlyDictionary<int, string> Teams,
    IReadOnlyDictionary<int, string> Services
)
{
    public string? Person(int? id) => Of(People, id);

    public string? Team(int? id) => Of(Teams, id);

    public string? Service(int? id) => Of(Services, id);

    /// <summary>Loads those that an incident and its items name.</summary>
    public static async Task<HandleNames> Load(
        AfterwordDb db,
        Incident incident,
        IReadOnlyList<ActionItem> items,
        CancellationToken ct
    )
    {
        int[] people = [.. items.Select(a => a.OwnerId).OfType<int>().Distinct()];
        int[] teams =
        [
            .. items.Select(a => a.OwnerTeamId).Append(incident.TeamId).OfType<int>().Distinct(),
        ];
        int[] services = [.. incident.ServiceIds];
        return new HandleNames(
            await db
                .People.Where(p => people.Contains(p.Id))
                .ToDictionaryAsync(p => p.Id, p => p.Handle, ct),
            await db
                .Teams.Where(t => teams.Contains(t.Id))
                .ToDictionaryAsync(t => t.Id, t => t.Handle, ct),
            await db
                .Services.Where(s => services.Contains(s.Id))
                .ToDictionaryAsync(s => s.Id, s => s.Handle, ct)
        );
    }

    private static string? Of(IReadOnlyDictionary<int, string> names, int? id) =>
        id is { } known ? names.GetValueOrDefault(known) : null;
}
