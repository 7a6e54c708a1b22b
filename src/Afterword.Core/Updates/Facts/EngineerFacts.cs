using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>What the affected teams are told: what happened, the cause as known, what is safe now, what they can do, the items, the document.</summary>
/// <param name="facts">The facts.</param>
public sealed class AffectedTeamsFacts(InternalFacts facts) : IAudienceFacts
{
    /// <inheritdoc/>
    public Audience Audience => Audience.AffectedTeams;

    /// <inheritdoc/>
    public TemplateFields Fields(int items) => EngineerFields.Of(facts, items, words: 40);
}

/// <summary>What engineers at large are told: the same facts, shorter.</summary>
/// <param name="facts">The facts.</param>
public sealed class TechnicalFacts(InternalFacts facts) : IAudienceFacts
{
    /// <inheritdoc/>
    public Audience Audience => Audience.Technical;

    /// <inheritdoc/>
    public TemplateFields Fields(int items) => EngineerFields.Of(facts, items, words: 14);
}

/// <summary>The fields of both engineering audiences.</summary>
internal static class EngineerFields
{
    /// <param name="facts">The facts.</param>
    /// <param name="items">The most items listed.</param>
    /// <param name="words">The most words of each free text.</param>
    public static TemplateFields Of(InternalFacts facts, int items, int words) =>
        CommonFields
            .Of(facts, FactWords.Open(facts), items)
            .Prose("happened", FactWords.Sentence(Happened(facts, words)))
            .Prose("cause", FactWords.Sentence(FactWords.Plain(facts.Cause, words)))
            .Prose("services", Services(facts))
            .Text("safe", Safe(facts))
            .Link("document", "post-mortem", facts.Document);

    private static string Happened(InternalFacts facts, int words) =>
        FactWords.Plain(facts.Summary, words) is { Length: > 0 } summary ? summary
        : FactWords.Plain(facts.Impact, words) is { Length: > 0 } impact ? impact
        : FactWords.Short(facts.Title.Reveal(), words);

    internal static string Services(InternalFacts facts)
    {
        var names = facts.Services.Select(s => FactWords.Short(s.Reveal(), 3)).ToList();
        return names.Count <= 4
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more";
    }

    private static string Safe(InternalFacts facts) =>
        facts.ResolvedAt is { } resolved
            ? $"the impact ended at {FactWords.Instant(resolved)}."
                + (facts.Items.Any(i => i.IsOpen) ? " Fixes are still open." : " No fix is open.")
        : facts.MitigatedAt is { } mitigated
            ? $"the impact is contained since {FactWords.Instant(mitigated)}; the cause is not removed yet."
        : "nothing yet; the impact goes on.";
}
