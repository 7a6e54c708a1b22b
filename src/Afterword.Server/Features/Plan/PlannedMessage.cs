using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Plan;

/// <summary>A message ahead, found by its slot.</summary>
/// <param name="Owed">What is owed.</param>
/// <param name="Incident">The incident; null for a person's reminders.</param>
/// <param name="Items">The items of a person's reminders.</param>
internal sealed record PlannedMessage(
    Obligation Owed,
    Incident? Incident,
    IReadOnlyList<AnsweredItem> Items
)
{
    private const int DaysAhead = 91;

    /// <summary>Finds it among what lies ahead; null when there is no such message, or none the viewer may see.</summary>
    public static async Task<PlannedMessage?> Find(
        AfterwordDb db,
        Viewer viewer,
        string slot,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        slot.StartsWith('@') ? await OfPerson(db, viewer, slot, now, ct)
        : await IncidentOf(db, viewer, slot, ct) is { } incident
            ? await OfIncident(db, incident, slot, now, ct)
        : null;

    /// <summary>The words as they would be now.</summary>
    public async Task<Words?> Write(
        AfterwordDb db,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (Incident is not null)
        {
            var rules = await CadenceRules.Of(db, ct);
            return OwedWords.Write(
                Owed,
                await IncidentFacts.Of(db, Incident, site, rules.Calendar.Policy, now, ct),
                site
            );
        }
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == Owed.PersonId, ct);
        var zone = (await CadenceRules.Of(db, ct)).ZoneOf(person.TimeZone);
        var facts = await DigestFacts.Load(db, Owed.ItemNumbers, site, Owed.OpensAt, ct);
        var news = facts.For(
            person.Id,
            person.Name,
            person.Handle,
            WorkCalendar.DayOf(Owed.OpensAt, zone),
            Owed.ItemNumbers.Select(number => (number, false))
        );
        return news.Items.Count == 0 ? null : Drafting.Write(Owed.Audience, news, site.Templates);
    }

    private static async Task<PlannedMessage?> OfIncident(
        AfterwordDb db,
        Incident incident,
        string slot,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rules = await CadenceRules.Of(db, ct);
        var state = (await CadenceStates.Load(db, [incident], rules, ct))[incident.Number];
        var owed = Forecast
            .ForIncident(state, rules.Calendar, now, now.AddDays(DaysAhead))
            .FirstOrDefault(o => o.Slot == slot);
        return owed is null ? null : new PlannedMessage(owed, incident, []);
    }

    private static async Task<PlannedMessage?> OfPerson(
        AfterwordDb db,
        Viewer viewer,
        string slot,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var handle = slot[1..].Split('/')[0];
        var rules = await CadenceRules.Of(db, ct);
        if (
            await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Handle == handle, ct)
            is not { } person
        )
        {
            return null;
        }
        var items = await AnsweredItems.Load(
            db,
            db.VisibleItems(viewer)
                .Where(a =>
                    EF.Property<int>(a, Data.Mapping.ActionItemMap.Closed) == 0
                    && (
                        a.OwnerId == person.Id
                        || (
                            a.OwnerId == null
                            && db.Teams.Any(t => t.Id == a.OwnerTeamId && t.LeadId == person.Id)
                        )
                    )
                ),
            ct
        );
        var state = new PersonState(
            person.Id,
            person.Handle,
            person.ManagerId,
            rules.ZoneOf(person.TimeZone),
            person.Active
        );
        var wishes = await db
            .PlanChanges.AsNoTracking()
            .Where(c => c.PersonId == person.Id)
            .ToDictionaryAsync(c => c.Slot, c => c.Wish, ct);
        var digest = Forecast
            .ForPerson(
                state,
                [
                    .. items
                        .Where(i => i.FollowedAt is not null)
                        .Select(i => new OwnedItem(
                            i.State,
                            i.Row.IncidentNumber,
                            i.FollowedAt!.Value
                        )),
                ],
                rules.Calendar,
                now,
                now.AddDays(DaysAhead),
                wishes
            )
            .FirstOrDefault(d => d.Owed.Slot == slot);
        return digest is null ? null : new PlannedMessage(digest.Owed, null, items);
    }

    /// <summary>The incident behind a slot, which has the shipped prefixes whatever the setting says.</summary>
    private static async Task<Incident?> IncidentOf(
        AfterwordDb db,
        Viewer viewer,
        string slot,
        CancellationToken ct
    )
    {
        var head = slot.Split('/')[0].Split('-');
        if (head is not [var prefix, var digits] || !int.TryParse(digits, out var number))
        {
            return null;
        }
        var incident =
            prefix == "INC" ? number
            : prefix == "OUT"
                ? await db
                    .ActionItems.Where(a => a.Number == number)
                    .Select(a => (int?)a.IncidentNumber)
                    .SingleOrDefaultAsync(ct)
            : null;
        return incident is null
            ? null
            : await db
                .Incidents.To(viewer)
                .AsNoTracking()
                .SingleOrDefaultAsync(i => i.Number == incident, ct);
    }
}
