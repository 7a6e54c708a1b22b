using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document tells what was learned.</summary>
internal sealed class LessonsAreThere()
    : MissingSectionRule(
        new("AW304", RuleFamily.Learning, null, null, Warning),
        "Nothing says what was learned. Add “## What We Learned” with Detection, Prevention, Response and Recovery."
    )
{
    protected override bool IsThere(LintDocument document) =>
        document.Content.Learnings.Count > 0 || HasAny(document, SectionKind.Learned);
}
