using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document tells the impact.</summary>
internal sealed class ImpactIsThere()
    : MissingSectionRule(
        new("AW005", RuleFamily.Structure, null, Info, Error),
        "The impact is not told. Add a line “**Impact**: …” that says what was affected, how many people, and for how long."
    )
{
    protected override bool IsThere(LintDocument document) =>
        document.Content.Impact is { Length: > 0 } || HasAny(document, SectionKind.Impact);
}
