using System.Globalization;

namespace Afterword.Server.Shell.Pieces;

/// <summary>Dates and instants in words: English, in the order and the hours of the reader's locale.</summary>
internal static class TimeWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    /// <summary>As a machine reads it: <c>2026-11-21T20:50:00Z</c>.</summary>
    public static string Iso(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>For the hover: <c>2026-11-21 20:50 UTC</c>.</summary>
    public static string Utc(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>In the reader's zone: <c>Nov 21, 2026, 3:50 PM</c> or <c>21 Nov 2026, 21:50</c>; this year's year is left out.</summary>
    public static string Instant(DateTimeOffset at, Reader reader)
    {
        var local = reader.Local(at);
        var time = local.ToString(IsAmerican(reader) ? "h:mm tt" : "HH:mm", English);
        return $"{Date(DateOnly.FromDateTime(local.DateTime), reader)}, {time}";
    }

    public static string Date(DateOnly on, Reader reader)
    {
        var thisYear = on.Year == reader.Today.Year;
        return on.ToString(
            IsAmerican(reader)
                ? (thisYear ? "MMM d" : "MMM d, yyyy")
                : (thisYear ? "d MMM" : "d MMM yyyy"),
            English
        );
    }

    /// <summary>"in 2 days", "3 hours ago", "just now": the largest unit, rounded down.</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now)
    {
        var span = (at - now).Duration();
        if (span < TimeSpan.FromMinutes(1))
        {
            return at > now ? "in a moment" : "just now";
        }
        var words =
            span.TotalHours < 1 ? Count((int)span.TotalMinutes, "minute")
            : span.TotalDays < 1 ? Count((int)span.TotalHours, "hour")
            : span.TotalDays < 60 ? Count((int)span.TotalDays, "day")
            : span.TotalDays < 730 ? Count((int)(span.TotalDays / 30.44), "month")
            : Count((int)(span.TotalDays / 365.25), "year");
        return at > now ? $"in {words}" : $"{words} ago";
    }

    /// <summary>"5 days late", "due today", "due tomorrow", "in 12 days".</summary>
    public static string Due(DateOnly on, DateOnly today) =>
        (on.DayNumber - today.DayNumber) switch
        {
            < 0 and var days => $"{Count(-days, "day")} late",
            0 => "due today",
            1 => "due tomorrow",
            var days => $"in {Count(days, "day")}",
        };

    /// <summary>"1 day", "3 days".</summary>
    public static string Count(int number, string noun) =>
        number == 1 ? $"1 {noun}" : string.Create(English, $"{number:N0} {noun}s");

    /// <summary>"54 min", "3 h 20 min", "2 d 4 h".</summary>
    public static string Duration(TimeSpan span) =>
        span.TotalHours < 1 ? $"{(int)span.TotalMinutes} min"
        : span.TotalDays < 1
            ? (span.Minutes == 0 ? $"{span.Hours} h" : $"{span.Hours} h {span.Minutes} min")
        : span.Hours == 0 ? $"{(int)span.TotalDays} d"
        : $"{(int)span.TotalDays} d {span.Hours} h";

    private static bool IsAmerican(Reader reader) =>
        reader.Locale.Equals("en-US", StringComparison.OrdinalIgnoreCase) || reader.Locale == "en";
}
