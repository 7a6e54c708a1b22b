using Afterword.Core.PostMortems.Markdown;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The parts have the same names in every document.</summary>
internal sealed class HeadingIsOurs : ILintRule
{
    public RuleInfo About { get; } =
        new("AW019", RuleFamily.Structure, null, null, Info) { CanFix = true };

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var section in document.Sections)
        {
            if (
                OwnForm.HeadingOf(section.Kind) is not { } name
                || section.Heading == name
                || HeadingSyntax.Atx(document.Source(section.Line)) is not { } atx
                || document.Sections.Count(s => s.Kind == section.Kind) > 1
                || document.Find(section.Line, atx.Text) is not { } range
            )
                continue;
            report.Add(
                range,
                $"“{section.Heading}” is called “{name}” in the other post-mortems. One name for one thing makes them comparable.",
                new($"Write {name}", [new(range, name)])
            );
        }
    }
}
