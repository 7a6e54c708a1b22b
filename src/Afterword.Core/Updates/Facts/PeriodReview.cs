using Afterword.Core.ActionItems;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>A metric as a review tells it.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Figure">Its figure with what it rests on: <c>94 min, median of 12</c>.</param>
/// <param name="Direction">The direction in words.</param>
public sealed record PeriodFigure(string Name, string Figure, string Direction);

/// <summary>What a month or a week came to: figures, what closed, what slipped and why, what is asked for, what got better for good.</summary>
/// <param name="Period">Its name: <c>October 2026</c>, <c>the week from 2026-11-16</c>.</param>
/// <param name="Baseline">What the figures stand beside: a baseline's name; empty for the period before.</param>
/// <param name="Incidents">How many incidents there were.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Closed">The items that were done.</param>
/// <param name="Slipped">Open items that are late, blocked, or whose date moved.</param>
/// <param name="Stories">What beat its baseline for two periods.</param>
/// <param name="NextOn">The day of the next one.</param>
/// <param name="Page">The page with everything behind it.</param>
/// <param name="Now">The moment of the copy, UTC.</param>
public sealed record PeriodReview(
    string Period,
    string Baseline,
    int Incidents,
    IReadOnlyList<PeriodFigure> Figures,
    IReadOnlyList<ItemFact> Closed,
    IReadOnlyList<ItemFact> Slipped,
    IReadOnlyList<SuccessStory> Stories,
    DateOnly NextOn,
    Uri Page,
    DateTimeOffset Now
)
{
    /// <summary>The most lines of a list, however much room there is; the others are counted.</summary>
    private const int MostLines = 8;

    private static readonly string[] FigureNames = ["name", "figure", "direction"];
    private static readonly string[] LineNames = ["line"];

    /// <summary>The fields of a template.</summary>
    /// <param name="items">The most lines of each list.</param>
    internal TemplateFields Fields(int items)
    {
        var fields = new TemplateFields()
            .Text("period", FactWords.Short(Period, 8))
            .Text("incidents", FactWords.Count(Incidents, "incident"))
            .Text("done", FactWords.Count(Closed.Count, "item"))
            .Text("behind", FactWords.Count(Slipped.Count, "open item"))
            .Text("baseline", FactWords.Short(Baseline, 8))
            .List("figures", FigureNames, Figures.Select(Figure))
            .Text("nextUpdate", FactWords.Day(NextOn))
            .Link("page", "the rows behind every figure", Page);
        foreach (
            var (name, lines) in new (string, IEnumerable<string>)[]
            {
                ("closed", Closed.Select(FactWords.Line)),
                ("slipped", Late()),
                ("asks", Asks()),
                ("stories", Stories.Select(s => s.Line)),
            }
        )
        {
            List<string> all = [.. lines];
            var shown = Math.Min(items, MostLines);
            fields
                .List(name, LineNames, all.Take(shown).Select(Line))
                .Flag($"{name}Any", all.Count > 0)
                .Text($"{name}More", all.Count > shown ? $"{all.Count - shown}" : "");
        }
        return fields;
    }

    private static TemplateFields Line(string line) => new TemplateFields().Text("line", line);

    private static TemplateFields Figure(PeriodFigure figure) =>
        new TemplateFields()
            .Text("name", figure.Name)
            .Text("figure", figure.Figure)
            .Text("direction", FactWords.Short(figure.Direction, 14));

    private IEnumerable<string> Late() =>
        Slipped
            .OrderByDescending(i => i.DaysLate(Now) ?? 0)
            .Select(item =>
            {
                var standing = FactWords.Standing(item, Now, 16);
                var why = FactWords.Why(item, 16);
                var said = why.Length == 0 || standing.Contains(why, StringComparison.Ordinal);
                return $"{FactWords.Line(item)}: {standing}{(said ? "" : $"; {why}")}";
            });

    /// <summary>What somebody must do who is not the owner.</summary>
    private IEnumerable<string> Asks() =>
        Slipped
            .Where(i => i.Status == ActionItemStatus.Blocked)
            .Select(i =>
                i.StatusReason.IsEmpty
                    ? $"Unblock {i.Key}: {FactWords.Plain(i.Action, 16)}"
                    : $"Unblock {i.Key}: {FactWords.Plain(i.StatusReason, 16)}"
            )
            .Concat(
                Slipped
                    .Where(i => i.Owner is null)
                    .Select(i => $"Name an owner for {i.Key}: {FactWords.Plain(i.Action, 16)}")
            );
}

/// <summary>The monthly review (M4): for leadership, on one page.</summary>
/// <param name="Month">What the month came to.</param>
public sealed record MonthlyReviewNews(PeriodReview Month) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.MonthlyReview;

    /// <inheritdoc/>
    public override InternalFacts? About => null;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(audience, Month.Fields);
}

/// <summary>What leadership hears of a week.</summary>
/// <param name="Week">What the week came to.</param>
public sealed record LeadershipDigestNews(PeriodReview Week) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.LeadershipDigest;

    /// <inheritdoc/>
    public override InternalFacts? About => null;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(audience, Week.Fields);
}
