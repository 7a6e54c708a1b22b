using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The summary is short enough to be read by everyone.</summary>
internal sealed class SummaryIsShort : ILintRule
{
    public RuleInfo About { get; } = new("AW502", RuleFamily.Readability, null, Info, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        if (document.Section(SectionKind.Summary) is not { } section)
            return;
        var words = document
            .Prose.Where(p =>
                p.Section == SectionKind.Summary
                && p.Line >= section.Line
                && p.Line < section.End
                && p.Kind != ProseKind.Heading
                && !p.InTimeline
            )
            .Sum(p => p.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);
        if (words > Most)
            report.Add(
                document.HeadingRange(section),
                $"The summary has {words} words. Keep what happened and how it ended, in one or two sentences; the rest belongs under the timeline and the cause."
            );
    }

    // Two generous sentences are sixty words; twice that is no summary any more.
    private const int Most = 120;
}
