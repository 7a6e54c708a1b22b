using System.Globalization;
using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.Linting;
using Afterword.Core.Metrics;
using Afterword.Server.Data;
using Afterword.Server.Data.Insight;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Insights;

/// <summary>What an address asks: a window, a part of the incidents, a baseline, groups. Pages, API and CSV understand the same words.</summary>
public sealed record InsightQuery
{
    /// <summary>The window where nobody names one, days.</summary>
    public const int UsualDays = 90;

    private static readonly string[] Known =
    [
        "last",
        "from",
        "to",
        "team",
        "severity",
        "service",
        "cause",
        "priority",
        "by",
        "baseline",
    ];

    /// <summary>Words that belong to the page, not to the question.</summary>
    private static readonly string[] Elsewhere = ["cursor", "limit", "format"];

    public required MetricWindow Window { get; init; }

    public MetricFilter Filter { get; init; } = MetricFilter.None;

    public MetricGroup? By { get; init; }

    public Baseline? Baseline { get; init; }

    /// <summary>The handle of the team, where one is asked for.</summary>
    public string? Team { get; init; }

    /// <summary>Reads the words after the question mark; empty ones count as not given.</summary>
    /// <exception cref="RuleException">A word is unknown or its value has no meaning here.</exception>
    internal static async Task<InsightQuery> Read(
        IQueryCollection query,
        AfterwordDb db,
        DateOnly today,
        CancellationToken ct,
        string? team = null
    )
    {
        foreach (var word in query.Keys.Except(Known).Except(Elsewhere))
        {
            throw new RuleException(
                word,
                $"There is no word '{Short(word)}' here.{DidYouMean.Sentence(word, Known)} There are: {string.Join(", ", Known)}."
            );
        }
        string? Of(string word) =>
            query[word].ToString().Trim() is { Length: > 0 } text ? text : null;
        team ??= Of("team")?.TrimStart('@').ToLowerInvariant();
        var asked = new InsightQuery
        {
            Window = Comparable(WindowOf(Of("last"), Of("from"), Of("to"), today)),
            By = Name<MetricGroup>("by", Of("by")),
            Baseline = await BaselineOf(db, Of("baseline"), ct),
            Team = team,
            Filter = new MetricFilter
            {
                TeamId = await TeamOf(db, team, ct),
                Severity = Name<Severity>("severity", Of("severity")),
                ServiceId = await ServiceOf(db, Of("service"), ct),
                Cause = Of("cause")?.TrimStart('#').ToLowerInvariant(),
                Priority = Name<Priority>("priority", Of("priority")),
            },
        };
        asked.MustFitBaseline();
        return asked;
    }

    /// <summary>The metrics that the question makes sense for: only items have a priority.</summary>
    internal IReadOnlyList<IMetric> Metrics =>
        Filter.Priority is null
            ? AllMetrics.List
            : [.. AllMetrics.List.Where(m => m.Subject == MetricSubject.Item)];

    /// <summary>Checks that no groups are asked for where every metric is told in one line.</summary>
    /// <exception cref="RuleException">They are.</exception>
    internal void MustBeWhole()
    {
        if (By is not null)
        {
            throw new RuleException(
                "by",
                "Groups are told of one metric at a time; name one, such as time-to-resolve."
            );
        }
    }

    /// <summary>Like is compared with like: a baseline holds all incidents of the organization or of one team.</summary>
    private void MustFitBaseline()
    {
        if (Baseline is null)
        {
            return;
        }
        if (Baseline.TeamId != Filter.TeamId)
        {
            throw new RuleException(
                "baseline",
                Baseline.TeamId is null
                    ? $"“{Baseline.Name}” is about the whole organization; leave the team out, or choose a baseline of the team."
                    : $"“{Baseline.Name}” is about one team; name that team, or choose a baseline of the organization."
            );
        }
        if (Filter != new MetricFilter { TeamId = Filter.TeamId })
        {
            throw new RuleException(
                "baseline",
                "A baseline is about incidents of every severity, service, cause and priority; leave these out to compare with it."
            );
        }
    }

    /// <summary>Checks that a group makes sense for a metric.</summary>
    /// <exception cref="RuleException">It does not.</exception>
    public void MustFit(IMetric metric)
    {
        var groups = MetricGroups.Of(metric).ToList();
        if (By is { } by && !groups.Contains(by))
        {
            throw new RuleException(
                "by",
                $"{metric.Name} can be grouped by {string.Join(", ", groups.Select(g => SnakeCase.Of(g)))}."
            );
        }
        if (Filter.Priority is not null && metric.Subject != MetricSubject.Item)
        {
            throw new RuleException(
                "priority",
                $"{metric.Name} is about {(metric.Subject == MetricSubject.Incident ? "incidents" : "messages")}, which have no priority."
            );
        }
    }

    private static MetricWindow WindowOf(string? last, string? from, string? to, DateOnly today)
    {
        if (last is not null && (from is not null || to is not null))
        {
            throw new RuleException("last", "Give either last, or from and to.");
        }
        if (from is null && to is null)
        {
            return Last(last ?? $"{UsualDays}d", today);
        }
        var end = Day("to", to) ?? today;
        return new MetricWindow(Day("from", from) ?? end.AddDays(1 - UsualDays), end);
    }

    /// <summary>The period before must be one as well: what cannot be compared is said here, before anything is read.</summary>
    private static MetricWindow Comparable(MetricWindow window)
    {
        _ = window.Before();
        return window;
    }

    private static MetricWindow Last(string text, DateOnly today)
    {
        var unit = char.ToLowerInvariant(text[^1]);
        if (
            !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            || n is 0 or > MetricWindow.MostDays
            || unit is not ('d' or 'm')
            || (unit == 'm' && n > 120)
        )
        {
            throw new RuleException(
                "last",
                "last is a number of days or months, such as 90d or 12m; ten years at most."
            );
        }
        return unit == 'd'
            ? MetricWindow.Last(n, today)
            : new MetricWindow(today.AddMonths(-n).AddDays(1), today);
    }

    private static DateOnly? Day(string word, string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, 0, out var day)
            ? day
        : throw new RuleException(word, $"{word} is a day such as 2026-01-31.");

    private static T? Name<T>(string word, string? text)
        where T : struct, Enum =>
        text is null ? null
        : SnakeCase.TryParse<T>(text, out var value) ? value
        : throw new RuleException(
            word,
            $"{word} is one of {string.Join(", ", Enum.GetValues<T>().Select(v => SnakeCase.Of(v)))}."
        );

    private static async Task<int?> TeamOf(AfterwordDb db, string? handle, CancellationToken ct) =>
        handle is null
            ? null
            : await db
                .Teams.Where(t => t.Handle == handle)
                .Select(t => (int?)t.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw new RuleException("team", $"There is no team @{Short(handle)}.");

    private static async Task<int?> ServiceOf(
        AfterwordDb db,
        string? handle,
        CancellationToken ct
    ) =>
        handle is null
            ? null
            : await db
                .Services.Where(s => s.Handle == handle)
                .Select(s => (int?)s.Id)
                .SingleOrDefaultAsync(ct)
                ?? throw new RuleException("service", $"There is no service {Short(handle)}.");

    private static async Task<Baseline?> BaselineOf(
        AfterwordDb db,
        string? text,
        CancellationToken ct
    )
    {
        if (text is null)
        {
            return null;
        }
        var number = int.TryParse(text, CultureInfo.InvariantCulture, out var n) ? n : 0;
        return await db.Set<Baseline>()
                .SingleOrDefaultAsync(b => b.Number == number && b.RemovedAt == null, ct)
            ?? throw new RuleException("baseline", $"There is no baseline {Short(text)}.");
    }

    private static string Short(string word) => word.Length > 40 ? word[..40] + "…" : word;
}
