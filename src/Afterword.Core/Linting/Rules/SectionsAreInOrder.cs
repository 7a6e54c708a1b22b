using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The parts stand in the order of the post-mortem form.</summary>
internal sealed class SectionsAreInOrder : ILintRule
{
    public RuleInfo About { get; } = new("AW008", RuleFamily.Structure, null, null, Info);

    public void Check(LintDocument document, LintReport report)
    {
        var known = document
            .Sections.Where(s => Order.Contains(s.Kind))
            .DistinctBy(s => s.Kind)
            .ToList();
        for (var i = 1; i < known.Count; i++)
        {
            var before = known.Take(i).MaxBy(s => Array.IndexOf(Order, s.Kind))!;
            if (Array.IndexOf(Order, known[i].Kind) < Array.IndexOf(Order, before.Kind))
                report.Add(
                    document.HeadingRange(known[i]),
                    $"“{known[i].Heading}” comes after “{before.Heading}”. Readers look for it before; move it up."
                );
        }
    }

    private static readonly SectionKind[] Order =
    [
        SectionKind.Summary,
        SectionKind.Timeline,
        SectionKind.RootCause,
        SectionKind.ContributingFactors,
        SectionKind.WentWell,
        SectionKind.CouldHaveGoneBetter,
        SectionKind.Learned,
        SectionKind.ActionItems,
    ];
}
