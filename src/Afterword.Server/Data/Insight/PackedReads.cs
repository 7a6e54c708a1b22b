using Afterword.Core;
using Afterword.Core.Metrics;
using Afterword.Server.Data.Access;

namespace Afterword.Server.Data.Insight;

/// <summary>A row behind a figure.</summary>
internal sealed record MetricRow(int Incident, Fact Fact);

/// <summary>Figures of a part of what a viewer may see, in groups, and the rows behind them: from the packed facts of each incident.</summary>
internal static class PackedReads
{
    /// <summary>The samples of each group; with no group, all under the empty name.</summary>
    public static async Task<Dictionary<string, Samples>> Read(
        AfterwordDb db,
        MetricAsk ask,
        MetricGroup? group,
        CancellationToken ct
    )
    {
        var groups = new Dictionary<string, Samples>();
        foreach (var row in await Rows(db, ask, ct))
        {
            foreach (var fact in PackedFacts.Unpack(row.Facts))
            {
                var metric = AllMetrics.List[fact.Metric];
                if (!ask.Metrics.Contains(metric) || !Belongs(ask.Filter, fact))
                {
                    continue;
                }
                foreach (var name in NamesOf(group, row, fact))
                {
                    if (!groups.TryGetValue(name, out var samples))
                    {
                        groups[name] = samples = new Samples(ask);
                    }
                    samples.Add(metric, fact.Fact);
                }
            }
        }
        return groups;
    }

    /// <summary>The facts of one metric in the first window, the newest first.</summary>
    public static async Task<IReadOnlyList<MetricRow>> Behind(
        AfterwordDb db,
        MetricAsk ask,
        CancellationToken ct
    )
    {
        var (metric, window) = (ask.Metrics[0], ask.Windows[0]);
        var rows =
            from row in await Rows(db, ask, ct)
            from fact in PackedFacts.Unpack(row.Facts)
            where AllMetrics.List[fact.Metric] == metric && Belongs(ask.Filter, fact)
            where Counts(metric, fact.Fact, window, ask.Today)
            select new MetricRow(row.Number, fact.Fact);
        rows = metric.Kind switch
        {
            MetricKind.Standing => StillStanding(rows),
            MetricKind.Age => WithAges(rows, window.To < ask.Today ? window.To : ask.Today),
            _ => rows,
        };
        return
        [
            .. rows.OrderByDescending(r => r.Fact.Day)
                .ThenByDescending(r => r.Incident)
                .ThenBy(r => r.Fact.Item),
        ];
    }

    /// <summary>What came and went again stands no more.</summary>
    private static IEnumerable<MetricRow> StillStanding(IEnumerable<MetricRow> rows) =>
        rows.GroupBy(r => (r.Incident, r.Fact.Item))
            .Where(g => g.Sum(r => r.Fact.Value) > 0)
            .Select(g => g.MaxBy(r => r.Fact.Day)!);

    /// <summary>What stands at the end of a day, each by the day it began and with its age.</summary>
    private static IEnumerable<MetricRow> WithAges(IEnumerable<MetricRow> rows, DateOnly end) =>
        from row in rows
        group row.Fact by (row.Incident, row.Fact.Item) into facts
        let sample = facts.Aggregate(
            new Sample(AllMetrics.Age, end),
            (sum, fact) =>
            {
                sum.Add(fact);
                return sum;
            }
        )
        where sample.N > 0
        let age = sample.Total
        select new MetricRow(
            facts.Key.Incident,
            new Fact(end.AddDays((int)-age), age, facts.Key.Item)
        );

    private static bool Counts(IMetric metric, Fact fact, MetricWindow window, DateOnly today) =>
        metric.Kind switch
        {
            MetricKind.Age => window.From <= today,
            MetricKind.Standing => window.From <= today
                && fact.Day <= today
                && fact.Day <= window.To,
            _ => fact.Day <= today && window.Has(fact.Day),
        };

    private static bool Belongs(MetricFilter filter, MetricFact fact) =>
        filter.Priority is not { } priority || fact.Item?.Priority == priority;

    private static IEnumerable<string> NamesOf(MetricGroup? group, Row row, MetricFact fact) =>
        group switch
        {
            null => [""],
            MetricGroup.Team => [Number(row.TeamId)],
            MetricGroup.Severity => [row.Severity],
            MetricGroup.Service => row.Services.Count == 0 ? [""] : row.Services,
            MetricGroup.Cause => row.Causes.Count == 0 ? [""] : row.Causes,
            MetricGroup.Priority => [fact.Item?.Priority is { } p ? SnakeCase.Of(p) : ""],
            MetricGroup.OwnerTeam => [Number(fact.Item?.OwnerTeamId ?? row.TeamId)],
            _ => [fact.Fact.Audience is { } readers ? SnakeCase.Of(readers) : ""],
        };

    private static string Number(int? id) =>
        id is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";

    private static Task<List<Row>> Rows(AfterwordDb db, MetricAsk ask, CancellationToken ct)
    {
        var sqlite = db.Plain.IsSqlite;
        List<string> conditions = [VisibleSql.To("i", ask.Viewer, sqlite), "m.last_day >= @from"];
        List<(string, object)> parameters =
        [
            .. VisibleSql.Parameters(ask.Viewer),
            ("@from", ask.Windows.Min(w => w.From)),
        ];
        void Where(string condition, string name, object value)
        {
            conditions.Add(condition);
            parameters.Add((name, value));
        }
        Where("m.first_day <= @to", "@to", ask.Windows.Max(w => w.To));
        if (ask.Filter.TeamId is { } team)
        {
            Where("i.team_id = @team", "@team", team);
        }
        if (ask.Filter.Severity is { } severity)
        {
            Where("i.severity = @severity", "@severity", SnakeCase.Of(severity));
        }
        if (ask.Filter.ServiceId is { } service)
        {
            Where(
                sqlite
                    ? "@service IN (SELECT value FROM json_each(i.service_ids))"
                    : "@service = ANY (i.service_ids)",
                "@service",
                service
            );
        }
        if (ask.Filter.Cause is { } cause)
        {
            Where(
                sqlite
                    ? "@cause IN (SELECT value FROM json_each(i.tags))"
                    : "@cause = ANY (i.tags)",
                "@cause",
                cause
            );
        }
        return db.Plain.Rows(
            $"SELECT i.number, i.team_id, i.severity, i.service_ids, i.tags, m.facts FROM metric_incidents m JOIN incidents i ON i.number = m.incident_number WHERE {string.Join(" AND ", conditions)}",
            parameters,
            row => new Row(
                row.Int(0),
                row.IntOrNull(1),
                row.Text(2),
                row.Numbers(3),
                row.Words(4),
                row.Bytes(5)
            ),
            ct
        );
    }

    private sealed record Row(
        int Number,
        int? TeamId,
        string Severity,
        IReadOnlyList<string> Services,
        IReadOnlyList<string> Causes,
        byte[] Facts
    );
}
