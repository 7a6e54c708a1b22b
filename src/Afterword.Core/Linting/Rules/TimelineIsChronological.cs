using System.Globalization;
using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The moments stand in the order in which they happened.</summary>
internal sealed class TimelineIsChronological : ILintRule
{
    public RuleInfo About { get; } = new("AW010", RuleFamily.Structure, Info, Warning, Error);

    public void Check(LintDocument document, LintReport report)
    {
        for (var i = 1; i < document.Content.Timeline.Count; i++)
        {
            var (before, entry) = (document.Content.Timeline[i - 1], document.Content.Timeline[i]);
            // Key events and the full log are two lists, and each begins anew.
            if (
                document.SectionAt(before.Line) != document.SectionAt(entry.Line)
                || !IsBefore(entry, before)
                || IsLabelled(document, entry) && !IsFarOff(entry, before)
            )
                continue;
            report.Add(
                document.Find(entry.Line, entry.Stamp) ?? document.WholeLine(entry.Line),
                $"{entry.Stamp} stands after {before.Stamp}. Put the moments in the order in which they happened, or add the day if it is another one."
            );
        }
    }

    // "Incident declared 09:40" among "Detected", "Repaired", "Resolved" is a list of facts, not a story: its order is that of the
    // labels, and only another year or month is a slip.
    private static bool IsLabelled(LintDocument document, DocumentTimelineEntry entry) =>
        entry.Text.Length is > 0 and < 40
        && document.Find(entry.Line, entry.Text) is { } words
        && document.Find(entry.Line, entry.Stamp) is { } stamp
        && words.Column < stamp.Column;

    private static bool IsFarOff(DocumentTimelineEntry entry, DocumentTimelineEntry before) =>
        DayOf(before).DayNumber - DayOf(entry).DayNumber > 20;

    private static DateOnly DayOf(DocumentTimelineEntry entry) =>
        entry.At is { } at
            ? DateOnly.FromDateTime(at.UtcDateTime)
            : DateOnly.ParseExact(entry.Local![..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsBefore(DocumentTimelineEntry entry, DocumentTimelineEntry latest)
    {
        if (entry.At is { } at && latest.At is { } last)
            return at < last;
        return entry.Local is { Length: 16 } local
            && latest.Local is { Length: 16 } lastLocal
            && string.CompareOrdinal(local, lastLocal) < 0;
    }
}
