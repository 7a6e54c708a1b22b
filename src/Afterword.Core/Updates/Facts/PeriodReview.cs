using System.Globalization;
using System.Text;
using Afterword.Core.ActionItems;
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
public sealed record SuccessStory(string Name, string Was, string Is, string Baseline)
{
    /// <summary>The message to the whole company.</summary>
    /// <param name="page">The page with the figure behind it.</param>
    public Words Tell(Uri page) =>
        new(
            $"It got better: {Name}",
            MarkdownWords.Escape($"{Name}: {Is} instead of {Was}.").Insert(0, "**")
                + $"**\n\n{MarkdownWords.Escape($"It was {Was} in “{Baseline}”, and it has been better for two months in a row, each time by more than chance would bring about.")}\n\nThank you to everybody who wrote a fix down, did one, or checked one.\n\n**How it is counted**: [the figure and the rows behind it]({page.AbsoluteUri})"
        );

    internal string Line => $"{Name}: {Is} instead of {Was} ({Baseline}), for two months now";
}

/// <summary>What a month (M4) or a week came to: figures, what closed, what slipped and why, what is asked for, what got better for good.</summary>
/// <param name="Period">Its name: <c>October 2026</c>, <c>the week from 2026-11-16</c>.</param>
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
    /// <summary>The most lines of a list; the others are counted.</summary>
    private const int Most = 8;

    /// <summary>The monthly review.</summary>
    public Words Month() =>
        new(
            $"Monthly review: {Period}",
            Body(
                ("Closed", [.. Closed.Select(FactWords.Line)], "nothing this month"),
                ("Slipped, and why", [.. Late()], "nothing"),
                ("Outstanding asks", [.. Asks()], "none"),
                (
                    "Success stories",
                    [.. Stories.Select(s => s.Line)],
                    "none yet; a story is a metric that beats its baseline for two months"
                )
            )
        );

    /// <summary>The leadership digest of a week.</summary>
    public Words Week() =>
        new(
            $"Leadership digest: {Period}",
            Body(
                ("Late or moved, and why", [.. Late()], "nothing"),
                ("Decisions needed", [.. Asks()], "none this week"),
                ("Closed", [.. Closed.Select(FactWords.Line)], "nothing this week")
            )
        );

    private string Body(params ReadOnlySpan<(string Title, List<string> Lines, string None)> parts)
    {
        var capital = string.Concat(Period[..1].ToUpper(CultureInfo.InvariantCulture), Period[1..]);
        var body = new StringBuilder(
            $"**{MarkdownWords.Escape($"{capital}: {FactWords.Count(Incidents, "incident")}, {FactWords.Count(Closed.Count, "item")} closed, {Slipped.Count} late or moved.")}**\n\n| Metric | Figure | Direction |\n|---|---|---|\n"
        );
        foreach (var figure in Figures)
        {
            body.Append(
                CultureInfo.InvariantCulture,
                $"| {MarkdownWords.Escape(figure.Name)} | {MarkdownWords.Escape(figure.Figure)} | {MarkdownWords.Escape(figure.Direction)} |\n"
            );
        }
        foreach (var (title, lines, none) in parts)
        {
            body.Append(CultureInfo.InvariantCulture, $"\n**{title}**:\n\n");
            foreach (var line in lines.Count == 0 ? [none] : lines.Take(Most))
            {
                body.Append(CultureInfo.InvariantCulture, $"- {MarkdownWords.Escape(line)}\n");
            }
            if (lines.Count > Most)
            {
                body.Append(CultureInfo.InvariantCulture, $"- and {lines.Count - Most} more\n");
            }
        }
        return body.Append(
                CultureInfo.InvariantCulture,
                $"\n**Next one on**: {FactWords.Day(NextOn)}\n"
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"**Details**: [Insights in Afterword]({Page.AbsoluteUri})"
            )
            .ToString();
    }

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
            .Select(i => $"Unblock {i.Key}: {FactWords.Plain(i.StatusReason, 16)}")
            .Concat(
                Slipped
                    .Where(i => i.Owner is null)
                    .Select(i => $"Name an owner for {i.Key}: {FactWords.Plain(i.Action, 16)}")
            );
}
