using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A status is one of the five words.</summary>
internal sealed class StatusIsKnown : ILintRule
{
    public RuleInfo About { get; } =
        new("AW212", RuleFamily.ActionItems, null, null, Info) { CanFix = true };

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var item in document.Content.ActionItems)
        {
            if (
                item.Status is not { Length: > 0 } status
                || document.Words.Set("status_words").Contains(status)
                || document.Find(item.Line, status) is not { } range
            )
                continue;
            var better = Better(document.Words, status);
            report.Add(
                range,
                better is null
                    ? $"“{status}” is none of the five: Not started, In progress, Blocked, Done, Cancelled."
                    : $"“{status}” is “{better}” in the other post-mortems.",
                better is null ? null : new($"Write {better}", [new(range, better)])
            );
        }
    }

    private static string? Better(Lexicon words, string status) =>
        words.Set("status_done").Contains(status) ? "Done"
        : words.Set("status_started").Contains(status) ? "In progress"
        : words.Set("status_waiting").Contains(status) ? "Not started"
        : words.Set("status_dropped").Contains(status) ? "Cancelled"
        : null;
}
