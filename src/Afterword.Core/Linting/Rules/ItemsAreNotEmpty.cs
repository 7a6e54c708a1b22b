using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The section of action items holds some, or says why not.</summary>
internal sealed class ItemsAreNotEmpty : ILintRule
{
    public RuleInfo About { get; } = new("AW209", RuleFamily.ActionItems, null, Warning, Error);

    public void Check(LintDocument document, LintReport report)
    {
        if (
            document.Content.ActionItems.Count == 0
            && document.Section(SectionKind.ActionItems) is { } section
            && !document.Prose.Any(p =>
                p.Kind != ProseKind.Heading
                && p.Line > section.Line
                && p.Line < section.End
                && p.Text.Length > 40
            )
        )
            report.Add(
                document.HeadingRange(section),
                "No action item stands here. Name at least one change, or say in a sentence why none is needed."
            );
    }
}
