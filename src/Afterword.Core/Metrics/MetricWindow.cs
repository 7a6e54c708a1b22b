namespace Afterword.Core.Metrics;

/// <summary>A window of whole UTC days, both ends included.</summary>
public sealed record MetricWindow
{
    /// <summary>The longest window, days: ten years.</summary>
    public const int MostDays = 3660;

    private const int EarliestYear = 1980;
    private const int LatestYear = 2200;

    /// <summary>Makes a window.</summary>
    /// <exception cref="RuleException">It ends before it starts, is longer than ten years, or lies before 1980 or after 2200.</exception>
    public MetricWindow(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            throw new RuleException(
                "to",
                $"The window ends ({to:yyyy-MM-dd}) before it starts ({from:yyyy-MM-dd}); swap the two days."
            );
        }
        if (to.DayNumber - from.DayNumber >= MostDays)
        {
            throw new RuleException("from", "A window is ten years long at most.");
        }
        if (from.Year < EarliestYear || to.Year > LatestYear)
        {
            throw new RuleException(
                "from",
                $"A window lies between {EarliestYear} and {LatestYear}."
            );
        }
        (From, To) = (from, to);
    }

    /// <summary>The first day.</summary>
    public DateOnly From { get; }

    /// <summary>The last day.</summary>
    public DateOnly To { get; }

    /// <summary>How many days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The last <paramref name="days"/> days, today included.</summary>
    public static MetricWindow Last(int days, DateOnly today) =>
        new(today.AddDays(1 - days), today);

    /// <summary>The window of the same length just before.</summary>
    /// <exception cref="RuleException">It would lie before 1980.</exception>
    public MetricWindow Before() => new(From.AddDays(-Days), From.AddDays(-1));

    /// <summary>Whether a day lies in it.</summary>
    public bool Has(DateOnly day) => day >= From && day <= To;

    /// <summary>The window cut into weeks (up to half a year) or months, for a trend. The first and the last may be shorter.</summary>
    public IReadOnlyList<MetricWindow> Slices()
    {
        var slices = new List<MetricWindow>();
        var weeks = Days <= 190;
        for (var from = From; ; )
        {
            var last = weeks ? from.AddDays(6) : LastOfMonth(from);
            if (last >= To)
            {
                slices.Add(new MetricWindow(from, To));
                return slices;
            }
            slices.Add(new MetricWindow(from, last));
            from = last.AddDays(1);
        }
    }

    private static DateOnly LastOfMonth(DateOnly day) =>
        new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
