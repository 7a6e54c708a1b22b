using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document names who wrote it.</summary>
internal sealed class AuthorsAreThere()
    : MissingSectionRule(
        new("AW014", RuleFamily.Structure, null, null, Warning),
        "Nobody is named as author. Add “**Authors**: …”, so that readers know whom to ask."
    )
{
    protected override bool IsThere(LintDocument document) =>
        document.Content.Authors.Count > 0
        // A line that waits to be filled in is told by another rule.
        || document.Lines.Any(l =>
            l.Text.Contains("Authors", StringComparison.Ordinal)
            && NoPlaceholderIsLeft.IsPlaceholder(l.Text)
        );
}
