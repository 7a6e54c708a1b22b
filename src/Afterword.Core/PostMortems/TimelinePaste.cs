using System.Text.RegularExpressions;
using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.PostMortems;

/// <summary>
/// Reads lines such as <c>14:02 deploy started</c> as people paste them from a chat or a document: bullets, bold times, tables, any
/// zone, any order, days only where they change. Every moment is kept in UTC; a line that cannot be read is named, none is dropped.
/// </summary>
public static partial class TimelinePaste
{
    /// <summary>Reads pasted lines.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="zone">The zone of times that name none.</param>
    /// <param name="around">An instant near the first line (the start of the incident); it gives the day where the lines name none.</param>
    /// <returns>The entries by time, and a sentence for each line that could not be read.</returns>
    public static TimelineReading Read(string text, TimeZoneInfo zone, DateTimeOffset around)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(zone);
        var clock = new PasteClock(zone, around);
        var entries = new List<DocumentTimelineEntry>();
        var errors = new List<ReportLine>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var next = i + 1 < lines.Length ? lines[i + 1] : "";
            if (IsBeside(lines[i], next, clock))
            {
                continue;
            }
            var number = i + 1;
            if (ReadLine(lines[i], number, clock, entries) is { } error)
            {
                errors.Add(new ReportLine(number, error));
            }
        }
        return new TimelineReading(TimelineOrder.Sorted(entries), errors, clock.Notes);
    }

    /// <summary>Reads one stamp and its words, for a row of a form.</summary>
    /// <param name="stamp">The time as typed: <c>14:02</c>, <c>2026-11-20 14:02</c>, <c>14:02 CET</c>.</param>
    /// <param name="zone">The zone of a time that names none.</param>
    /// <param name="around">An instant near it; it gives the day where the stamp names none.</param>
    /// <returns>The instant, or null and a sentence that says what is wrong.</returns>
    public static (DateTimeOffset? At, string? Error) ReadStamp(
        string stamp,
        TimeZoneInfo zone,
        DateTimeOffset around
    )
    {
        ArgumentNullException.ThrowIfNull(stamp);
        ArgumentNullException.ThrowIfNull(zone);
        var words = stamp.Trim();
        return StampReader.Leading(words) is { Time: not null } read && read.TextAt >= words.Length
            ? new PasteClock(zone, around).Resolve(read, 0)
            : (null, $"“{Short(words)}” is no time. Write it as 14:02 or 2026-11-20 14:02.");
    }

    /// <summary>Lines that are no entries: blank ones, rules, the head of a table, "all times in CET", a heading that names the day.</summary>
    private static bool IsBeside(string line, string next, PasteClock clock)
    {
        var words = Bare(line);
        if (words.Length == 0 || Rule().IsMatch(line))
        {
            return true;
        }
        if (StampReader.Leading(words) is { } stamp)
        {
            return stamp is { Day: { } day, Time: null, Unknown: false }
                && words[stamp.TextAt..].Trim(' ', ':', '*', '_', '|').Length == 0
                && clock.SetDay(day);
        }
        var label =
            Rule().IsMatch(next) && next.Contains('|')
                ? Zones.InHeading(words)
                : Zones.InRemark(words);
        if (label is not null)
        {
            clock.SetZone(label);
            return true;
        }
        return Rule().IsMatch(next) && next.Contains('|');
    }

    private static string? ReadLine(
        string line,
        int number,
        PasteClock clock,
        List<DocumentTimelineEntry> entries
    )
    {
        var words = Bare(line);
        if (StampReader.Leading(words) is not { } stamp)
        {
            if (entries.Count > 0 && char.IsWhiteSpace(line[0]))
            {
                entries[^1] = entries[^1] with { Text = $"{entries[^1].Text}\n{line.Trim()}" };
                return null;
            }
            return $"“{Short(words)}” does not begin with a time such as 14:02. To add it to the line above, begin it with a space.";
        }
        if (stamp.Time is null)
        {
            return stamp.Unknown
                ? $"“{Short(stamp.Raw)}” is no known time. Write the nearest one, and say in words that it is a guess."
                : $"“{Short(stamp.Raw)}” is a day without a time of day.";
        }
        var text = EntryText.Tidy(Cell(words[stamp.TextAt..]));
        if (text.Length == 0)
        {
            return $"Nothing stands behind {Short(stamp.Raw)}: what happened then?";
        }
        var (at, error) = clock.Resolve(stamp, number);
        if (at is not { } instant)
        {
            return error;
        }
        if (clock.EndOf(stamp, instant) is { } end)
        {
            text = $"(until {TimelineWriter.Canonical(end, null)}) {text}";
        }
        entries.Add(
            new DocumentTimelineEntry(
                instant,
                null,
                TimelineWriter.Canonical(instant, null),
                text,
                number
            )
        );
        return null;
    }

    /// <summary>The line without its bullet, number, heading mark or the bar a table row begins with.</summary>
    private static string Bare(string line) => Mark().Replace(line.Trim(), "", 1).Trim();

    /// <summary>What follows the stamp; further cells of a table row are set off by a dash.</summary>
    private static string Cell(string rest) =>
        rest.TrimEnd().EndsWith('|')
            ? string.Join(" – ", rest.Split('|').Select(c => c.Trim()).Where(c => c.Length > 0))
            : rest;

    private static string Short(string words) => words.Length > 60 ? words[..60] + "…" : words;

    [GeneratedRegex(
        @"^(?:[-*+•‣◦–—](?=\s)|\d{1,3}[.)](?=\s+[\d*\[_`~])|#{1,6}(?=\s)|>|\|)\s*(?:\[[ xX]\]\s+)?"
    )]
    private static partial Regex Mark();

    [GeneratedRegex(@"^[\s|:=_*-]*$")]
    private static partial Regex Rule();
}

/// <summary>What reading pasted lines gave.</summary>
/// <param name="Entries">The entries by time, in UTC.</param>
/// <param name="Errors">The lines that could not be read, by number from 1, each with a sentence.</param>
/// <param name="Notes">What was decided where a line left it open: the day after, an hour that a clock change skips.</param>
public sealed record TimelineReading(
    IReadOnlyList<DocumentTimelineEntry> Entries,
    IReadOnlyList<ReportLine> Errors,
    IReadOnlyList<ReportLine> Notes
);
