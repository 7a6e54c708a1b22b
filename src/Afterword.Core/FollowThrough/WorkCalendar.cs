using System.Collections.Concurrent;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// Which days people work and when their morning is, wherever they are. A local time that a clock change leaves out is taken that
/// much later; one that comes twice is taken at its first.
/// </summary>
public sealed class WorkCalendar
{
    private const int MostDays = 400;
    private const int Near = 60;
    private static readonly DateOnly CountedFrom = new(2015, 1, 1);
    private static readonly DateOnly CountedTo = new(2045, 1, 1);

    /// <summary>By zone, how many working days there were since <see cref="CountedFrom"/>: what is late for years costs no more than what is late since yesterday.</summary>
    private readonly ConcurrentDictionary<string, int[]> _counted = new();
    private static readonly ConcurrentDictionary<string, bool> CrossedDateLine = new();

    /// <summary>By zone, the ticks of the mornings that were asked for, from <see cref="CountedFrom"/> on.</summary>
    private readonly ConcurrentDictionary<string, long[]> _mornings = new();
    private readonly HashSet<DayOfWeek> _weekend;
    private readonly Holidays _holidays;

    /// <param name="policy">The weekend and the holidays.</param>
    /// <param name="morning">When the working day begins: the hour of reminders.</param>
    /// <param name="evening">When it ends; after it, what is automatic waits for the next morning.</param>
    public WorkCalendar(CadencePolicy policy, TimeOnly? morning = null, TimeOnly? evening = null)
    {
        Policy = policy;
        Morning = morning ?? new TimeOnly(8, 30);
        Evening = evening is { } end && end > Morning ? end : LatestEvening(Morning);
        _weekend = FollowThrough.Holidays.Weekend(policy.Weekend);
        _holidays = FollowThrough.Holidays.Parse(policy.Holidays);
    }

    /// <summary>The times it was made from.</summary>
    public CadencePolicy Policy { get; }

    /// <summary>When the working day begins.</summary>
    public TimeOnly Morning { get; }

    /// <summary>When the working day ends.</summary>
    public TimeOnly Evening { get; }

    /// <summary>The calendar day of an instant in a zone.</summary>
    public static DateOnly DayOf(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    /// <summary>The instant of a local time.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);
        var before = zone.GetUtcOffset(new DateTimeOffset(local.AddDays(-1), TimeSpan.Zero));
        var after = zone.GetUtcOffset(new DateTimeOffset(local.AddDays(1), TimeSpan.Zero));
        var early = Utc(local, before > after ? before : after);
        if (before == after || TimeZoneInfo.ConvertTime(early, zone).DateTime == local)
        {
            return early;
        }
        // The earlier reading is none: the clock has gone back already, or the time was left out. Then the old offset carries on.
        return Utc(local, before < after ? before : after);
    }

    /// <summary>Whether people work on a day: no weekend, no holiday, and a day that the zone has at all.</summary>
    public bool IsWorkingDay(DateOnly day, TimeZoneInfo zone) =>
        !_weekend.Contains(day.DayOfWeek) && !_holidays.Has(day, zone) && Exists(day, zone);

    /// <summary>The day itself, or the last working day before it.</summary>
    public DateOnly OnOrBefore(DateOnly day, TimeZoneInfo zone) => Walk(day, -1, zone);

    /// <summary>The day itself, or the first working day after it.</summary>
    public DateOnly OnOrAfter(DateOnly day, TimeZoneInfo zone) => Walk(day, 1, zone);

    /// <summary>So many working days after a day.</summary>
    public DateOnly After(DateOnly day, int workingDays, TimeZoneInfo zone)
    {
        for (var left = workingDays; left > 0; left--)
        {
            day = OnOrAfter(day.AddDays(1), zone);
        }
        return day;
    }

    /// <summary>How many working days lie after the first day, up to and with the second.</summary>
    public int Between(DateOnly first, DateOnly second, TimeZoneInfo zone)
    {
        var counted =
            second.DayNumber - first.DayNumber > Near
                ? _counted.GetOrAdd(
                    zone.Id,
                    static (_, of) => of.Calendar.Count(of.Zone),
                    (Calendar: this, Zone: zone)
                )
                : _counted.GetValueOrDefault(zone.Id);
        if (
            first <= second
            && first >= CountedFrom
            && second.DayNumber - CountedFrom.DayNumber < counted?.Length
        )
        {
            return counted[second.DayNumber - CountedFrom.DayNumber]
                - counted[first.DayNumber - CountedFrom.DayNumber];
        }
        var count = 0;
        for (var day = first.AddDays(1); day <= second; day = day.AddDays(1))
        {
            count += IsWorkingDay(day, zone) ? 1 : 0;
        }
        return count;
    }

    /// <summary>The morning of a day.</summary>
    public DateTimeOffset MorningOf(DateOnly day, TimeZoneInfo zone)
    {
        if (day < CountedFrom || day >= CountedTo)
        {
            return At(day, Morning, zone);
        }
        var known = _mornings.GetOrAdd(
            zone.Id,
            _ => new long[CountedTo.DayNumber - CountedFrom.DayNumber]
        );
        ref var ticks = ref known[day.DayNumber - CountedFrom.DayNumber];
        if (ticks == 0)
        {
            ticks = At(day, Morning, zone).UtcTicks;
        }
        return new DateTimeOffset(ticks, TimeSpan.Zero);
    }

    /// <summary>The first morning of a working day at or after an instant.</summary>
    public DateTimeOffset NextMorning(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = OnOrAfter(DayOf(at, zone), zone);
        return MorningOf(day, zone) is var morning && morning >= at
            ? morning
            : MorningOf(OnOrAfter(day.AddDays(1), zone), zone);
    }

    /// <summary>The instant itself where people are at work, else the next morning.</summary>
    public DateTimeOffset InWorkingHours(DateTimeOffset at, TimeZoneInfo zone)
    {
        var day = DayOf(at, zone);
        return
            IsWorkingDay(day, zone) && At(day, Morning, zone) <= at && at < At(day, Evening, zone)
            ? at
            : NextMorning(at, zone);
    }

    private static DateTimeOffset Utc(DateTime local, TimeSpan offset) =>
        new(local - offset, TimeSpan.Zero);

    private static TimeOnly LatestEvening(TimeOnly morning) =>
        morning.Hour < 18 ? new TimeOnly(18, 0) : new TimeOnly(23, 59);

    /// <summary>False for a day that a zone jumped over, as Apia did with 30 December 2011.</summary>
    private static bool Exists(DateOnly day, TimeZoneInfo zone) =>
        !CrossedDateLine.GetOrAdd(zone.Id, static (_, zone) => Jumps(zone), zone)
        || DayOf(At(day, new TimeOnly(12, 0), zone), zone) == day;

    private static bool Jumps(TimeZoneInfo zone)
    {
        var before = zone.GetUtcOffset(DateTimeOffset.UnixEpoch);
        for (var month = 1; month < 12 * 80; month++)
        {
            var offset = zone.GetUtcOffset(DateTimeOffset.UnixEpoch.AddMonths(month));
            if ((offset - before).Duration() > TimeSpan.FromHours(20))
            {
                return true;
            }
            before = offset;
        }
        return false;
    }

    private int[] Count(TimeZoneInfo zone)
    {
        var counted = new int[CountedTo.DayNumber - CountedFrom.DayNumber];
        for (var at = 1; at < counted.Length; at++)
        {
            counted[at] = counted[at - 1] + (IsWorkingDay(CountedFrom.AddDays(at), zone) ? 1 : 0);
        }
        return counted;
    }

    /// <summary>A calendar without any working day leaves the day where it is.</summary>
    private DateOnly Walk(DateOnly from, int step, TimeZoneInfo zone)
    {
        var day = from;
        for (var tries = 0; tries < MostDays; tries++, day = day.AddDays(step))
        {
            if (IsWorkingDay(day, zone))
            {
                return day;
            }
        }
        return from;
    }
}
