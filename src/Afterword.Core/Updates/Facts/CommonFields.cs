using Afterword.Core.ActionItems;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>The fields that every audience inside shares.</summary>
internal static class CommonFields
{
    public static TemplateFields Of(InternalFacts facts, IReadOnlyList<ItemFact> open, int items)
    {
        var more = Math.Max(0, open.Count - items);
        return new TemplateFields()
            .Text("key", facts.Key)
            .Prose("title", FactWords.Short(facts.Title.Reveal(), 16))
            .Text("severity", $"severity {(int)facts.Severity + 1} of 4")
            .Text("day", FactWords.Day(facts.Day))
            .Flag("resolved", facts.ResolvedAt is not null)
            .Text("startedAt", facts.StartedAt is { } started ? FactWords.Instant(started) : "")
            .Text("resolvedAt", facts.ResolvedAt is { } resolved ? FactWords.Instant(resolved) : "")
            .Text("duration", facts.Duration is { } lasted ? FactWords.Duration(lasted) : "")
            .Text("users", facts.AffectedUsers is { } users ? FactWords.Count(users, "user") : "")
            .List(
                "items",
                FactWords.ItemFields,
                open.Take(items).Select(i => FactWords.Item(i, facts.Now))
            )
            .Text("more", more == 0 ? "" : FactWords.Count(more, "item"))
            .Text("nextUpdate", FactWords.Instant(facts.NextUpdateAt))
            .Link("page", $"{facts.Key} in Afterword", facts.Page)
            .Link("ask", Lead(facts), Mail(facts));
    }

    /// <summary>The business impact, a sentence.</summary>
    public static string Impact(InternalFacts facts, int words) =>
        facts.Impact.IsEmpty
            ? "not written down yet."
            : FactWords.Sentence(FactWords.Plain(facts.Impact, words));

    /// <summary>How far the fixes are: <c>2 of 4 fixes are done.</c></summary>
    public static string Fixes(InternalFacts facts)
    {
        var all = facts.Items.Count(i => i.Status != ActionItemStatus.Cancelled);
        var done = facts.Items.Count(i => i.Status == ActionItemStatus.Done);
        return all == 0 ? "no fix is agreed yet."
            : done == all ? $"{FactWords.Count(all, "fix", "fixes")} agreed, all done."
            : $"{done} of {FactWords.Count(all, "fix", "fixes")} {(done == 1 ? "is" : "are")} done; we stay at it until the last is.";
    }

    private static string Lead(InternalFacts facts) =>
        facts.Lead is { } lead
            ? $"ask {FactWords.Short(lead.Name, 3)}"
            : "ask on the incident's page";

    private static Uri Mail(InternalFacts facts) =>
        facts.Lead is { Email.Length: > 0 } lead ? new Uri($"mailto:{lead.Email}") : facts.Page;
}
