using Afterword.Core;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Incidents;

/// <summary>Finds who is behind the handles that a form or a program names. Asked once per deed, inside the write.</summary>
internal sealed class HandleBook
{
    private readonly Dictionary<string, int> _people;
    private readonly Dictionary<string, int> _teams;
    private readonly Dictionary<string, (int Id, int? Owner)> _services;

    private HandleBook(
        Dictionary<string, int> people,
        Dictionary<string, int> teams,
        Dictionary<string, (int, int?)> services
    ) => (_people, _teams, _services) = (people, teams, services);

    /// <summary>Looks the handles up, with or without <c>@</c>, any case; empty ones name nobody.</summary>
    public static async Task<HandleBook> Open(
        AfterwordDb db,
        IEnumerable<string?> people,
        IEnumerable<string?> teams,
        IEnumerable<string?> services,
        CancellationToken ct = default
    )
    {
        var (persons, groups, things) = (Bare(people), Bare(teams), Bare(services));
        return new HandleBook(
            await db
                .People.Where(p => persons.Contains(p.Handle))
                .ToDictionaryAsync(p => p.Handle, p => p.Id, ct),
            await db
                .Teams.Where(t => groups.Contains(t.Handle))
                .ToDictionaryAsync(t => t.Handle, t => t.Id, ct),
            await db
                .Services.Where(s => things.Contains(s.Handle))
                .ToDictionaryAsync(s => s.Handle, s => (s.Id, s.OwnerTeamId), ct)
        );
    }

    /// <summary>The person of a handle; null for an empty one.</summary>
    /// <exception cref="RuleException">There is no such person.</exception>
    public int? Person(string? handle, string field) =>
        Bare(handle) is not { } bare ? null
        : _people.TryGetValue(bare, out var id) ? id
        : throw new RuleException(
            field,
            $"There is no person @{bare}. Add them first, or check the spelling."
        );

    /// <summary>The team of a handle; null for an empty one.</summary>
    /// <exception cref="RuleException">There is no such team.</exception>
    public int? Team(string? handle, string field) =>
        Bare(handle) is not { } bare ? null
        : _teams.TryGetValue(bare, out var id) ? id
        : throw new RuleException(
            field,
            $"There is no team @{bare}. Add it first, or check the spelling."
        );

    /// <summary>The service of a handle; null for an empty one.</summary>
    /// <exception cref="RuleException">There is no such service.</exception>
    public int? Service(string? handle, string field) =>
        Bare(handle) is not { } bare ? null
        : _services.TryGetValue(bare, out var service) ? service.Id
        : throw new RuleException(
            field,
            $"There is no service '{bare}'. Add it first, or check the spelling."
        );

    /// <summary>The team that owns a service of this book; null when nobody does.</summary>
    public int? OwnerOf(int service) => _services.Values.FirstOrDefault(s => s.Id == service).Owner;

    private static string[] Bare(IEnumerable<string?> handles) =>
        [.. handles.Select(Bare).OfType<string>().Distinct()];

    private static string? Bare(string? handle) =>
        handle?.Trim().TrimStart('@').ToLowerInvariant() is { Length: > 0 } bare ? bare : null;
}
