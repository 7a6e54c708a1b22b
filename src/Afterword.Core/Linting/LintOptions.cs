using Afterword.Core.PostMortems;

namespace Afterword.Core.Linting;

/// <summary>How to lint: what <c>.afterword.yml</c> says, and the day.</summary>
public sealed record LintOptions
{
    /// <summary>The options when none are given.</summary>
    public static LintOptions Default { get; } = new();

    /// <summary>How much is asked for.</summary>
    public LintProfile Profile { get; init; } = LintProfile.Recommended;

    /// <summary>Severities by rule id that replace the profile's; null switches the rule off.</summary>
    public IReadOnlyDictionary<string, FindingSeverity?> Severities { get; init; } =
        new Dictionary<string, FindingSeverity?>();

    /// <summary>Only these rules, when not empty.</summary>
    public IReadOnlySet<string> Only { get; init; } = new HashSet<string>();

    /// <summary>Headings of a team's own, and what they mean.</summary>
    public IReadOnlyDictionary<string, SectionKind> SectionNames { get; init; } =
        new Dictionary<string, SectionKind>();

    /// <summary>The words the language rules go by.</summary>
    public Lexicon Words { get; init; } = Lexicon.English;

    /// <summary>Team handles (<c>@platform</c>) that stand for one accountable person, so that a team may own an item.</summary>
    public IReadOnlySet<string> Teams { get; init; } = new HashSet<string>();

    /// <summary>The day on which an open item is overdue or not; null to leave that question out.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>The severity of a rule under these options; null when it is off.</summary>
    public FindingSeverity? SeverityOf(RuleInfo rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (Only.Count > 0 && !Only.Contains(rule.Id))
            return null;
        return Severities.TryGetValue(rule.Id, out var own) ? own : rule.In(Profile);
    }
}
