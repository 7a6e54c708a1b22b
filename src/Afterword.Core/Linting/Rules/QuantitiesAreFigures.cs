using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>How many is told in figures.</summary>
internal sealed class QuantitiesAreFigures()
    : PhraseRule(new("AW506", RuleFamily.Readability, null, null, Info), "vague_quantity")
{
    protected override bool Applies(ProseText text) =>
        text.Section is SectionKind.Impact or SectionKind.Summary;

    protected override string Message(string words) =>
        $"“{words}” can be three or three thousand. Give the figure, or the best estimate and say that it is one.";
}
