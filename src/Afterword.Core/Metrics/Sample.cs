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

    /// <summary>The last day that counts.</summary>
    public DateOnly End => end;

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
        if (metric.Kind == MetricKind.Age)
        {
            AddAge(fact);
            return;
        }
        (N, Total) = (N + 1, Total + fact.Value);
        if (KeepsValues(metric.Kind))
        {
            Keep(new ValueRun(fact.Value, 1));
        }
    }

    /// <summary>Adds a day that was added up before; ages come by <see cref="Stand"/>.</summary>
    /// <param name="n">How many facts.</param>
    /// <param name="total">The sum of their values.</param>
    /// <param name="invalid">How many were left out.</param>
    /// <param name="values">The values, where the kind keeps them.</param>
    public void Add(long n, long total, long invalid, IReadOnlyList<ValueRun> values)
    {
        (N, Total, Invalid) = (N + n, Total + total, Invalid + invalid);
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

    /// <summary>Adds what stands at the end of the last day and began on a day, for ages.</summary>
    /// <param name="since">The day it began; later than the last day counts nothing.</param>
    /// <param name="n">How many; below nought takes away what was added before.</param>
    public void Stand(DateOnly since, long n)
    {
        var age = end.DayNumber - since.DayNumber;
        if (age < 0 || n == 0)
        {
            return;
        }
        (N, Total) = (N + n, Total + n * age);
        Keep(new ValueRun(age, n));
    }

    private void AddAge(Fact fact)
    {
        if (fact.Value == 0)
        {
            Stand(fact.Day, 1);
        }
        else if (fact.Day > end)
        {
            Stand(fact.Day.AddDays((int)-Math.Abs(fact.Value)), fact.Value < 0 ? 1 : -1);
        }
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
        // Ages take away, too: what is nought then is no value.
        _runs.RemoveAll(static run => run.Count == 0);
        _sorted = true;
    }
}
