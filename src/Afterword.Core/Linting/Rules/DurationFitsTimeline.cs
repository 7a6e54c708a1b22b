using System.Text.RegularExpressions;
using Afterword.Core.PostMortems.Markdown;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The stated duration and the instants agree.</summary>
internal sealed partial class DurationFitsTimeline : ILintRule
{
    public RuleInfo About { get; } = new("AW012", RuleFamily.Structure, null, Warning, Error);

    public void Check(LintDocument document, LintReport report)
    {
        var content = document.Content;
        if (
            content.DurationMinutes is not { } stated
            || content.Started.At is not { } started
            || content.Resolved.At is not { } resolved
            || content.DurationText is not { } words
        )
            return;
        var minutes = (resolved - started).TotalMinutes;
        // People round: a quarter, or ten minutes, is no contradiction.
        if (minutes <= 0 || Math.Abs(minutes - stated) <= Math.Max(10, minutes / 4))
            return;
        if (Place(document, words) is not { } place)
            return;
        report.Add(
            place,
            $"The stated duration “{words}” and the instants do not agree: from start to end it is {Durations.InWords(resolved - started)}. Correct one, or say what the figure counts (only support hours, only full outage …)."
        );
    }

    // Told under a label ("Duration: 50 minutes") it is the incident's; in a sentence it may be that of one thing among several.
    private static SourceRange? Place(LintDocument document, string words)
    {
        foreach (var line in document.Lines)
            if (document.Find(line.Number, words) is { } found)
                return Label().IsMatch(document.Source(line.Number).AsSpan(0, found.Column - 1))
                    ? found
                    : null;
        return document.Title;
    }

    [GeneratedRegex(@"^[^.!?]{0,60}[:|][\s*_~]*$")]
    private static partial Regex Label();
}
