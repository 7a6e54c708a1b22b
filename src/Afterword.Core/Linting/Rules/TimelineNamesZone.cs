using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The timeline says which zone its times are in.</summary>
internal sealed class TimelineNamesZone : ILintRule
{
    public RuleInfo About { get; } = new("AW011", RuleFamily.Structure, null, Warning, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        var first = document.Content.Timeline.FirstOrDefault(e =>
            e.At is null && e.Local is { Length: 16 }
        );
        if (document.Content.Timeline.Count < 2 || first is null)
            return;
        report.Add(
            document.Find(first.Line, first.Stamp) ?? document.WholeLine(first.Line),
            "The timeline does not say in which time zone its times are. Write “## Timeline (UTC)”, or a zone behind the times."
        );
    }
}
