using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A learning says something new.</summary>
internal sealed class LearningIsNoPlatitude()
    : PhraseRule(new("AW305", RuleFamily.Learning, null, Warning, Warning), "platitude")
{
    protected override bool Applies(ProseText text) =>
        text.Section == SectionKind.Learned && !text.InActionItem;

    protected override string Message(string words) =>
        $"“{words}” was true before the incident. Say what this incident showed that you did not know: “the staging data never holds a locked account”.";
}
