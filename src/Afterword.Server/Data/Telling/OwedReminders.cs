using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data.Mapping;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>
/// Bundles what is due for many people at once: one message a person and day, and the next instants of all their items, in a handful
/// of statements. Two nodes at once, or one twice, make nothing twice: the slot of a person's day is unique.
/// </summary>
internal static class OwedReminders
{
    /// <summary>Writes the reminders of some people.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="people">Whose turn it is.</param>
    /// <param name="site">What keys and addresses look like here.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Stops the work.</param>
    /// <returns>How many messages were made.</returns>
    public static async Task<int> Write(
        AfterwordDb db,
        IReadOnlyCollection<int> people,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rules = await CadenceRules.Of(db, ct);
        var due = (await Due(db, people, now, ct)).ToLookup(item => item.PersonId!.Value);
        var persons = await db
            .People.AsNoTracking()
            .Where(p => people.Contains(p.Id))
            .ToListAsync(ct);
        var turns = persons.Select(p => new Turn(p, rules, now, [.. due[p.Id]])).ToList();
        var digests = turns.Where(t => t.Digest is not null).ToDictionary(t => t.Digest!.Owed.Slot);
        var settled = await Settled(db, [.. digests.Keys], ct);
        foreach (var slot in settled)
        {
            digests.Remove(slot);
        }
        var made = await Make(db, [.. digests.Values], site, now, ct);
        await NextReminders.Set(db, turns.SelectMany(t => t.Next()), ct);
        return made;
    }

    /// <summary>The items whose morning has come for some people.</summary>
    private static Task<List<AnsweredItem>> Due(
        AfterwordDb db,
        IReadOnlyCollection<int> people,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        AnsweredItems.Load(
            db,
            db.ActionItems.Where(a =>
                EF.Property<DateTimeOffset?>(a, ActionItemMap.NextReminderAt) <= now
                && (
                    (a.OwnerId != null && people.Contains(a.OwnerId.Value))
                    || (
                        a.OwnerId == null
                        && db.Teams.Any(t =>
                            t.Id == a.OwnerTeamId
                            && t.LeadId != null
                            && people.Contains(t.LeadId.Value)
                        )
                    )
                )
            ),
            ct
        );

    /// <summary>The days that were told already, or that somebody skipped.</summary>
    private static async Task<List<string>> Settled(
        AfterwordDb db,
        string[] slots,
        CancellationToken ct
    ) =>
        slots.Length == 0
            ? []
            :
            [
                .. await db
                    .Updates.Where(u => slots.Contains(u.Slot))
                    .Select(u => u.Slot)
                    .ToListAsync(ct),
                .. await db
                    .PlanChanges.Where(c => slots.Contains(c.Slot) && c.Skipped)
                    .Select(c => c.Slot)
                    .ToListAsync(ct),
            ];

    private static async Task<int> Make(
        AfterwordDb db,
        List<Turn> turns,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (turns.Count == 0)
        {
            return 0;
        }
        var facts = await DigestFacts.Load(
            db,
            [.. turns.SelectMany(t => t.Digest!.Owed.ItemNumbers)],
            site,
            now,
            ct
        );
        var by = By.Product(now, Door.Cadence);
        var written = turns
            .Select(turn => (turn.Digest!.Owed, Words: Words(turn, facts)))
            .Where(w => w.Words is not null)
            .ToList();
        if (written.Count == 0)
        {
            return 0;
        }
        var number = await db.NextUpdates(written.Count, ct);
        foreach (var (owed, words) in written)
        {
            db.Updates.Add(Update.Automatic(number++, owed.About, words!, null, by));
        }
        return written.Count;
    }

    /// <summary>Nothing where all items are of incidents the person may not read.</summary>
    private static Words? Words(Turn turn, DigestFacts facts)
    {
        var news = facts.For(
            turn.Person.Id,
            turn.Person.Name,
            turn.Person.Handle,
            turn.Day,
            turn.Digest!.Lines.Select(l => (l.ItemNumber, l.Reason == ReminderReason.Stalled))
        );
        return news.Items.Count > 0 ? Drafting.Write(turn.Digest.Owed.Audience, news) : null;
    }

    /// <summary>One person's turn: the message of their day, or the wait for their morning.</summary>
    private sealed class Turn
    {
        private readonly CadenceRules _rules;
        private readonly DateTimeOffset _now;
        private readonly List<AnsweredItem> _items;
        private readonly DateTimeOffset _hour;

        public Turn(Person person, CadenceRules rules, DateTimeOffset now, List<AnsweredItem> items)
        {
            (Person, _rules, _now, _items) = (person, rules, now, items);
            var zone = rules.ZoneOf(person.TimeZone);
            _hour = rules.Calendar.InWorkingHours(now, zone);
            Day = WorkCalendar.DayOf(now, zone);
            Digest =
                _hour > now || items.Count == 0
                    ? null
                    : Core.FollowThrough.Digest.ForPerson(
                        new PersonState(
                            person.Id,
                            person.Handle,
                            person.ManagerId,
                            zone,
                            person.Active
                        ),
                        items
                            .Where(i => i.FollowedAt is not null)
                            .Select(i => new OwnedItem(
                                i.State,
                                i.Row.IncidentNumber,
                                i.FollowedAt!.Value,
                                Pending: true
                            )),
                        Day,
                        rules.Calendar
                    );
        }

        public Person Person { get; }

        public DateOnly Day { get; }

        public Digest? Digest { get; }

        /// <summary>When each of the items comes up again: outside working hours the next morning, else by the rule.</summary>
        public IEnumerable<(int Number, DateTimeOffset? At)> Next() =>
            _items.Select(i =>
                (
                    i.Row.Number,
                    _hour > _now && Person.Active
                        ? (DateTimeOffset?)_hour
                        : i.Next(_rules, _now.AddMicroseconds(1))
                )
            );
    }
}
