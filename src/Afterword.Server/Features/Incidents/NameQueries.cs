using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Incidents;

/// <summary>The people, teams and services behind the numbers in an incident: pages and the API show names, never numbers.</summary>
public static class NameQueries
{
    /// <summary>Somebody or something as others refer to it.</summary>
    public sealed record Named(string Handle, string Name);

    /// <summary>Which names are wanted.</summary>
    public sealed class Wanted
    {
        public HashSet<int> People { get; } = [];
        public HashSet<int> Teams { get; } = [];
        public HashSet<int> Services { get; } = [];

        public Wanted Person(params IEnumerable<int?> ids) => Add(People, ids);

        public Wanted Team(params IEnumerable<int?> ids) => Add(Teams, ids);

        public Wanted Service(params IEnumerable<int> ids) => Add(Services, ids.Cast<int?>());

        private Wanted Add(HashSet<int> set, IEnumerable<int?> ids)
        {
            set.UnionWith(ids.OfType<int>());
            return this;
        }
    }

    /// <summary>Names by number; a number nobody has any more gives null.</summary>
    public sealed record Names(
        IReadOnlyDictionary<int, Named> People,
        IReadOnlyDictionary<int, Named> Teams,
        IReadOnlyDictionary<int, Named> Services
    )
    {
        public Named? Person(int? id) => Of(People, id);

        public Named? Team(int? id) => Of(Teams, id);

        public Named? Service(int? id) => Of(Services, id);

        private static Named? Of(IReadOnlyDictionary<int, Named> names, int? id) =>
            id is { } known ? names.GetValueOrDefault(known) : null;
    }

    /// <summary>Loads the names that are wanted, and no others.</summary>
    internal static async Task<Names> Load(
        AfterwordDb db,
        Wanted wanted,
        CancellationToken ct = default
    )
    {
        int[] people = [.. wanted.People];
        int[] teams = [.. wanted.Teams];
        int[] services = [.. wanted.Services];
        return new Names(
            people.Length == 0
                ? []
                : await db
                    .People.Where(p => people.Contains(p.Id))
                    .ToDictionaryAsync(p => p.Id, p => new Named(p.Handle, p.Name), ct),
            teams.Length == 0
                ? []
                : await db
                    .Teams.Where(t => teams.Contains(t.Id))
                    .ToDictionaryAsync(t => t.Id, t => new Named(t.Handle, t.Name), ct),
            services.Length == 0
                ? []
                : await db
                    .Services.Where(s => services.Contains(s.Id))
                    .ToDictionaryAsync(s => s.Id, s => new Named(s.Handle, s.Name), ct)
        );
    }
}
