using Afterword.Core.Memory;
using Afterword.Core.Metrics;
using Afterword.Core.PostMortems;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Insight;

/// <summary>What came of some incidents after they were over: the same cause again, questions, checks of fixes.</summary>
internal sealed class Learned
{
    private readonly HashSet<int> _recurred;
    private readonly HashSet<int> _published;

    private Learned(
        HashSet<int> recurred,
        HashSet<int> published,
        ILookup<int, MetricQuestion> questions,
        ILookup<int, MetricCheck> checks
    ) => (_recurred, _published, Questions, Checks) = (recurred, published, questions, checks);

    /// <summary>By incident.</summary>
    public ILookup<int, MetricQuestion> Questions { get; }

    /// <summary>By incident.</summary>
    public ILookup<int, MetricCheck> Checks { get; }

    /// <summary>Somebody confirmed an earlier incident's cause; without that, whoever published the post-mortem saw the similar ones and did not.</summary>
    public bool? Recurred(int incident) =>
        _recurred.Contains(incident) ? true
        : _published.Contains(incident) ? false
        : null;

    public static async Task<Learned> Load(
        AfterwordDb db,
        IReadOnlyCollection<int> numbers,
        CancellationToken ct
    )
    {
        var recurred = await db
            .SameCauses.Where(s => numbers.Contains(s.IncidentNumber) && s.WithdrawnAt == null)
            .Select(s => s.IncidentNumber)
            .ToListAsync(ct);
        var published = await db
            .PostMortems.Where(p =>
                numbers.Contains(p.IncidentNumber) && p.State == PostMortemState.Published
            )
            .Select(p => p.IncidentNumber)
            .ToListAsync(ct);
        var questions = await db
            .Questions.Where(q => numbers.Contains(q.IncidentNumber))
            .Select(q => new
            {
                q.IncidentNumber,
                q.AskedAt,
                q.AnsweredAt,
            })
            .ToListAsync(ct);
        var checks = await db
            .FixChecks.Where(c => numbers.Contains(c.IncidentNumber))
            .Select(c => new
            {
                c.IncidentNumber,
                c.ItemNumber,
                c.CheckedAt,
                c.Verdict,
            })
            .ToListAsync(ct);
        return new Learned(
            [.. recurred],
            [.. published],
            questions.ToLookup(
                q => q.IncidentNumber,
                q => new MetricQuestion(q.AskedAt, q.AnsweredAt)
            ),
            checks.ToLookup(
                c => c.IncidentNumber,
                c => new MetricCheck(c.CheckedAt, c.Verdict == FixVerdict.Held, c.ItemNumber)
            )
        );
    }
}
