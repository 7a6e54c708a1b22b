using Afterword.Core.Metrics;

namespace Afterword.Server.Data.Insight;

/// <summary>
/// Ages at the end of any day, from the days: what stands now by the day it began, then back in time, day by day, with what went and
/// without what came back. Only the days after the earliest end are unpacked, whatever came and went before.
/// </summary>
internal static class RolledAges
{
    public static async Task Read(
        PlainSql plain,
        MetricAsk ask,
        Samples samples,
        CancellationToken ct
    )
    {
        foreach (var metric in ask.Metrics.Where(m => m.Kind == MetricKind.Age))
        {
            var rows = await plain.Rows(
                "SELECT day, total, CASE WHEN day > @end THEN kept END FROM metric_days WHERE metric = @metric AND (total <> 0 OR day > @end) ORDER BY day DESC",
                [("@end", ask.Windows.Min(samples.End)), ("@metric", metric.Id)],
                row =>
                    (
                        Day: row.Date(0),
                        Standing: row.Long(1),
                        Moved: row.BytesOrNull(2) is { } kept ? PackedFacts.UnpackRuns(kept) : []
                    ),
                ct
            );
            var standing = rows.Where(r => r.Standing != 0)
                .ToDictionary(r => r.Day.DayNumber, r => r.Standing);
            var back = 0;
            foreach (var sample in samples.LastFirst(metric))
            {
                for (; back < rows.Count && rows[back].Day > sample.End; back++)
                {
                    TakeBack(standing, rows[back].Day.DayNumber, rows[back].Moved);
                }
                foreach (var (since, count) in standing)
                {
                    sample.Stand(DateOnly.FromDayNumber(since), count);
                }
            }
        }
    }

    private static void TakeBack(
        Dictionary<int, long> standing,
        int day,
        IReadOnlyList<ValueRun> moved
    )
    {
        foreach (var run in moved)
        {
            var age = (int)PackedFacts.UnpackAge(run.Value);
            var since = day - Math.Abs(age);
            standing[since] =
                standing.GetValueOrDefault(since) + (age < 0 ? run.Count : -run.Count);
        }
    }
}
