using Afterword.Core.Events;

namespace Afterword.Core.Updates;

/// <summary>A team's weekly progress update: due on its day and hour, drafted some hours before, asked of one person.</summary>
public sealed class ProgressSchedule : Noun
{
    private const int HoursAhead = 4;
    private const int EarliestHour = 8;

    private ProgressSchedule() { }

    /// <summary>The team whose update it is.</summary>
    public int TeamId { get; private set; }

    /// <summary>The day of the week on which it is due, in the team's zone.</summary>
    public DayOfWeek Weekday { get; private set; }

    /// <summary>The hour at which it is due, 0 to 23, in the team's zone.</summary>
    public int Hour { get; private set; }

    /// <summary>Who is asked to read and send it.</summary>
    public int WriterId { get; private set; }

    /// <summary>When the next draft is made, UTC; null while the schedule is off.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>When that draft is due, UTC; null while the schedule is off.</summary>
    public DateTimeOffset? NextDueAt { get; private set; }

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Team;

    /// <inheritdoc/>
    public override long SubjectId => TeamId;

    /// <summary>Begins one that is off.</summary>
    public static ProgressSchedule For(int team) => new() { TeamId = team };

    /// <summary>Sets day, hour and writer; from now on it is due every week.</summary>
    /// <param name="weekday">The day.</param>
    /// <param name="hour">The hour, 0 to 23.</param>
    /// <param name="writer">Who is asked.</param>
    /// <param name="zone">The team's zone.</param>
    /// <param name="by">Who sets it.</param>
    /// <exception cref="RuleException">There is no such hour.</exception>
    public void Set(DayOfWeek weekday, int hour, int writer, TimeZoneInfo zone, By by)
    {
        if (hour is < 0 or > 23)
        {
            throw new RuleException("hour", "The hour is a number from 0 to 23.");
        }
        var changes = new Changes();
        changes.Of("weekday", NextAt is null ? null : (DayOfWeek?)Weekday, weekday);
        changes.Of("hour", NextAt is null ? null : (int?)Hour, hour);
        changes.Of("writer", NextAt is null ? null : (int?)WriterId, writer);
        (Weekday, Hour, WriterId) = (weekday, hour, writer);
        Plan(by.At, zone);
        if (changes.Any)
        {
            Happened(EventKind.ProgressScheduled, by, changes.All);
        }
    }

    /// <summary>Takes the schedule back.</summary>
    public void Stop(By by)
    {
        if (NextAt is not null)
        {
            (NextAt, NextDueAt) = (null, null);
            Happened(EventKind.ProgressScheduled, by, note: "off");
        }
    }

    /// <summary>Goes on to the week after this one, once its draft is made.</summary>
    public void MoveOn(DateTimeOffset now, TimeZoneInfo zone) =>
        Plan(NextDueAt is { } due && due > now ? due : now, zone);

    /// <summary>The first due instant after a moment, and the instant its draft is made: four hours before, not at night, never after it is due.</summary>
    private void Plan(DateTimeOffset after, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(after, zone).DateTime);
        while (day.DayOfWeek != Weekday || At(day, Hour, zone) <= after)
        {
            day = day.AddDays(1);
        }
        NextDueAt = At(day, Hour, zone);
        var draft = At(day, Math.Min(Hour, Math.Max(EarliestHour, Hour - HoursAhead)), zone);
        NextAt = draft;
    }

    /// <summary>An hour of a day in a zone; one that the clock skips is the next there is.</summary>
    private static DateTimeOffset At(DateOnly day, int hour, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(30);
        }
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
