using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>All four questions are answered.</summary>
internal sealed class EachCategoryHasLearning : ILintRule
{
    public RuleInfo About { get; } = new("AW303", RuleFamily.Learning, null, Info, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        if (
            document.Content.Learnings.Count == 0
            || document.Section(SectionKind.Learned) is not { } section
        )
            return;
        foreach (var category in Enum.GetValues<LearningCategory>())
            if (!document.Content.Learnings.Any(l => l.Category == category))
                report.Add(
                    document.HeadingRange(section),
                    $"Nothing was learned about {category.ToString().ToLowerInvariant()}: {Question(category)} Add “### {category}”, or say there that nothing was."
                );
    }

    private static string Question(LearningCategory category) =>
        category switch
        {
            LearningCategory.Detection => "could it have been caught sooner?",
            LearningCategory.Prevention => "could it have been prevented?",
            LearningCategory.Response => "could we have responded better?",
            _ => "could we have recovered faster?",
        };
}
