namespace Afterword.Core.FollowThrough;

/// <summary>
/// F3 and the first step of F4: on which days the owner of an item is reminded. 7 and 1 days before it is due, on the day, then every 2
/// working days while it is late; and once when nobody has touched it for 5 days. A reminder that falls on a day off comes on the
/// working day before.
/// </summary>
public static class Reminders
{
    /// <summary>Why an owner is reminded of an item on a day; null when they are not.</summary>
    /// <param name="item">The item.</param>
    /// <param name="followedAt">From when on its incident is followed.</param>
    /// <param name="day">The day, in the owner's zone.</param>
    /// <param name="zone">The owner's zone.</param>
    /// <param name="calendar">The times.</param>
    public static ReminderReason? On(
        ItemState item,
        DateTimeOffset followedAt,
        DateOnly day,
        TimeZoneInfo zone,
        WorkCalendar calendar
    )
    {
        if (
            !item.IsOpen
            || day < item.SnoozedUntil
            || !calendar.IsWorkingDay(day, zone)
            || IsTouchedOn(item, day, zone)
        )
        {
            return null;
        }
        return (day == Wakes(item, zone, calendar) ? Standing(item, day, zone, calendar) : null)
            ?? Due(item, day, zone, calendar)
            ?? (StalledOn(item, followedAt, zone, calendar) == day ? ReminderReason.Stalled : null);
    }

    /// <summary>Why an owner is reminded of an item whose reminder was missed; null once it was closed or touched on that day.</summary>
    /// <param name="item">The item.</param>
    /// <param name="day">The day, in the owner's zone.</param>
    /// <param name="zone">The owner's zone.</param>
    /// <param name="calendar">The times.</param>
    public static ReminderReason? Standing(
        ItemState item,
        DateOnly day,
        TimeZoneInfo zone,
        WorkCalendar calendar
    ) =>
        !item.IsOpen || day < item.SnoozedUntil || IsTouchedOn(item, day, zone) ? null
        : item.DueOn is not { } due ? ReminderReason.Stalled
        : due < day ? ReminderReason.Overdue
        : day >= calendar.OnOrBefore(due, zone) ? ReminderReason.DueToday
        : due.DayNumber - day.DayNumber <= calendar.Policy.FirstReminderDays
            ? ReminderReason.DueSoon
        : ReminderReason.Stalled;

    /// <summary>The next morning at which the owner is reminded of an item, at or after an instant; null when there is none ahead.</summary>
    /// <param name="item">The item.</param>
    /// <param name="followedAt">From when on its incident is followed.</param>
    /// <param name="from">The instant, UTC.</param>
    /// <param name="zone">The owner's zone.</param>
    /// <param name="calendar">The times.</param>
    public static DateTimeOffset? NextAt(
        ItemState item,
        DateTimeOffset followedAt,
        DateTimeOffset from,
        TimeZoneInfo zone,
        WorkCalendar calendar
    )
    {
        if (!item.IsOpen)
        {
            return null;
        }
        var first = WorkCalendar.DayOf(from, zone);
        if (calendar.MorningOf(first, zone) < from)
        {
            first = first.AddDays(1);
        }
        DateOnly? next = null;
        if (item.SnoozedUntil > first)
        {
            first = item.SnoozedUntil.Value;
        }
        foreach (var day in Days(item, followedAt, first, zone, calendar))
        {
            next =
                day >= first && (next is null || day < next) && !IsTouchedOn(item, day, zone)
                    ? day
                    : next;
        }
        return next is { } found ? calendar.MorningOf(found, zone) : null;
    }

    private static IEnumerable<DateOnly> Days(
        ItemState item,
        DateTimeOffset followedAt,
        DateOnly first,
        TimeZoneInfo zone,
        WorkCalendar calendar
    )
    {
        var policy = calendar.Policy;
        if (StalledOn(item, followedAt, zone, calendar) is { } stalled)
        {
            yield return stalled;
        }
        if (Wakes(item, zone, calendar) is { } wakes)
        {
            yield return wakes;
        }
        if (item.DueOn is not { } due)
        {
            yield break;
        }
        if (due >= first.AddDays(-10))
        {
            yield return calendar.OnOrBefore(due, zone);
        }
        if (due >= first)
        {
            foreach (var days in new[] { policy.FirstReminderDays, policy.SecondReminderDays })
            {
                if (days > 0)
                {
                    yield return calendar.OnOrBefore(due.AddDays(-days), zone);
                }
            }
        }
        // Two in a row: on the day of the first it may have been touched.
        var late = NextLate(due, first, zone, calendar);
        yield return late;
        yield return NextLate(due, late.AddDays(1), zone, calendar);
    }

    /// <summary>The first day from a day on that is a reminder of something late.</summary>
    private static DateOnly NextLate(
        DateOnly due,
        DateOnly from,
        TimeZoneInfo zone,
        WorkCalendar calendar
    )
    {
        var day = calendar.OnOrAfter(from > due ? from : due.AddDays(1), zone);
        var every = calendar.Policy.OverdueReminderDays;
        var over = calendar.Between(due, day, zone) % every;
        return over == 0 ? day : calendar.After(day, every - over, zone);
    }

    private static ReminderReason? Due(
        ItemState item,
        DateOnly day,
        TimeZoneInfo zone,
        WorkCalendar calendar
    )
    {
        if (item.DueOn is not { } due)
        {
            return null;
        }
        var policy = calendar.Policy;
        if (day > due)
        {
            return calendar.Between(due, day, zone) % policy.OverdueReminderDays == 0
                ? ReminderReason.Overdue
                : null;
        }
        return day == calendar.OnOrBefore(due, zone) ? ReminderReason.DueToday
            : Before(policy.SecondReminderDays) || Before(policy.FirstReminderDays)
                ? ReminderReason.DueSoon
            : null;

        bool Before(int days) => days > 0 && day == calendar.OnOrBefore(due.AddDays(-days), zone);
    }

    /// <summary>The day on which the owner is asked about a stalled item; none once it is overdue.</summary>
    private static DateOnly? StalledOn(
        ItemState item,
        DateTimeOffset followedAt,
        TimeZoneInfo zone,
        WorkCalendar calendar
    )
    {
        var policy = calendar.Policy;
        var since = Idle.Since(item, followedAt, zone);
        var days = Idle.IsFarAhead(item, since, policy)
            ? policy.FarStalledReminderDays
            : policy.StalledReminderDays;
        var day = calendar.OnOrAfter(since.AddDays(days), zone);
        return item.DueOn is { } due && day > due ? null : day;
    }

    /// <summary>The morning on which a snooze ends: the owner is asked where it stands.</summary>
    private static DateOnly? Wakes(ItemState item, TimeZoneInfo zone, WorkCalendar calendar) =>
        item.SnoozedUntil is { } until ? calendar.OnOrAfter(until, zone) : null;

    private static bool IsTouchedOn(ItemState item, DateOnly day, TimeZoneInfo zone) =>
        WorkCalendar.DayOf(item.LastActivityAt, zone) == day;
}

/// <summary>Why an owner is reminded of an item.</summary>
public enum ReminderReason
{
    /// <summary>It is late.</summary>
    Overdue,

    /// <summary>It is due on this day, or on the day off that follows.</summary>
    DueToday,

    /// <summary>It is due soon.</summary>
    DueSoon,

    /// <summary>Nobody has touched it for long.</summary>
    Stalled,
}
