using System.Globalization;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>A metric as a review tells it.</summary>
/// <param name="Name">The metric.</param>
/// <param name="Figure">Its figure with what it rests on: <c>94 min, median of 12</c>.</param>
/// <param name="Direction">The direction in words.</param>
public sealed record PeriodFigure(string Name, string Figure, string Direction);

/// <summary>A metric that has been better than its baseline for two periods (F11).</summary>
/// <param name="Name">The metric.</param>
/// <param name="Was">The baseline's figure.</param>
/// <param name="Is">The last period's figure.</param>
/// <param name="Baseline">The baseline's name.</param>
public sealed record SuccessStory(string Name, string Was, string Is, string Baseline);

/// <summary>What a month came to (M4), or a week (the leadership digest): figures, what closed, what slipped and why, what is asked for.</summary>
/// <param name="Tells">Monthly review or leadership digest.</param>
/// <param name="Period">Its name: <c>October 2026</c>, <c>the week from 2026-11-16</c>.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Closed">The items that were closed.</param>
/// <param name="Slipped">Open items that are late, or whose date moved.</param>
/// <param name="Stories">What has become better for good.</param>
/// <param name="NextOn">The day of the next one.</param>
/// <param name="Page">The page with everything behind it.</param>
/// <param name="Now">The moment of the copy, UTC.</param>
public sealed record PeriodNews(
    UpdateKind Tells,
    string Period,
    IReadOnlyList<PeriodFigure> Figures,
    IReadOnlyList<ItemFact> Closed,
    IReadOnlyList<ItemFact> Slipped,
    IReadOnlyList<SuccessStory> Stories,
    DateOnly NextOn,
    Uri Page,
    DateTimeOffset Now
) : News
{
    /// <summary>The fewest entries of a list that is not empty.</summary>
    private const int Least = 3;

    /// <inheritdoc/>
    public override UpdateKind Kind => Tells;

    /// <inheritdoc/>
    public override InternalFacts? About => null;

    /// <summary>How many incidents there were.</summary>
    public int Incidents { get; init; }

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(audience, Fields);

    private TemplateFields Fields(int most)
    {
        var few = Math.Max(Least, most);
        var late = Slipped.OrderByDescending(i => i.DaysLate(Now) ?? 0).ToList();
        var asks = Asks().ToList();
        return new TemplateFields()
            .Text("period", Period)
            .Text("changed", Changed())
            .List(
                "figures",
                ["name", "figure", "direction"],
                Figures.Select(f =>
                    new TemplateFields()
                        .Text("name", f.Name)
                        .Text("figure", f.Figure)
                        .Text("direction", f.Direction)
                )
            )
            .List("closed", ["line"], Lines(Closed.Take(few).Select(FactWords.Line)))
            .Text("moreClosed", More(Closed.Count, few))
            .List("slipped", ["line"], Lines(late.Take(few).Select(Late)))
            .Text("moreSlipped", More(late.Count, few))
            .List("asks", ["line"], Lines(asks.Take(few)))
            .List("stories", ["line"], Lines(Stories.Take(few).Select(Story)))
            .Text("nextUpdate", FactWords.Day(NextOn))
            .Link("page", "Insights in Afterword", Page);
    }

    private string Changed() =>
        $"{Capital(Period)}: {FactWords.Count(Incidents, "incident")}, {FactWords.Count(Closed.Count, "item")} closed, {Slipped.Count} late or moved";

    private string Late(ItemFact item)
    {
        var (standing, why) = (FactWords.Standing(item, Now, 16), FactWords.Why(item, 16));
        var said = why.Length == 0 || standing.Contains(why, StringComparison.Ordinal);
        return $"{FactWords.Line(item)}: {standing}{(said ? "" : $"; {why}")}";
    }

    /// <summary>What somebody must do who is not the owner.</summary>
    private IEnumerable<string> Asks()
    {
        foreach (var item in Slipped.Where(i => i.Status == ActionItems.ActionItemStatus.Blocked))
        {
            yield return $"Unblock {item.Key}: {FactWords.Plain(item.StatusReason, 16)}";
        }
        foreach (var item in Slipped.Where(i => i.IsOpen && i.Owner is null))
        {
            yield return $"Name an owner for {item.Key}: {FactWords.Plain(item.Action, 16)}";
        }
    }

    private static string Story(SuccessStory story) =>
        $"{story.Name}: {story.Is} instead of {story.Was} ({story.Baseline}), for two periods now";

    private static string More(int all, int most) =>
        all > most ? FactWords.Count(all - most, "more item", "more items") : "";

    private static IEnumerable<TemplateFields> Lines(IEnumerable<string> lines) =>
        lines.Select(line => new TemplateFields().Text("line", line));

    private static string Capital(string text) =>
        string.Concat(text[..1].ToUpper(CultureInfo.InvariantCulture), text[1..]);
}

/// <summary>Something became better for good, told to everybody inside once a person approves (F11).</summary>
/// <param name="Story">What.</param>
/// <param name="Page">The page with the figure behind it.</param>
public sealed record SuccessNews(SuccessStory Story, Uri Page) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.SuccessStory;

    /// <inheritdoc/>
    public override InternalFacts? About => null;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        new InsideFacts(
            audience,
            _ =>
                new TemplateFields()
                    .Text("name", Story.Name)
                    .Text("was", Story.Was)
                    .Text("is", Story.Is)
                    .Text("baseline", Story.Baseline)
                    .Link("page", "the figure and the rows behind it", Page)
        );
}
