using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document reads as a post-mortem.</summary>
internal sealed class DocumentIsPostMortem : ILintRule
{
    public RuleInfo About { get; } = new("AW020", RuleFamily.Structure, null, Info, Info);

    public void Check(LintDocument document, LintReport report)
    {
        if (!document.IsPostMortem && document.Lines.Any(l => !l.IsBlank))
            report.Add(
                document.Title,
                "Fewer than two parts of a post-mortem were recognized here. If it is one, name its parts (“## Timeline”, “## Root Cause”), or list your own names under “sections:” in .afterword.yml."
            );
    }
}
