using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Markdown;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>No section is only a heading. A heading above further sections holds those.</summary>
internal sealed class SectionHasContent : ILintRule
{
    public RuleInfo About { get; } = new("AW007", RuleFamily.Structure, Info, Warning, Error);

    public void Check(LintDocument document, LintReport report)
    {
        for (var i = 0; i < document.Sections.Count; i++)
        {
            var section = document.Sections[i];
            if (
                section.Kind == SectionKind.Other
                || HoldsSections(document, i)
                || HasText(document, section)
            )
                continue;
            report.Add(
                document.HeadingRange(section),
                $"“{section.Heading}” is empty. Fill it, or write one sentence that says why there is nothing to tell."
            );
        }
    }

    private static bool HasText(LintDocument document, LintSection section)
    {
        for (var line = section.Line + 1; line < section.End; line++)
        {
            var text = document.Source(line).Trim();
            if (
                text.Length > 0
                && text.Any(char.IsLetterOrDigit)
                && !text.StartsWith("<!--", StringComparison.Ordinal)
            )
                return true;
        }
        // "**Impact**: none" stands on the line of its label.
        return !document.Source(section.Line).TrimStart().StartsWith('#')
            && document.Source(section.Line).Trim(' ', '*', '_', ':', '-').Length
                > section.Heading.Length + 2;
    }

    private static bool HoldsSections(LintDocument document, int i) =>
        i + 1 < document.Sections.Count
        && Level(document, i) is var own and > 0
        && Level(document, i + 1) > own;

    private static int Level(LintDocument document, int i) =>
        HeadingSyntax.Atx(document.Source(document.Sections[i].Line))?.Level ?? 0;
}
