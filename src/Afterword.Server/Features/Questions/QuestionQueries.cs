using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Questions;

/// <summary>A question with the names behind it.</summary>
public sealed record QuestionRow(
    int Number,
    int? Update,
    string Text,
    string? AskedBy,
    string? AskedByHandle,
    DateTimeOffset AskedAt,
    string Answer,
    string? AnsweredBy,
    string? AnsweredByHandle,
    DateTimeOffset? AnsweredAt
)
{
    /// <summary>True while there is no answer.</summary>
    public bool IsOpen => AnsweredAt is null;
}

/// <summary>Reads of questions. The incident is one the viewer may see.</summary>
internal static class QuestionQueries
{
    private const int Most = 500;

    /// <summary>An incident's questions: open ones first, then the newest.</summary>
    public static async Task<IReadOnlyList<QuestionRow>> Of(
        AfterwordDb db,
        int incident,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var visible = db.VisibleUpdates(viewer);
        var rows = await (
            from question in db.Questions
            where question.IncidentNumber == incident
            from asker in db.People.Where(p => p.Id == question.AskedById).DefaultIfEmpty()
            from giver in db.People.Where(p => p.Id == question.AnsweredById).DefaultIfEmpty()
            orderby question.Number descending
            select new QuestionRow(
                question.Number,
                visible.Any(u => u.Number == question.UpdateNumber) ? question.UpdateNumber : null,
                question.Text,
                asker.Name,
                asker.Handle,
                question.AskedAt,
                question.Answer,
                giver.Name,
                giver.Handle,
                question.AnsweredAt
            )
        )
            .Take(Most)
            .ToListAsync(ct);
        return [.. rows.OrderBy(r => !r.IsOpen).ThenByDescending(r => r.Number)];
    }

    /// <summary>How many of an incident's questions are open, and how many there are.</summary>
    public static async Task<(int Open, int All)> Count(
        AfterwordDb db,
        int incident,
        CancellationToken ct
    )
    {
        var counts = await db
            .Questions.Where(q => q.IncidentNumber == incident)
            .GroupBy(q => q.AnsweredAt == null)
            .Select(g => new { Open = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        return (counts.Where(c => c.Open).Sum(c => c.Count), counts.Sum(c => c.Count));
    }
}
