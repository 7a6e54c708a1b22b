using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>The people, teams and services that the words of some documents name. Only an exact @handle or an exact full name counts.</summary>
internal sealed class Known
{
    private readonly Dictionary<string, int> _people = [];
    private readonly Dictionary<string, int> _teams = [];
    private readonly Dictionary<string, int> _services = [];

    /// <summary>Looks up every owner, team and service the documents name.</summary>
    public static async Task<Known> Load(
        AfterwordDb db,
        IReadOnlyList<PostMortemDocument> documents,
        CancellationToken ct
    )
    {
        string[] owners = Distinct(
            documents
                .SelectMany(d => d.ActionItems.Select(i => i.Owner))
                .Concat(documents.Select(d => d.Team))
        );
        string[] services = Distinct(documents.SelectMany(d => d.Services));
        string[] handles = [.. owners.Concat(services).Select(Bare).Distinct()];
        var known = new Known();
        foreach (
            var person in await db
                .People.Where(p => handles.Contains(p.Handle) || owners.Contains(p.Name))
                .Select(p => new
                {
                    p.Id,
                    p.Handle,
                    p.Name,
                })
                .ToListAsync(ct)
        )
        {
            Add(known._people, person.Id, person.Handle, person.Name);
        }
        foreach (
            var team in await db
                .Teams.Where(t => handles.Contains(t.Handle) || owners.Contains(t.Name))
                .Select(t => new
                {
                    t.Id,
                    t.Handle,
                    t.Name,
                })
                .ToListAsync(ct)
        )
        {
            Add(known._teams, team.Id, team.Handle, team.Name);
        }
        foreach (
            var service in await db
                .Services.Where(s => handles.Contains(s.Handle) || services.Contains(s.Name))
                .Select(s => new
                {
                    s.Id,
                    s.Handle,
                    s.Name,
                })
                .ToListAsync(ct)
        )
        {
            Add(known._services, service.Id, service.Handle, service.Name);
            known._services.TryAdd(service.Handle, service.Id);
        }
        return known;
    }

    /// <summary>The person that an owner's words name; null for nobody, or for two of one name.</summary>
    public int? Person(string? words) => Find(_people, words);

    /// <summary>The team that an owner's words name.</summary>
    public int? Team(string? words) => Find(_teams, words);

    /// <summary>The team that the front matter names: there a bare handle is enough, since our own export writes it so.</summary>
    public int? TeamField(string? words) =>
        Find(_teams, words) ?? Find(_teams, words is null ? null : $"@{words}");

    /// <summary>The service that a name or a handle names.</summary>
    public int? Service(string words) => Find(_services, words);

    private static int? Find(Dictionary<string, int> known, string? words)
    {
        var trimmed = words?.Trim() ?? "";
        return
            known.TryGetValue(
                trimmed.StartsWith('@') ? trimmed.ToLowerInvariant() : trimmed,
                out var id
            )
            && id != 0
            ? id
            : null;
    }

    private static void Add(Dictionary<string, int> known, int id, string handle, string name)
    {
        known[$"@{handle}"] = id;
        // Two of one name: the words name neither.
        known[name] = known.ContainsKey(name) ? 0 : id;
    }

    private static string[] Distinct(IEnumerable<string?> words) =>
        [.. words.Select(w => w?.Trim() ?? "").Where(w => w.Length > 0).Distinct()];

    private static string Bare(string words) => words.TrimStart('@').ToLowerInvariant();
}
