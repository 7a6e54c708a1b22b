using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document tells the cause.</summary>
internal sealed class RootCauseIsThere()
    : MissingSectionRule(
        new("AW004", RuleFamily.Structure, null, Info, Warning),
        "No section tells the cause. Add “## Root Cause” and tell which mechanism failed and what let it."
    )
{
    protected override bool IsThere(LintDocument document) =>
        HasAny(
            document,
            SectionKind.RootCause,
            SectionKind.ContributingFactors,
            SectionKind.Detection
        );
}
