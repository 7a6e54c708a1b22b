using System.Globalization;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Turns stamps into moments, one after the other: the day comes from the line above, rolls past midnight, and is never made up.</summary>
internal sealed class TimelineClock(ReadContext context, string? zone)
{
    // A clock that goes back by more than this has passed midnight; by less, the entries stand out of order.
    private static readonly TimeSpan Midnight = TimeSpan.FromHours(6);

    private DateOnly? day = context.Date;
    private TimeOnly? last;
    private bool toldSeason;
    private bool toldAmbiguous;

    internal string? Zone { get; set; } = zone ?? context.Zone;

    /// <summary>Sets the day for the entries that follow.</summary>
    internal void SetDay(WrittenDay written)
    {
        if (written.In(context.Year ?? day?.Year, context.DayFirst) is not { } found)
            return;
        day = found;
        last = null;
    }

    internal StatedInstant Resolve(Stamp stamp, int line)
    {
        if (stamp.Day is { } written)
        {
            day = written.In(context.Year ?? day?.Year, context.DayFirst);
            last = null;
        }
        else if (stamp.Weekday is { } weekday && day is { } known && known.DayOfWeek != weekday)
        {
            // Another day of the week than the one above: the next such day, or unknown when nothing stands above.
            day = last is null
                ? null
                : known.AddDays(((int)weekday - (int)known.DayOfWeek + 7) % 7);
            last = null;
        }
        if (day is not { } date)
            return default;
        if (stamp.Time is not { } time)
            return stamp.Unknown || stamp.Day is null ? default : new(null, ReadContext.Day(date));
        if (last is { } before && before - time is var back && time < before && back > Midnight)
            day = date = date.AddDays(1);
        last = time;
        return Moment(date.ToDateTime(time), stamp.Zone ?? Zone, line);
    }

    private StatedInstant Moment(DateTime local, string? label, int line)
    {
        if (label is not null && Zones.OffsetAt(label, local) is { } offset)
        {
            if (!toldSeason && Zones.IsOutOfSeason(label, local))
            {
                toldSeason = true;
                context.Tell(
                    line,
                    $"{label} does not hold on {ReadContext.Day(DateOnly.FromDateTime(local))}; the times are taken as written."
                );
            }
            return new(new DateTimeOffset(local, offset).ToUniversalTime(), null);
        }
        if (!toldAmbiguous && label is not null)
        {
            toldAmbiguous = true;
            context.Tell(
                line,
                $"The zone {label} means more than one offset; the times are kept without one."
            );
        }
        return new(null, Local(local));
    }

    internal static string Local(DateTime local) =>
        local.ToString(
            local.Second == 0 ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-ddTHH:mm:ss",
            CultureInfo.InvariantCulture
        );
}
