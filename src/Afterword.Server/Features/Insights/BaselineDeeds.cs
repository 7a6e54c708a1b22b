using System.Globalization;
using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Metrics;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Insight;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Insights;

/// <summary>What is to be frozen, as it was typed.</summary>
internal sealed record BaselineRequest(string? Name, string? From, string? To, string? Team);

/// <summary>Freezes and removes baselines.</summary>
internal static class BaselineDeeds
{
    /// <summary>Sees what everybody may see and nothing more: so everybody may see what it froze.</summary>
    private static readonly Viewer Everybody = new(null, Role.Viewer);

    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public static async Task<Baseline> Freeze(
        Store store,
        AfterwordDb db,
        BaselineRequest ask,
        By by,
        CancellationToken ct
    )
    {
        var window = new MetricWindow(Day("from", ask.From), Day("to", ask.To));
        var handle = ask.Team?.Trim().TrimStart('@');
        var team = string.IsNullOrEmpty(handle)
            ? null
            : await db.Teams.SingleOrDefaultAsync(t => t.Handle == handle, ct)
                ?? throw new RuleException("team", "There is no such team.");
        var question = new MetricAsk(
            Everybody,
            AllMetrics.List,
            [window],
            new MetricFilter { TeamId = team?.Id },
            Fact.DayOf(by.At)
        );
        var samples = team is null
            ? await RolledReads.Read(db, question, ct)
            : (await PackedReads.Read(db, question, null, ct)).GetValueOrDefault("")
                ?? new Samples(question);
        var first = await MetricReports.FirstDay(db, ct);
        return await store.Write(
            async write =>
            {
                var baseline = Baseline.Freeze(
                    await write.NextBaseline(ct),
                    ask.Name ?? "",
                    window,
                    team?.Id,
                    AllMetrics.List.Select(m => samples.Of(m, 0)),
                    first,
                    by
                );
                write.Add(baseline);
                return baseline;
            },
            ct
        );
    }

    /// <returns>False where there is no such baseline.</returns>
    public static Task<bool> Remove(Store store, int number, By by, CancellationToken ct) =>
        store.Write(
            async db =>
            {
                var baseline = await db.Set<Baseline>()
                    .AsTracking()
                    .SingleOrDefaultAsync(b => b.Number == number && b.RemovedAt == null, ct);
                baseline?.Remove(by);
                return baseline is not null;
            },
            ct
        );

    private static DateOnly Day(string word, string? text) =>
        DateOnly.TryParseExact(
            text?.Trim(),
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day
        )
            ? day
            : throw new RuleException(word, "Give a day such as 2026-01-31.");
}
