using Afterword.Core.Events;

namespace Afterword.Core.Metrics;

/// <summary>
/// The figures of a window as they stood when a person froze them, to compare with later. They rest on what everybody may see, so
/// that everybody may see them; what changes about those incidents afterwards no longer changes them.
/// </summary>
public sealed class Baseline : Noun
{
    /// <summary>The longest name, in characters.</summary>
    public const int NameLimit = 80;

    /// <summary>The most values kept of one metric; of more, every n-th in order, which keeps median and ranks.</summary>
    public const int MostValues = 1000;

    private Baseline() { }

    /// <summary>The number of the baseline.</summary>
    public int Number { get; private set; }

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The first day.</summary>
    public DateOnly FromDay { get; private set; }

    /// <summary>The last day.</summary>
    public DateOnly ToDay { get; private set; }

    /// <summary>The team whose figures they are; null for the whole organization.</summary>
    public int? TeamId { get; private set; }

    /// <summary>The figures, one a metric.</summary>
    public IReadOnlyList<FrozenSample> Figures { get; private set; } = [];

    /// <summary>When they were frozen, UTC.</summary>
    public DateTimeOffset FrozenAt { get; private set; }

    /// <summary>Who froze them.</summary>
    public int? FrozenById { get; private set; }

    /// <summary>When somebody took it off the lists, UTC.</summary>
    public DateTimeOffset? RemovedAt { get; private set; }

    /// <summary>The days it is about.</summary>
    public MetricWindow Window => new(FromDay, ToDay);

    /// <inheritdoc/>
    public override SubjectKind SubjectKind => SubjectKind.Baseline;

    /// <inheritdoc/>
    public override long SubjectId => Number;

    /// <summary>Freezes figures.</summary>
    /// <param name="number">The next number.</param>
    /// <param name="name">What people will call it.</param>
    /// <param name="window">The days it is about.</param>
    /// <param name="team">The team, or null for the whole organization.</param>
    /// <param name="samples">What was counted in the window.</param>
    /// <param name="firstDay">The day of the first incident that everybody may see; null while there is none.</param>
    /// <param name="by">Who freezes.</param>
    /// <exception cref="RuleException">It has no name, or the window is before the first incident or not over.</exception>
    public static Baseline Freeze(
        int number,
        string name,
        MetricWindow window,
        int? team,
        IEnumerable<Sample> samples,
        DateOnly? firstDay,
        By by
    )
    {
        var called = name.Trim();
        if (called.Length is 0 or > NameLimit)
        {
            throw new RuleException(
                "name",
                $"A baseline needs a name of at most {NameLimit} characters."
            );
        }
        if (firstDay is null || window.To < firstDay)
        {
            throw new RuleException(
                "to",
                firstDay is { } first
                    ? $"The first incident is of {first:yyyy-MM-dd}; a baseline before it would hold no figure."
                    : "There is no incident yet; a baseline would hold no figure."
            );
        }
        if (window.To >= Fact.DayOf(by.At))
        {
            throw new RuleException(
                "to",
                "A baseline is about days that are over; choose yesterday or earlier as its last day."
            );
        }
        var baseline = new Baseline
        {
            Number = number,
            Name = called,
            FromDay = window.From,
            ToDay = window.To,
            TeamId = team,
            Figures = [.. samples.Select(FrozenSample.Of)],
            FrozenAt = by.At,
            FrozenById = by.PersonId,
        };
        baseline.Happened(EventKind.BaselineFrozen, by, note: called);
        return baseline;
    }

    /// <summary>Takes it off the lists.</summary>
    /// <exception cref="RuleException">It is off already.</exception>
    public void Remove(By by)
    {
        if (RemovedAt is not null)
        {
            throw new RuleException("", "This baseline is removed already.");
        }
        RemovedAt = by.At;
        Happened(EventKind.BaselineRemoved, by, note: Name);
    }

    /// <summary>What was counted for a metric; empty where the metric did not exist then.</summary>
    public Sample Of(IMetric metric) =>
        Figures.FirstOrDefault(f => f.Metric == metric.Id) is { } frozen
            ? Sample.Of(metric, ToDay, frozen.N, frozen.Total, frozen.Invalid, frozen.Values)
            : new Sample(metric, ToDay);
}

/// <summary>A sample as a baseline keeps it.</summary>
/// <param name="Metric">The metric's id.</param>
/// <param name="N">How many facts.</param>
/// <param name="Total">The sum of their values.</param>
/// <param name="Invalid">How many were left out.</param>
/// <param name="Values">The values in order, thinned to <see cref="Baseline.MostValues"/>.</param>
public sealed record FrozenSample(
    string Metric,
    long N,
    long Total,
    long Invalid,
    IReadOnlyList<long> Values
)
{
    /// <summary>Freezes a sample.</summary>
    public static FrozenSample Of(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var all = sample.Runs.Sum(run => run.Count);
        var kept = Math.Min(all, Baseline.MostValues);
        var values = new List<long>((int)kept);
        var passed = 0L;
        foreach (var run in sample.Runs)
        {
            passed += run.Count;
            while (values.Count < kept && (values.Count + 0.5) * all / kept < passed)
            {
                values.Add(run.Value);
            }
        }
        return new FrozenSample(sample.Metric.Id, sample.N, sample.Total, sample.Invalid, values);
    }
}
