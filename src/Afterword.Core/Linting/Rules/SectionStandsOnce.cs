using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>No part stands there twice.</summary>
internal sealed class SectionStandsOnce : ILintRule
{
    public RuleInfo About { get; } = new("AW018", RuleFamily.Structure, null, Info, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (
            var group in document
                .Sections.Where(s => s.Kind != SectionKind.Other && IsHeading(document, s))
                .GroupBy(s => s.Heading, StringComparer.OrdinalIgnoreCase)
        )
        foreach (var again in group.Skip(1))
            report.Add(
                document.HeadingRange(again),
                $"“{again.Heading}” is there twice (first on line {group.First().Line}). Join them, so that nobody reads only one."
            );
    }

    private static bool IsHeading(LintDocument document, LintSection section) =>
        document.Source(section.Line).StartsWith('#');
}
