using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Incidents;

/// <summary>What an incident form and the filter line offer, by handle and name, in the order of names.</summary>
[Offered]
public sealed record IncidentChoices(
    IReadOnlyList<(string Handle, string Name)> People,
    IReadOnlyList<(string Handle, string Name)> Teams,
    IReadOnlyList<(string Handle, string Name)> Services
)
{
    private const int Most = 1_000;

    public static readonly IncidentChoices None = new([], [], []);

    /// <summary>Teams and services; people too where <paramref name="people"/> says so.</summary>
    internal static async Task<IncidentChoices> Load(AfterwordDb db, bool people = false)
    {
        var persons = people
            ? await db
                .People.Where(p => p.Active)
                .OrderBy(p => p.Name)
                .ThenBy(p => p.Id)
                .Select(p => new { p.Handle, p.Name })
                .Take(Most)
                .ToListAsync()
            : [];
        var teams = await db
            .Teams.OrderBy(t => t.Name)
            .ThenBy(t => t.Id)
            .Select(t => new { t.Handle, t.Name })
            .Take(Most)
            .ToListAsync();
        var services = await db
            .Services.OrderBy(s => s.Name)
            .ThenBy(s => s.Id)
            .Select(s => new { s.Handle, s.Name })
            .Take(Most)
            .ToListAsync();
        return new IncidentChoices(
            [.. persons.Select(p => (p.Handle, p.Name))],
            [.. teams.Select(t => (t.Handle, t.Name))],
            [.. services.Select(s => (s.Handle, s.Name))]
        );
    }
}
