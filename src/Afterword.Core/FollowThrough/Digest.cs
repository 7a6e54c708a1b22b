using System.Globalization;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>All that one person is reminded of on one day, as one message.</summary>
/// <param name="Owed">The message.</param>
/// <param name="Lines">The items: what is late first, then by due date.</param>
public sealed record Digest(Obligation Owed, IReadOnlyList<DigestLine> Lines)
{
    /// <summary>Bundles what a person is reminded of on a day; null when that is nothing.</summary>
    /// <param name="person">The person.</param>
    /// <param name="items">The items they answer for, with when each incident was followed.</param>
    /// <param name="day">The day, in their zone.</param>
    /// <param name="calendar">The times.</param>
    public static Digest? ForPerson(
        PersonState person,
        IEnumerable<OwnedItem> items,
        DateOnly day,
        WorkCalendar calendar
    )
    {
        if (!person.Active)
        {
            return null;
        }
        var lines = items
            .Select(owned => (Owned: owned, Reason: Why(owned, person, day, calendar)))
            .Where(line => line.Reason is not null)
            .Select(line => new DigestLine(
                line.Owned.Item.Number,
                line.Owned.IncidentNumber,
                line.Reason!.Value,
                line.Owned.Item.DueOn
            ))
            .OrderBy(line => line.Reason)
            .ThenBy(line => line.DueOn ?? DateOnly.MaxValue)
            .ThenBy(line => line.ItemNumber)
            .ToList();
        if (lines.Count == 0)
        {
            return null;
        }
        var at = calendar.MorningOf(day, person.Zone);
        return new Digest(
            new Obligation
            {
                Slot = SlotOf(person, day),
                Kind = UpdateKind.ReminderDigest,
                Matter = Matter.Reminder,
                Audience = Audience.Owner,
                PersonId = person.Id,
                ItemNumbers = [.. lines.Select(line => line.ItemNumber)],
                OpensAt = at,
                SendsAt = at,
                DueAt = at,
                Why = "What the owner has due, late or untouched, once a day.",
            },
            lines
        );
    }

    private static ReminderReason? Why(
        OwnedItem owned,
        PersonState person,
        DateOnly day,
        WorkCalendar calendar
    ) =>
        Reminders.On(owned.Item, owned.FollowedAt, day, person.Zone, calendar)
        ?? (owned.Pending ? Reminders.Standing(owned.Item, day, person.Zone, calendar) : null);

    /// <summary>The slot of a person's day: <c>@lee/reminder-digest/2026-11-20</c>.</summary>
    public static string SlotOf(PersonState person, DateOnly day) =>
        $"@{person.Handle}/reminder-digest/{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}

/// <summary>An item in a digest.</summary>
/// <param name="ItemNumber">The item.</param>
/// <param name="IncidentNumber">Its incident.</param>
/// <param name="Reason">Why the owner is reminded.</param>
/// <param name="DueOn">When it is due.</param>
public sealed record DigestLine(
    int ItemNumber,
    int IncidentNumber,
    ReminderReason Reason,
    DateOnly? DueOn
);

/// <summary>An item somebody answers for.</summary>
/// <param name="Item">The item.</param>
/// <param name="IncidentNumber">Its incident.</param>
/// <param name="FollowedAt">From when on that is followed, UTC.</param>
/// <param name="Pending">Its reminder came up on an earlier day and was not sent: the server stood still, or it was night.</param>
public sealed record OwnedItem(
    ItemState Item,
    int IncidentNumber,
    DateTimeOffset FollowedAt,
    bool Pending = false
);
