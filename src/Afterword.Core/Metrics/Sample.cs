namespace Afterword.Core.Metrics;

/// <summary>A value and how often it is there.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">How often, at least once.</param>
public readonly record struct ValueRun(long Value, long Count);

/// <summary>The facts of one metric in one window (and group), added up.</summary>
/// <param name="metric">The metric.</param>
/// <param name="end">The last day of the window; ages are counted up to it.</param>
public sealed class Sample(IMetric metric, DateOnly end)
{
    private readonly List<ValueRun> _runs = [];
    private bool _sorted = true;

    /// <summary>The metric.</summary>
    public IMetric Metric => metric;

    /// <summary>How many facts there are, without invalid ones.</summary>
    public long N { get; private set; }

    /// <summary>The sum of their values.</summary>
    public long Total { get; private set; }

    /// <summary>How many are left out because their instants contradict.</summary>
    public long Invalid { get; private set; }

    /// <summary>True where each value is needed, for a median: the others are told by n and sum alone.</summary>
    public static bool KeepsValues(MetricKind kind) =>
        kind is MetricKind.Duration or MetricKind.Amount;

    /// <summary>The values in order, each once; empty for kinds that need none.</summary>
    public IReadOnlyList<ValueRun> Runs
    {
        get
        {
            if (!_sorted)
            {
                Sort();
            }
            return _runs;
        }
    }

    /// <summary>Adds a fact.</summary>
    public void Add(Fact fact)
    {
        if (fact.IsInvalid)
        {
            Invalid++;
            return;
        }
        Add(fact.Day, 1, fact.Value);
        if (KeepsValues(metric.Kind))
        {
            Keep(new ValueRun(fact.Value, 1));
        }
    }

    /// <summary>Adds a day that was added up before.</summary>
    /// <param name="day">The day.</param>
    /// <param name="n">How many facts.</param>
    /// <param name="total">The sum of their values.</param>
    /// <param name="invalid">How many were left out.</param>
    /// <param name="values">The values, where the kind keeps them.</param>
    public void Add(DateOnly day, long n, long total, long invalid, IReadOnlyList<ValueRun> values)
    {
        Invalid += invalid;
        Add(day, n, total);
        foreach (var run in values)
        {
            Keep(run);
        }
    }

    /// <summary>Adds another sample of the same metric.</summary>
    public void Add(Sample other)
    {
        (N, Total, Invalid) = (N + other.N, Total + other.Total, Invalid + other.Invalid);
        _runs.AddRange(other._runs);
        _sorted = false;
    }

    /// <summary>A sample that was kept, such as a baseline's.</summary>
    public static Sample Of(
        IMetric metric,
        DateOnly end,
        long n,
        long total,
        long invalid,
        IEnumerable<long> values
    )
    {
        var sample = new Sample(metric, end)
        {
            N = n,
            Total = total,
            Invalid = invalid,
        };
        sample._runs.AddRange(values.Select(value => new ValueRun(value, 1)));
        sample._sorted = false;
        return sample;
    }

    private void Add(DateOnly day, long n, long total)
    {
        if (metric.Kind != MetricKind.Age)
        {
            (N, Total) = (N + n, Total + total);
            return;
        }
        var age = Math.Max(0, end.DayNumber - day.DayNumber);
        (N, Total) = (N + n, Total + n * age);
        Keep(new ValueRun(age, n));
    }

    private void Keep(ValueRun run)
    {
        _runs.Add(run);
        _sorted = false;
    }

    private void Sort()
    {
        _runs.Sort(static (one, other) => one.Value.CompareTo(other.Value));
        var last = -1;
        for (var i = 0; i < _runs.Count; i++)
        {
            if (last >= 0 && _runs[last].Value == _runs[i].Value)
            {
                _runs[last] = new ValueRun(_runs[i].Value, _runs[last].Count + _runs[i].Count);
            }
            else
            {
                _runs[++last] = _runs[i];
            }
        }
        _runs.RemoveRange(last + 1, _runs.Count - last - 1);
        _sorted = true;
    }
}
