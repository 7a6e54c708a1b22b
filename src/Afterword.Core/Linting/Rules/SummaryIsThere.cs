using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The document says in short what happened; an opening paragraph counts.</summary>
internal sealed class SummaryIsThere()
    : MissingSectionRule(
        new("AW002", RuleFamily.Structure, Info, Warning, Error),
        "There is no summary. Add “## Summary” with one or two sentences: what happened, and how it was resolved."
    )
{
    protected override bool IsThere(LintDocument document) =>
        HasAny(document, SectionKind.Summary)
        || document.Prose.Any(p =>
            p.Kind == ProseKind.Paragraph && p.Line < document.Preamble.End && p.Text.Length > 80
        );
}
