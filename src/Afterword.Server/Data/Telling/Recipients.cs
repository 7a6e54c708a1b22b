using Afterword.Core.Delivery;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>
/// Who gets an update: the same list the preview shows and the announcer writes deliveries for. Nobody who has left, nobody twice,
/// and of a restricted incident only those who may read it.
/// </summary>
internal static class Recipients
{
    /// <summary>The recipients of an update: those of its audience, its one person, or whoever got the one it corrects.</summary>
    /// <param name="db">Where to look.</param>
    /// <param name="update">The update.</param>
    /// <param name="incident">What it is about.</param>
    /// <param name="ct">Stops the work.</param>
    /// <param name="people">Everybody active, where many updates are asked about at once; null looks itself.</param>
    public static async Task<RecipientList> Of(
        AfterwordDb db,
        Update update,
        Incident? incident,
        CancellationToken ct,
        IReadOnlyDictionary<int, Person>? people = null
    )
    {
        if (update.CorrectionOf is { } wrong)
        {
            return await Earlier(db, wrong, ct);
        }
        var found =
            update.PersonId is { } person ? await One(db, person, incident, people, ct)
            : update.TeamId is { } team ? await OneTeam(db, team, incident, people, ct)
            : await Of(db, update.Audience, incident, ct, people);
        return
            found.All.Count == 0
            && update.Kind == UpdateKind.Escalation
            && incident is { Restricted: true }
            ? InsteadOfNobody(incident, people ?? await Everybody(db, ct))
            : found;
    }

    /// <summary>
    /// An escalation must reach somebody. Where the one it is for may not read a restricted incident, it goes to the next who may: its
    /// lead, a named reader who leads another, an administrator among them, any other.
    /// </summary>
    private static RecipientList InsteadOfNobody(
        Incident incident,
        IReadOnlyDictionary<int, Person> people
    )
    {
        var readers = incident.ReaderIds.Select(people.GetValueOrDefault).OfType<Person>().ToList();
        var next = readers
            .Where(p => p.Email.Length > 0)
            .OrderByDescending(p => p.Id == incident.LeadId)
            .ThenByDescending(p => readers.Exists(r => r.ManagerId == p.Id))
            .ThenByDescending(p => p.Role == Role.Admin)
            .ThenBy(p => p.Name, StringComparer.Ordinal)
            .FirstOrDefault();
        return next is null
            ? new RecipientList([], [.. readers.Select(p => p.Name)])
            : new RecipientList([new Recipient(next.Name, next.Email, next.Id, next.Handle)], []);
    }

    /// <summary>Everybody who has not left.</summary>
    public static async Task<IReadOnlyDictionary<int, Person>> Everybody(
        AfterwordDb db,
        CancellationToken ct
    ) => await db.People.AsNoTracking().Where(p => p.Active).ToDictionaryAsync(p => p.Id, ct);

    /// <summary>The recipients of an audience, by name.</summary>
    public static async Task<RecipientList> Of(
        AfterwordDb db,
        Audience audience,
        Incident? incident,
        CancellationToken ct,
        IReadOnlyDictionary<int, Person>? people = null
    )
    {
        var chat = await ChatTargets.Of(db, audience, incident, ct);
        // An incident without a chat of its own has its thread in the mails of those who work on it.
        if (audience == Audience.Thread)
        {
            if (chat.Count > 0)
            {
                return new RecipientList(chat, []);
            }
            audience = Audience.Technical;
        }
        var teams = await Teams(db, audience, incident, ct);
        people ??= await Everybody(db, ct);
        var chosen = Choose(audience, incident, teams, people);
        return chosen with { All = [.. chat, .. chosen.All] };
    }

    /// <summary>One team: its address, else its members.</summary>
    private static async Task<RecipientList> OneTeam(
        AfterwordDb db,
        int id,
        Incident? incident,
        IReadOnlyDictionary<int, Person>? people,
        CancellationToken ct
    )
    {
        var teams = await db.Teams.AsNoTracking().Where(t => t.Id == id).ToListAsync(ct);
        return Choose(Audience.Team, incident, teams, people ?? await Everybody(db, ct));
    }

    private static async Task<RecipientList> One(
        AfterwordDb db,
        int id,
        Incident? incident,
        IReadOnlyDictionary<int, Person>? people,
        CancellationToken ct
    )
    {
        var person = people is not null
            ? people.GetValueOrDefault(id)
            : await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Active, ct);
        return person is null || (incident?.Restricted == true && !incident.ReaderIds.Contains(id))
                ? RecipientList.Nobody
            : person.Email.Length == 0 ? new RecipientList([], [person.Name])
            : new RecipientList(
                [new Recipient(person.Name, person.Email, person.Id, person.Handle)],
                []
            );
    }

    /// <summary>Whoever got an update, or is about to: at the same targets.</summary>
    private static async Task<RecipientList> Earlier(
        AfterwordDb db,
        int wrong,
        CancellationToken ct
    )
    {
        var targets = await (
            from delivery in db.Deliveries
            where
                delivery.UpdateNumber == wrong
                && delivery.State != DeliveryState.Skipped
                && delivery.State != DeliveryState.Dead
            join person in db.People on delivery.PersonId equals person.Id into people
            from person in people.DefaultIfEmpty()
            orderby delivery.TargetName
            select new Recipient(
                delivery.TargetName,
                delivery.Target,
                delivery.PersonId,
                person == null ? null : person.Handle,
                delivery.Channel
            )
        ).ToListAsync(ct);
        return new RecipientList(targets, []);
    }

    private static async Task<List<Team>> Teams(
        AfterwordDb db,
        Audience audience,
        Incident? incident,
        CancellationToken ct
    )
    {
        int[] named = audience switch
        {
            Audience.AffectedTeams => [.. incident?.AffectedTeamIds ?? []],
            Audience.Technical when incident?.TeamId is { } own => [own],
            _ => [],
        };
        var teams = db.Teams.AsNoTracking();
        return audience switch
        {
            Audience.Leadership => await teams.Where(t => t.IsLeadership).ToListAsync(ct),
            Audience.AffectedTeams or Audience.Technical => await teams
                .Where(t => named.Contains(t.Id))
                .ToListAsync(ct),
            _ => [],
        };
    }

    private static RecipientList Choose(
        Audience audience,
        Incident? incident,
        List<Team> teams,
        IReadOnlyDictionary<int, Person> people
    )
    {
        // A team's address reaches people nobody checked, so a restricted incident goes to named readers one by one.
        var restricted = incident?.Restricted == true;
        var byAddress = restricted ? [] : teams.Where(t => t.Email.Length > 0).ToList();
        var covered = byAddress.SelectMany(Members).ToHashSet();
        var ids =
            audience == Audience.Company
                ? people.Keys
                : teams.Except(byAddress).SelectMany(Members).Concat(Named(audience, incident));
        var chosen = ids.Distinct()
            .Where(id => !covered.Contains(id) && people.ContainsKey(id))
            .Where(id => !restricted || incident!.ReaderIds.Contains(id))
            .Select(id => people[id])
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ToList();
        var all = byAddress
            .OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => new Recipient(t.Name, t.Email, null, null))
            .Concat(
                chosen
                    .Where(p => p.Email.Length > 0)
                    .Select(p => new Recipient(p.Name, p.Email, p.Id, p.Handle))
            )
            .DistinctBy(r => r.Address.ToLowerInvariant());
        return new RecipientList(
            [.. all],
            [.. chosen.Where(p => p.Email.Length == 0).Select(p => p.Name)]
        );
    }

    private static IEnumerable<int> Members(Team team) =>
        team.LeadId is { } lead ? team.MemberIds.Append(lead) : team.MemberIds;

    /// <summary>People an audience has besides its teams: engineers are also whoever led or took part.</summary>
    private static IEnumerable<int> Named(Audience audience, Incident? incident) =>
        audience == Audience.Technical && incident is not null
            ? incident
                .People.Select(p => p.PersonId)
                .Concat(incident.LeadId is { } lead ? [lead] : [])
            : [];
}

/// <summary>Who gets an update.</summary>
/// <param name="All">With an address: teams first, then people, by name.</param>
/// <param name="Unreachable">The names of those who should get it and have no address.</param>
public sealed record RecipientList(IReadOnlyList<Recipient> All, IReadOnlyList<string> Unreachable)
{
    /// <summary>Nobody at all.</summary>
    public static readonly RecipientList Nobody = new([], []);
}

/// <summary>One target of an update.</summary>
/// <param name="Name">Whose it is, in words.</param>
/// <param name="Address">The address on the channel.</param>
/// <param name="PersonId">The person behind it; null for a team.</param>
/// <param name="Handle">The person's handle; null for a team.</param>
/// <param name="Channel">The channel's id.</param>
public sealed record Recipient(
    string Name,
    string Address,
    int? PersonId,
    string? Handle,
    string Channel = "email"
);
