using System.Globalization;
using Afterword.Core.ActionItems;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>What leadership is told: business impact in figures, the risk now, decisions needed, dates. No service names, no cause.</summary>
/// <param name="facts">The facts.</param>
public sealed class LeadershipFacts(InternalFacts facts) : IAudienceFacts
{
    /// <inheritdoc/>
    public Audience Audience => Audience.Leadership;

    /// <inheritdoc/>
    public TemplateFields Fields(int items)
    {
        var open = FactWords.Open(facts);
        return CommonFields
            .Of(facts, open, items)
            .Prose("impact", CommonFields.Impact(facts, 25))
            .Prose(
                "cost",
                facts.Cost.IsEmpty ? "" : $"Cost: {FactWords.Short(facts.Cost.Reveal(), 8)}."
            )
            .Text("risk", Risk(open))
            .Prose("decisions", Decisions(facts));
    }

    private string Risk(IReadOnlyList<ItemFact> open)
    {
        if (facts.ResolvedAt is null)
        {
            return facts.MitigatedAt is null
                ? "people are affected until this is resolved."
                : "the effect is contained; the cause is not removed yet.";
        }
        var all = facts.Items.Count(i => i.Status != ActionItemStatus.Cancelled);
        return all == 0 ? "no fix is agreed yet, so this can happen again."
            : open.Count == 0 ? $"{FactWords.Count(all, "fix", "fixes")} agreed, none left open."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{open.Count} of {FactWords.Count(all, "fix", "fixes")} still open; until then this can happen again."
            );
    }

    /// <summary>What leadership is asked for, in a line; empty when nothing is.</summary>
    internal static string Decisions(InternalFacts facts) =>
        string.Join("; ", Decisions(FactWords.Open(facts)));

    private static IEnumerable<string> Decisions(IReadOnlyList<ItemFact> open)
    {
        var blocked = open.Where(i => i.Status == ActionItemStatus.Blocked).ToList();
        var ownerless = open.Where(i => i.Owner is null).ToList();
        if (blocked.Count > 0)
        {
            var why = FactWords.Plain(blocked[0].StatusReason, 14).TrimEnd('.');
            yield return $"unblock {Keys(blocked)}{(blocked.Count == 1 && why.Length > 0 ? $" ({why})" : "")}";
        }
        if (ownerless.Count > 0)
        {
            yield return $"name an owner for {Keys(ownerless)}";
        }
    }

    private static string Keys(List<ItemFact> items) =>
        items.Count <= 3
            ? string.Join(", ", items.Select(i => i.Key))
            : $"{items[0].Key} and {items.Count - 1} more";
}
