using System.Globalization;
using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.PostMortems;

/// <summary>Turns the stamps of pasted lines into instants, one after the other: the day comes from the lines before, or from the incident.</summary>
internal sealed class PasteClock(TimeZoneInfo zone, DateTimeOffset around)
{
    // A line may stand this much before the one above it; a clock that goes back further has passed midnight.
    private static readonly TimeSpan Disorder = TimeSpan.FromHours(6);

    private readonly List<ReportLine> _notes = [];
    private string? _label;
    private DateOnly? _day;
    private DateTimeOffset? _last;

    public IReadOnlyList<ReportLine> Notes => _notes;

    /// <summary>Takes a zone for the lines that follow and name none.</summary>
    public void SetZone(string label) => _label = label;

    /// <summary>Takes the day for the lines that follow; false when it could be two days.</summary>
    public bool SetDay(WrittenDay written)
    {
        if (written.In(YearNow) is not { } day)
        {
            return false;
        }
        (_day, _last) = (day, null);
        return true;
    }

    /// <summary>The instant of a stamp that has a time, or what is wrong with it.</summary>
    public (DateTimeOffset? At, string? Error) Resolve(Stamp stamp, int line)
    {
        var time = stamp.Time!.Value;
        var label = stamp.Zone ?? _label;
        if (stamp.Day is { } written)
        {
            if (!SetDay(written))
            {
                return (
                    null,
                    $"“{stamp.Raw}” could be two days, or is none. Write the day as 2026-11-20."
                );
            }
        }
        if (_last is null && _day is { } stated)
        {
            return Take(Instant(stated.ToDateTime(time), label, line), label);
        }
        return Take(Nearest(time, label, line), label);
    }

    /// <summary>The end of a stamp that gives a range; null when it gives none.</summary>
    public DateTimeOffset? EndOf(Stamp stamp, DateTimeOffset start)
    {
        if (stamp.EndTime is not { } time)
        {
            return null;
        }
        var label = stamp.Zone ?? _label;
        var day = stamp.EndDay?.In(YearNow) ?? Day(start, label);
        var end = Instant(day.ToDateTime(time), label, 0);
        return end < start ? Instant(day.AddDays(1).ToDateTime(time), label, 0) : end;
    }

    private int YearNow => (_day ?? DateOnly.FromDateTime(around.UtcDateTime)).Year;

    private (DateTimeOffset?, string?) Take(DateTimeOffset? at, string? label)
    {
        if (at is null)
        {
            return (null, $"The zone {label} means more than one offset. Write it as +05:30.");
        }
        _last = at;
        return (at, null);
    }

    // The first line: the day on which it is nearest to the incident. Later lines: the first day on which they are not too far back.
    private DateTimeOffset? Nearest(TimeOnly time, string? label, int line)
    {
        var anchor = _last ?? around;
        var day = Day(anchor, label);
        DateTimeOffset?[] candidates =
        [
            .. Enumerable
                .Range(-1, 3)
                .Select(d => Instant(day.AddDays(d).ToDateTime(time), label, line)),
        ];
        if (candidates.Any(c => c is null))
        {
            return null;
        }
        var at = _last is null
            ? candidates.MinBy(c => (c!.Value - anchor).Duration())
            : candidates.FirstOrDefault(c => c >= anchor - Disorder) ?? candidates[^1];
        if (_last is not null && Day(at!.Value, label) != day)
        {
            _notes.Add(
                new ReportLine(
                    line,
                    $"{time.ToString("HH:mm", CultureInfo.InvariantCulture)} was taken for {ReadContext.Day(Day(at.Value, label))}."
                )
            );
        }
        return at;
    }

    private DateOnly Day(DateTimeOffset at, string? label) =>
        DateOnly.FromDateTime(
            label is not null && Zones.OffsetAt(label, at.UtcDateTime) is { } offset
                ? at.ToOffset(offset).DateTime
                : TimeZoneInfo.ConvertTime(at, zone).DateTime
        );

    private DateTimeOffset? Instant(DateTime local, string? label, int line)
    {
        if (label is not null)
        {
            return Zones.OffsetAt(label, local) is { } offset
                ? new DateTimeOffset(local, offset).ToUniversalTime()
                : null;
        }
        if (zone.IsInvalidTime(local))
        {
            Note(
                line,
                local,
                "does not exist on that day: the clocks went forward; the hour after it was taken"
            );
            return new DateTimeOffset(
                local.AddHours(1),
                zone.GetUtcOffset(local.AddHours(1))
            ).ToUniversalTime();
        }
        if (!zone.IsAmbiguousTime(local))
        {
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }
        DateTimeOffset[] both =
        [
            .. zone.GetAmbiguousTimeOffsets(local)
                .OrderDescending()
                .Select(o => new DateTimeOffset(local, o).ToUniversalTime()),
        ];
        // The clocks went back: the first of the two hours, unless the lines have passed it.
        return _last is { } last && both[0] < last && last - both[0] <= TimeSpan.FromHours(1)
            ? both[1]
            : both[0];
    }

    private void Note(int line, DateTime local, string what)
    {
        if (line > 0)
        {
            _notes.Add(
                new ReportLine(
                    line,
                    $"{local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} {what}."
                )
            );
        }
    }
}
