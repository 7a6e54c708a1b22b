using Afterword.Core.Events;
using Afterword.Server.Data.Telling;

namespace Afterword.Server.Data.Demo;

/// <summary>Something that happens in the demo.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Alone">Whether it reads what was written before it, so that it begins a new write.</param>
/// <param name="Do">The deed.</param>
internal sealed record DemoStep(DateTimeOffset At, bool Alone, Func<AfterwordDb, Task> Do);

/// <summary>Collects what happens in the demo, story by story, and gives it in the order of time.</summary>
internal sealed class DemoScript(DateTimeOffset now, Site site)
{
    private readonly List<DemoStep> _steps = [];

    public DateTimeOffset Now { get; } = now;

    public Site Site { get; } = site;

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>The numbers people, teams and services got, by handle.</summary>
    public Dictionary<string, int> People { get; } = [];

    public Dictionary<string, int> Teams { get; } = [];

    public Dictionary<string, int> Services { get; } = [];

    /// <summary>An instant some days ago at a time of day in UTC; never ahead of now.</summary>
    public DateTimeOffset At(int daysAgo, int hour, int minute = 0)
    {
        var at = new DateTimeOffset(
            Today.AddDays(-daysAgo),
            new TimeOnly(hour, minute),
            TimeSpan.Zero
        );
        return at < Now ? at : Now.AddMinutes(-1);
    }

    /// <summary>An instant some days ahead at a time of day in UTC.</summary>
    public DateTimeOffset Ahead(int days, int hour) =>
        new(Day(days), new TimeOnly(hour, 0), TimeSpan.Zero);

    /// <summary>An instant some hours ago (negative: ahead), to the minute.</summary>
    public DateTimeOffset HoursAgo(double hours)
    {
        var at = Now.AddHours(-hours);
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
    }

    /// <summary>A day from today on (negative: before); a weekend gives the Friday before or the Monday after.</summary>
    public DateOnly Day(int days)
    {
        var day = Today.AddDays(days);
        return (day.DayOfWeek, days < 0) switch
        {
            (DayOfWeek.Saturday, true) => day.AddDays(-1),
            (DayOfWeek.Sunday, true) => day.AddDays(-2),
            (DayOfWeek.Saturday, false) => day.AddDays(2),
            (DayOfWeek.Sunday, false) => day.AddDays(1),
            _ => day,
        };
    }

    public By By(string handle, DateTimeOffset at, Door door = Door.Web) =>
        new(People[handle], door, at);

    public void Then(DateTimeOffset at, Func<AfterwordDb, Task> deed, bool alone = false) =>
        _steps.Add(new DemoStep(at, alone, deed));

    /// <summary>The steps in the order of time; one that reads what was written before it begins a new batch.</summary>
    public IReadOnlyList<IReadOnlyList<DemoStep>> Batches()
    {
        var batches = new List<List<DemoStep>>();
        foreach (var step in _steps.OrderBy(s => s.At))
        {
            if (batches.Count == 0 || step.Alone)
            {
                batches.Add([]);
            }
            batches[^1].Add(step);
        }
        return batches;
    }
}
