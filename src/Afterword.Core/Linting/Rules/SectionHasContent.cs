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

    // "## What happened?" over "**Root Cause:** …": a bold label stands below every heading, and what went well below what was learned.
    private static bool HoldsSections(LintDocument document, int i) =>
        i + 1 < document.Sections.Count
        && Level(document, i) is var own
        && Level(document, i + 1) is var next
        && (
            next > own
            || next == own
                && document.Sections[i].Kind == SectionKind.Learned
                && document.Sections[i + 1].Kind
                    is SectionKind.WentWell
                        or SectionKind.CouldHaveGoneBetter
        );

    private static int Level(LintDocument document, int i)
    {
        var line = document.Sections[i].Line;
        return HeadingSyntax.Atx(document.Source(line))?.Level
            ?? (
                HeadingSyntax.SetextLevel(document.Source(line + 1)) is var setext and > 0
                    ? setext
                    : LabelLevel
            );
    }

    private const int LabelLevel = 7;
}
