using Afterword.Core.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Insight;

/// <summary>What some incidents add to and take from the days.</summary>
internal sealed class DayChanges
{
    /// <summary>An arbitrary number that only roll-ups lock on.</summary>
    public const long LockKey = 0x4146_5445_524f_4c4c;

    private readonly Dictionary<(DateOnly Day, int Metric), Cell> _cells = [];

    /// <summary>Whether anything was added or taken, restricted incidents included.</summary>
    public bool Any { get; private set; }

    public void Add(IncidentFacts facts) => Each(facts, 1);

    public void Take(IncidentFacts facts) => Each(facts, -1);

    public async Task Apply(AfterwordDb db, CancellationToken ct)
    {
        var days = _cells.Keys.Select(key => key.Day).Distinct().ToList();
        string[] metrics =
        [
            .. _cells.Keys.Select(key => AllMetrics.List[key.Metric].Id).Distinct(),
        ];
        foreach (var some in days.Chunk(500).Select(chunk => chunk.ToHashSet()))
        {
            var standing = await db.Set<MetricDay>()
                .AsTracking()
                .Where(d => metrics.Contains(d.Metric) && some.Contains(d.Day))
                .ToDictionaryAsync(d => (d.Day, d.Metric), ct);
            foreach (var ((day, metric), cell) in _cells.Where(c => some.Contains(c.Key.Day)))
            {
                var id = AllMetrics.List[metric].Id;
                if (!standing.TryGetValue((day, id), out var row))
                {
                    row = new MetricDay { Day = day, Metric = id };
                    db.Add(row);
                }
                cell.ApplyTo(row);
                if (row is { N: 0, Invalid: 0 })
                {
                    db.Remove(row);
                }
            }
        }
    }

    private void Each(IncidentFacts packed, int sign)
    {
        Any = true;
        if (packed.Restricted)
        {
            return;
        }
        foreach (var (metric, fact, _) in PackedFacts.Unpack(packed.Facts))
        {
            var key = (fact.Day, metric);
            if (!_cells.TryGetValue(key, out var cell))
            {
                _cells[key] = cell = new Cell(AllMetrics.List[metric].Kind);
            }
            cell.Count(fact, sign);
        }
    }

    private sealed class Cell(MetricKind kind)
    {
        private readonly List<long> _come = [];
        private readonly List<long> _gone = [];
        private long _n;
        private long _total;
        private long _invalid;

        public void Count(Fact fact, int sign)
        {
            if (fact.IsInvalid)
            {
                _invalid += sign;
                return;
            }
            _n += sign;
            if (kind == MetricKind.Age)
            {
                CountAge(fact.Value, sign);
                return;
            }
            _total += sign * fact.Value;
            if (Sample.KeepsValues(kind))
            {
                Keep(fact.Value, sign);
            }
        }

        // The sum is what stands now; the values are the ages at which something went or came back.
        private void CountAge(long age, int sign)
        {
            if (age == 0)
            {
                _total += sign;
                return;
            }
            Keep(PackedFacts.PackAge(age), sign);
        }

        private void Keep(long value, int sign) => (sign > 0 ? _come : _gone).Add(value);

        public void ApplyTo(MetricDay row)
        {
            row.N += _n;
            row.Total += _total;
            row.Invalid += _invalid;
            if (_come.Count == 0 && _gone.Count == 0)
            {
                return;
            }
            var values = PackedFacts.UnpackValues(row.Kept);
            values.AddRange(_come);
            foreach (var value in _gone)
            {
                values.Remove(value);
            }
            row.Kept = PackedFacts.PackValues(values);
        }
    }
}
