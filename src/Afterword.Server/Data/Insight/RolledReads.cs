using System.Globalization;
using Afterword.Core.Metrics;
using Afterword.Server.Data.Access;

namespace Afterword.Server.Data.Insight;

/// <summary>
/// Figures over everything a viewer may see: from the days, which the database adds up, and the viewer's own restricted incidents one
/// by one. The cost follows the days of the windows, not the incidents in them.
/// </summary>
internal static class RolledReads
{
    public static async Task<Samples> Read(AfterwordDb db, MetricAsk ask, CancellationToken ct)
    {
        var samples = new Samples(ask);
        if (ask.Windows.Count == 0)
        {
            return samples;
        }
        await Sums(db.Plain, ask, samples, ct);
        await Values(db.Plain, ask, samples, ct);
        await RolledAges.Read(db.Plain, ask, samples, ct);
        await Standing(db.Plain, ask, samples, ct);
        await Restricted(db.Plain, ask, samples, ct);
        return samples;
    }

    /// <summary>Counts and shares: the database adds up each window.</summary>
    private static async Task Sums(
        PlainSql plain,
        MetricAsk ask,
        Samples samples,
        CancellationToken ct
    )
    {
        var metrics = Of(ask, MetricKind.Count, MetricKind.Share);
        if (metrics.Length == 0)
        {
            return;
        }
        var (values, parameters) = Windows(ask, samples);
        var rows = await plain.Rows(
            $"""
            WITH w(i, f, t) AS (VALUES {values})
            SELECT d.metric, w.i, CAST(sum(d.n) AS bigint), CAST(sum(d.total) AS bigint), CAST(sum(d.invalid) AS bigint)
              FROM w JOIN metric_days d ON d.day BETWEEN w.f AND w.t WHERE d.metric IN ({metrics}) GROUP BY d.metric, w.i
            """,
            parameters,
            row => (Metric: row.Text(0), Window: row.Int(1), Sum: Sum(row, 2)),
            ct
        );
        foreach (var (metric, window, sum) in rows)
        {
            samples.Of(AllMetrics.Find(metric)!, window).Add(sum.N, sum.Total, sum.Invalid, []);
        }
    }

    /// <summary>Times and amounts: their days with each value, for a median over any of them.</summary>
    private static async Task Values(
        PlainSql plain,
        MetricAsk ask,
        Samples samples,
        CancellationToken ct
    )
    {
        var metrics = Of(ask, MetricKind.Duration, MetricKind.Amount);
        if (metrics.Length == 0)
        {
            return;
        }
        var (from, to) = Span(ask, samples);
        var rows = await plain.Rows(
            $"SELECT metric, day, n, total, invalid, kept FROM metric_days WHERE metric IN ({metrics}) AND day BETWEEN @from AND @to",
            [("@from", from), ("@to", to)],
            row =>
                (
                    Metric: row.Text(0),
                    Day: row.Date(1),
                    Sum: Sum(row, 2),
                    Kept: PackedFacts.UnpackRuns(row.Bytes(5))
                ),
            ct
        );
        foreach (var (metric, day, sum, values) in rows)
        {
            samples.Add(AllMetrics.Find(metric)!, day, sum, values);
        }
    }

    /// <summary>What stands: all that came and went before the first window in one sum, then day by day.</summary>
    private static async Task Standing(
        PlainSql plain,
        MetricAsk ask,
        Samples samples,
        CancellationToken ct
    )
    {
        var metrics = Of(ask, MetricKind.Standing);
        if (metrics.Length == 0)
        {
            return;
        }
        var (from, to) = Span(ask, samples);
        var rows = await plain.Rows(
            $"""
            SELECT metric, NULL, CAST(sum(total) AS bigint) FROM metric_days WHERE metric IN ({metrics}) AND day < @from GROUP BY metric
            UNION ALL SELECT metric, day, total FROM metric_days WHERE metric IN ({metrics}) AND day BETWEEN @from AND @to
            """,
            [("@from", from), ("@to", to)],
            row => (Metric: row.Text(0), Day: row.DateOrNull(1), Total: row.Long(2)),
            ct
        );
        foreach (var (metric, day, total) in rows)
        {
            samples.Add(AllMetrics.Find(metric)!, day ?? DateOnly.MinValue, (1, total, 0), []);
        }
    }

    private static async Task Restricted(
        PlainSql plain,
        MetricAsk ask,
        Samples samples,
        CancellationToken ct
    )
    {
        // What came and went before the first day stands no more; what still stands has no last day. Restricted ones are few: the plus keeps
        // SQLite, which has no statistics, from beginning with the many of these days.
        var rows = await plain.Rows(
            $"SELECT m.facts FROM metric_incidents m JOIN incidents i ON i.number = m.incident_number WHERE m.restricted AND {(plain.IsSqlite ? "+" : "")}m.last_day >= @from AND {VisibleSql.To("i", ask.Viewer, plain.IsSqlite)}",
            [.. VisibleSql.Parameters(ask.Viewer), ("@from", Span(ask, samples).From)],
            row => row.Bytes(0),
            ct
        );
        foreach (var fact in rows.SelectMany(PackedFacts.Unpack))
        {
            if (AllMetrics.List[fact.Metric] is var metric && samples.Wants(metric))
            {
                samples.Add(metric, fact.Fact);
            }
        }
    }

    private static (string Values, List<(string, object)> Parameters) Windows(
        MetricAsk ask,
        Samples samples
    )
    {
        List<(string, object)> parameters = [];
        var values = ask.Windows.Select(
            (window, i) =>
            {
                var n = i.ToString(CultureInfo.InvariantCulture);
                parameters.Add(($"@f{n}", window.From));
                parameters.Add(($"@t{n}", samples.End(window)));
                return $"({n}, @f{n}, @t{n})";
            }
        );
        return (string.Join(", ", values), parameters);
    }

    private static (DateOnly From, DateOnly To) Span(MetricAsk ask, Samples samples) =>
        (ask.Windows.Min(w => w.From), ask.Windows.Max(samples.End));

    private static (long N, long Total, long Invalid) Sum(PlainRow row, int at) =>
        (row.Long(at), row.Long(at + 1), row.Long(at + 2));

    private static string Of(MetricAsk ask, params ReadOnlySpan<MetricKind> kinds)
    {
        List<string> ids = [];
        foreach (var metric in ask.Metrics)
        {
            if (kinds.Contains(metric.Kind))
            {
                ids.Add($"'{metric.Id}'");
            }
        }
        return string.Join(", ", ids);
    }
}
