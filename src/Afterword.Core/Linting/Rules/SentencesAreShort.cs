using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A sentence is short enough to be understood at the first reading.</summary>
internal sealed class SentencesAreShort : ILintRule
{
    public RuleInfo About { get; } = new("AW503", RuleFamily.Readability, null, null, Info);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (
            var text in document.Prose.Where(p => p.Kind is ProseKind.Paragraph or ProseKind.Item)
        )
        foreach (var sentence in text.Sentences())
        {
            var (start, length) = sentence.GetOffsetAndLength(text.Text.Length);
            var words = text
                .Text.Substring(start, length)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Length;
            if (words <= Most)
                continue;
            while (length > 0 && text.Text[start] == ' ')
                (start, length) = (start + 1, length - 1);
            report.Add(
                document.RangeOf(text, start, length),
                $"This sentence has {words} words. Two sentences are read faster than one."
            );
        }
    }

    private const int Most = 45;
}
