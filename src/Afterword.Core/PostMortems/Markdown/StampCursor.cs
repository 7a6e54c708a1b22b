using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Walks over the parts of one stamp.</summary>
internal sealed partial class StampCursor(string text, int start)
{
    private int at = start;
    private WrittenDay? day;
    private WrittenDay? endDay;
    private TimeOnly? time;
    private TimeOnly? endTime;
    private string? zone;
    private bool unknown;
    private DayOfWeek? weekday;

    /// <summary>Takes the next part; false when nothing more belongs to the stamp.</summary>
    internal bool Step()
    {
        if (TakeRange())
            return true;
        var before = at;
        if (day is not null || time is not null || unknown || weekday is not null)
            at += Gap().Match(text, at).Length;
        if (TakeDay() || TakeTime() || TakeZone() || TakeWeekday())
            return true;
        at = before;
        return false;
    }

    internal Stamp? Finish(int from)
    {
        if (day is null && time is null && !unknown)
            return null;
        if (zone is null && TakeZone()) { }
        return new Stamp
        {
            Day = day,
            Time = time,
            EndDay = endDay,
            EndTime = endTime,
            Zone = zone,
            Unknown = unknown,
            Weekday = weekday,
            Raw = Words(text[from..at]),
            TextAt = at,
        };
    }

    private static string Words(string raw) =>
        Inline
            .Collapse(
                string.Concat(raw.Where(c => c is not ('*' or '`' or '[' or ']' or '<' or '>')))
            )
            .TrimStart('(', '_', ' ')
            .TrimEnd(',', ' ', '_');

    private bool TakeDay()
    {
        if (day is not null || DayReader.At(text, at) is not { } found)
            return false;
        day = found.Day;
        at += found.Length;
        return true;
    }

    private bool TakeWeekday()
    {
        var match = Weekday().Match(text, at);
        if (!match.Success || weekday is not null || (day is not null && time is not null))
            return false;
        weekday = DateWords.WeekdayOf(match.Value.Trim('(', ')', '.', ','));
        at += match.Length;
        return true;
    }

    private bool TakeTime()
    {
        if (time is not null || unknown)
            return false;
        if (ClockReader.At(text, at) is { } found)
        {
            time = found.Time;
            at += found.Length;
            return true;
        }
        // "2025-01-14 1600": four digits behind a full date are a time.
        if (day?.Year is not null && BareTime().Match(text, at) is { Success: true } bare)
        {
            time = new TimeOnly(
                int.Parse(bare.ValueSpan[..2], CultureInfo.InvariantCulture),
                int.Parse(bare.ValueSpan[2..4], CultureInfo.InvariantCulture)
            );
            at += 4;
            return true;
        }
        var match = UnknownTime().Match(text, at);
        if (!match.Success)
            return false;
        unknown = true;
        at += match.Length;
        return true;
    }

    [GeneratedRegex(@"\G(?:[01][0-9]|2[0-3])[0-5][0-9](?=$|[\s,;:)|–-])")]
    private static partial Regex BareTime();

    private bool TakeZone()
    {
        if (zone is not null || (time is null && !unknown))
            return false;
        var length = Zones.LengthAt(text, at);
        if (length == 0)
            return false;
        zone = Zones.Clean(text.Substring(at, length));
        var inner = zone.IndexOf('(');
        if (inner > 0)
            zone = zone[..inner].Trim();
        at += length;
        return true;
    }

    private bool TakeRange()
    {
        if (time is null || endTime is not null)
            return false;
        var match = To().Match(text, at);
        if (!match.Success)
            return false;
        var next = at + match.Length;
        var otherDay = DayReader.At(text, next);
        if (otherDay is { } found)
            next += found.Length + Gap().Match(text, next + found.Length).Length;
        if (ClockReader.At(text, next) is not { } end)
            return false;
        endDay = otherDay?.Day;
        endTime = end.Time;
        at = next + end.Length;
        return true;
    }

    [GeneratedRegex(
        @"\G(?:[\s,*_`@]|T(?=\d)|at\s|on\s|the\s|-(?=\s)|–(?=\s)|:(?=\s+\d)|\((?=\d|"
            + DateWords.WeekdayPattern
            + @")|\)(?=\s)|~)*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Gap();

    [GeneratedRegex(@"\G\(?" + DateWords.WeekdayPattern + @"\b[.,)]?", RegexOptions.IgnoreCase)]
    private static partial Regex Weekday();

    [GeneratedRegex(
        @"\G(?:[-–]{2}:[-–]{2}|\d{1,2}:(?:\?\?|xx|XX|--)|\?\?:\?\?|\?{1,2}:\d{2}|[xX]{2}:[xX]{2}|__:__|[Tt]\s?[+\-−]\s?\d{1,4}(?::\d{2})*(?:\s?(?:m|min|mins|minutes?|h|hrs?|hours?|s|d|days?)\b)?|[+]\d{1,3}(?::\d{2}){1,2}|[+]\d{1,4}\s?(?:m|min|mins|minutes?|h|hrs?|hours?|s|d|days?)\b)"
    )]
    private static partial Regex UnknownTime();

    [GeneratedRegex(
        @"\G\s{0,2}(?:-{1,2}|–|—|→|->|to|until|till|through|and)\s{0,2}~?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex To();
}
