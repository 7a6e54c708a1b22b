using Afterword.Core;
using Afterword.Core.Incidents;
using Afterword.Server.Data;

namespace Afterword.Server.Features.Incidents;

/// <summary>What a door was given for an incident: people, teams and services by handle. A null list means "not said".</summary>
internal sealed record IncidentInput
{
    /// <summary>The fields that hold no handles.</summary>
    public required IncidentDetails Plain { get; init; }

    public string? Team { get; init; }
    public string? Lead { get; init; }
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Null: proposed from the services that are new.</summary>
    public IReadOnlyList<string>? AffectedTeams { get; init; }

    /// <summary>Adds the owners of services that are new to the named teams, except teams that were just taken off.</summary>
    public bool AddsOwners { get; init; }

    public IReadOnlyList<InvolvedInput> People { get; init; } = [];
    public IReadOnlyList<string> Readers { get; init; } = [];

    /// <summary>Finds the numbers behind the handles and checks what people, unlike documents, must keep to.</summary>
    /// <param name="db">The write.</param>
    /// <param name="current">The incident as it stands; null for a new one.</param>
    /// <param name="now">The instant of the deed.</param>
    /// <exception cref="RuleException">A handle names nobody, or the instants contradict.</exception>
    public async Task<IncidentDetails> Resolve(
        AfterwordDb db,
        Incident? current,
        DateTimeOffset now
    )
    {
        var book = await HandleBook.Open(
            db,
            [Lead, .. People.Select(p => p.Handle), .. Readers],
            [Team, .. AffectedTeams ?? []],
            Services
        );
        int[] services = [.. Services.Select(s => book.Service(s, "services")).OfType<int>()];
        var details = Plain with
        {
            TeamId = book.Team(Team, "team"),
            LeadId = book.Person(Lead, "lead"),
            ServiceIds = services,
            AffectedTeamIds = Teams(book, current, services),
            People =
            [
                .. People
                    .Select(p => (Id: book.Person(p.Handle, "people"), p.Role))
                    .Where(p => p.Id is not null)
                    .Select(p => new InvolvedPerson(p.Id!.Value, (p.Role ?? "").Trim())),
            ],
            ReaderIds = [.. Readers.Select(r => book.Person(r, "readers")).OfType<int>()],
        };
        IncidentRules.CheckOrder(details);
        IncidentRules.CheckNotAhead(details, now);
        return details;
    }

    private IReadOnlyList<int> Teams(HandleBook book, Incident? current, int[] services)
    {
        IReadOnlyList<int> before = current?.AffectedTeamIds ?? [];
        int[]? named = AffectedTeams is null
            ? null
            : [.. AffectedTeams.Select(t => book.Team(t, "affectedTeams")).OfType<int>()];
        if (named is not null && !AddsOwners)
        {
            return named;
        }
        int[] takenOff = named is null ? [] : [.. before.Except(named)];
        return Core.Incidents.AffectedTeams.Propose(
            named ?? before,
            current?.ServiceIds ?? [],
            services,
            service =>
                book.OwnerOf(service) is { } owner && !takenOff.Contains(owner) ? owner : null
        );
    }
}

/// <summary>Somebody who took part, by handle.</summary>
internal sealed record InvolvedInput(string? Handle, string? Role);
