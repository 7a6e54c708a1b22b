using System.Globalization;
using System.Text;

namespace Afterword.Core.Rendering;

/// <summary>
/// Calendars as RFC 5545 wants them: CRLF, lines folded at 75 octets without cutting a character, text escaped, UIDs that stay. Due
/// dates are all-day events that block no time; instants are in UTC, so that no zone has to be described.
/// </summary>
public static class ICalendar
{
    private const int LongestLine = 75; // octets

    /// <summary>The calendar as text.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="events">What stands in it.</param>
    public static string Write(string name, IEnumerable<CalendarEvent> events)
    {
        var lines = new StringBuilder();
        Add(lines, "BEGIN:VCALENDAR");
        Add(lines, "VERSION:2.0");
        Add(lines, "PRODID:-//Afterword//Afterword//EN");
        Add(lines, "CALSCALE:GREGORIAN");
        Add(lines, "METHOD:PUBLISH");
        Add(lines, $"X-WR-CALNAME:{Escape(name)}");
        Add(lines, $"NAME:{Escape(name)}");
        Add(lines, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        Add(lines, "X-PUBLISHED-TTL:PT1H");
        foreach (var one in events)
        {
            Event(lines, one);
        }
        Add(lines, "END:VCALENDAR");
        return lines.ToString();
    }

    private static void Event(StringBuilder lines, CalendarEvent one)
    {
        Add(lines, "BEGIN:VEVENT");
        Add(lines, $"UID:{Escape(one.Uid)}");
        Add(lines, $"DTSTAMP:{Utc(one.Stamp)}");
        Add(lines, $"LAST-MODIFIED:{Utc(one.Stamp)}");
        Add(lines, $"SEQUENCE:{one.Sequence.ToString(CultureInfo.InvariantCulture)}");
        if (one.At is { } at)
        {
            Add(lines, $"DTSTART:{Utc(at)}");
            Add(lines, "DURATION:PT15M");
        }
        else
        {
            Add(lines, $"DTSTART;VALUE=DATE:{Day(one.On)}");
            Add(lines, $"DTEND;VALUE=DATE:{Day(one.On.AddDays(1))}");
        }
        Add(lines, $"SUMMARY:{Escape(one.Summary)}");
        if (one.Description.Length > 0)
        {
            Add(lines, $"DESCRIPTION:{Escape(one.Description)}");
        }
        if (one.Page is { } page)
        {
            Add(lines, $"URL:{page.AbsoluteUri}");
        }
        Add(lines, $"STATUS:{(one.Cancelled ? "CANCELLED" : "CONFIRMED")}");
        Add(lines, "TRANSP:TRANSPARENT");
        Add(lines, "END:VEVENT");
    }

    private static string Utc(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) =>
        day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var sign in text.ReplaceLineEndings("\n"))
        {
            _ = sign switch
            {
                '\\' or ';' or ',' => escaped.Append('\\').Append(sign),
                '\n' => escaped.Append("\\n"),
                _ when char.IsControl(sign) => escaped,
                _ => escaped.Append(sign),
            };
        }
        return escaped.ToString();
    }

    /// <summary>Adds a line, folded: a continuation begins with a space, which counts.</summary>
    private static void Add(StringBuilder lines, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            var width = rune.Utf8SequenceLength;
            if (octets + width > LongestLine)
            {
                lines.Append("\r\n ");
                octets = 1;
            }
            lines.Append(rune.ToString());
            octets += width;
        }
        lines.Append("\r\n");
    }
}

/// <summary>Something in a calendar.</summary>
/// <param name="Uid">Its identity, which never changes.</param>
/// <param name="Summary">What it says, in a line.</param>
/// <param name="On">The day of an all-day event.</param>
/// <param name="Stamp">When it was changed last, UTC.</param>
/// <param name="Sequence">How often it was changed.</param>
public sealed record CalendarEvent(
    string Uid,
    string Summary,
    DateOnly On,
    DateTimeOffset Stamp,
    int Sequence
)
{
    /// <summary>The instant of one that is not all-day, UTC.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>More about it.</summary>
    public string Description { get; init; } = "";

    /// <summary>Its page.</summary>
    public Uri? Page { get; init; }

    /// <summary>It is not needed any more: done, or dropped.</summary>
    public bool Cancelled { get; init; }
}
