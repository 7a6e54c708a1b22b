using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document has a place for what will be done.</summary>
internal sealed class ActionItemsAreThere()
    : MissingSectionRule(
        new("AW006", RuleFamily.Structure, Info, Warning, Error),
        "There are no action items. Add “## Action Items” with what will change, who does it and by when; if nothing will change, say why."
    )
{
    protected override bool IsThere(LintDocument document) =>
        document.Content.ActionItems.Count > 0 || HasAny(document, SectionKind.ActionItems);
}
