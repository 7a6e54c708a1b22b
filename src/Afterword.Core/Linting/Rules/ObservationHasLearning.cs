using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Each observation has its learning.</summary>
internal sealed class ObservationHasLearning : ILintRule
{
    public RuleInfo About { get; } = new("AW301", RuleFamily.Learning, null, Info, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var learning in document.Content.Learnings.Where(l => l.Line > 0))
            if (
                string.IsNullOrWhiteSpace(learning.Lesson)
                && !string.IsNullOrWhiteSpace(learning.Observation)
            )
                report.Add(
                    document.WholeLine(learning.Line),
                    "This tells what was seen, not what was learned. Add “**Learning**: …”, a sentence that helps beyond this one incident."
                );
    }
}
