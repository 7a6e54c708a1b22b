using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document has a timeline.</summary>
internal sealed class TimelineIsThere()
    : MissingSectionRule(
        new("AW003", RuleFamily.Structure, Info, Warning, Error),
        "There is no timeline. Add “## Timeline” with one line for each moment that mattered, in UTC."
    )
{
    protected override bool IsThere(LintDocument document) =>
        HasAny(document, SectionKind.Timeline) || document.Content.Timeline.Count > 1;
}
