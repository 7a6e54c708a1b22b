using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document has a title.</summary>
internal sealed class TitleIsThere()
    : MissingSectionRule(
        new("AW001", RuleFamily.Structure, Warning, Warning, Error),
        "This document has no title. Begin with a line such as “# Post-Mortem: Sign-in failed for 40 minutes”, so that it can be found again in a list."
    )
{
    protected override bool IsThere(LintDocument document) =>
        document.Content.Title is { Length: > 0 };
}
