using System.Globalization;

namespace Afterword.Core.FollowThrough;

/// <summary>The days of a year on which nobody works, as the setting has them: once or every year, everywhere or in one zone.</summary>
public sealed class Holidays
{
    private readonly HashSet<(DateOnly Day, string Zone)> _once = [];
    private readonly HashSet<(int Month, int Day, string Zone)> _yearly = [];

    private Holidays() { }

    /// <summary>Reads the setting; what is no day is left out (<see cref="Wrong"/> names it).</summary>
    public static Holidays Parse(string text)
    {
        var holidays = new Holidays();
        foreach (var entry in Entries(text))
        {
            holidays.Add(entry);
        }
        return holidays;
    }

    /// <summary>The entries that are no days.</summary>
    public static IEnumerable<string> Wrong(string text)
    {
        var scratch = new Holidays();
        return [.. Entries(text).Where(entry => !scratch.Add(entry))];
    }

    /// <summary>The days of the week in a setting; what is no day is left out, and all seven count as none.</summary>
    public static HashSet<DayOfWeek> Weekend(string text)
    {
        HashSet<DayOfWeek> days =
        [
            .. Names(text).Where(name => Day(name) is not null).Select(name => Day(name)!.Value),
        ];
        return days.Count == 7 ? [] : days;
    }

    /// <summary>The words in a setting that are no days of the week.</summary>
    public static IEnumerable<string> WrongWeekend(string text) =>
        Names(text).Where(name => Day(name) is null);

    /// <summary>Whether a day is one of them in a zone.</summary>
    public bool Has(DateOnly day, TimeZoneInfo zone) =>
        (_once.Count > 0 && (_once.Contains((day, "")) || _once.Contains((day, zone.Id))))
        || (
            _yearly.Count > 0
            && (
                _yearly.Contains((day.Month, day.Day, ""))
                || _yearly.Contains((day.Month, day.Day, zone.Id))
            )
        );

    private bool Add(string entry)
    {
        var words = entry.Split(' ', 2, StringSplitOptions.TrimEntries);
        var zone = words.Length > 1 ? words[1] : "";
        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            return false;
        }
        if (
            DateOnly.TryParseExact(
                words[0],
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            _once.Add((day, zone));
            return true;
        }
        // 2000 has a 29 February; in other years that one just does not come.
        if (
            !DateOnly.TryParseExact(
                $"2000-{words[0]}",
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var yearly
            )
        )
        {
            return false;
        }
        _yearly.Add((yearly.Month, yearly.Day, zone));
        return true;
    }

    private static DayOfWeek? Day(string name) =>
        Enum.GetValues<DayOfWeek>()
            .Cast<DayOfWeek?>()
            .FirstOrDefault(d =>
                string.Equals(d.ToString(), name, StringComparison.OrdinalIgnoreCase)
            );

    private static string[] Entries(string text) =>
        text.Split(
            [';', '\n'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );

    private static string[] Names(string text) =>
        text.Split(
            [',', ';', ' '],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
}
