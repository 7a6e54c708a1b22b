using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Each learning rests on an observation.</summary>
internal sealed class LearningHasObservation : ILintRule
{
    public RuleInfo About { get; } = new("AW302", RuleFamily.Learning, null, null, Info);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var learning in document.Content.Learnings.Where(l => l.Line > 0))
            if (
                string.IsNullOrWhiteSpace(learning.Observation)
                && !string.IsNullOrWhiteSpace(learning.Lesson)
            )
                report.Add(
                    document.WholeLine(learning.Line),
                    "This is learned from nothing that is told here. Say first what was observed in this incident."
                );
    }
}
