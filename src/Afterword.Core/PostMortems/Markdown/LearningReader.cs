using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Reads "What We Learned" in our form: under each category an observation, then <c>**Learning**: …</c>, several per category.</summary>
internal static partial class LearningReader
{
    internal static IReadOnlyList<DocumentLearning> Read(
        IReadOnlyList<Line> lines,
        Extraction extraction
    )
    {
        if (
            !lines.Any(l =>
                l.Mark == LineMark.Text
                && LearningLabel().IsMatch(l.Text.Length > 200 ? l.Text[..200] : l.Text)
            )
        )
            return [];
        var learnings = new List<DocumentLearning>();
        var blocks = BlockReader.Read(lines);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (Category(blocks[i]) is not { } category)
                continue;
            var end = i + 1;
            while (end < blocks.Count && blocks[end].Kind != BlockKind.Heading)
                end++;
            TakeCategory(blocks, i + 1, end, category, learnings);
            extraction.Take(
                blocks[i]
                    .Lines.Concat(blocks.Skip(i + 1).Take(end - i - 1).SelectMany(b => b.Lines))
            );
            i = end - 1;
        }
        return learnings;
    }

    private static void TakeCategory(
        IReadOnlyList<Block> blocks,
        int from,
        int to,
        LearningCategory category,
        List<DocumentLearning> learnings
    )
    {
        List<string> observation = [],
            lesson = [];
        var line = from < to ? blocks[from].Number : 0;
        var inLesson = false;
        for (var i = from; i < to; i++)
        {
            foreach (var (text, isLesson, number) in Pieces(blocks[i]))
            {
                // What follows a lesson is the next observation.
                if (inLesson && (isLesson || blocks[i].Kind is BlockKind.Paragraph))
                {
                    Flush(category, observation, lesson, line, learnings);
                    line = number;
                }
                inLesson = isLesson || (inLesson && blocks[i].Kind is not BlockKind.Paragraph);
                (inLesson ? lesson : observation).Add(text);
            }
        }
        Flush(category, observation, lesson, line, learnings);
    }

    private static void Flush(
        LearningCategory category,
        List<string> observation,
        List<string> lesson,
        int line,
        List<DocumentLearning> learnings
    )
    {
        if (observation.Count + lesson.Count > 0)
            learnings.Add(
                new(
                    category,
                    EntryText.Tidy(string.Join("\n\n", observation)),
                    EntryText.Tidy(string.Join("\n\n", lesson)),
                    line
                )
            );
        observation.Clear();
        lesson.Clear();
    }

    /// <summary>The parts of a block before and from each learning label on.</summary>
    private static IEnumerable<(string Text, bool IsLesson, int Number)> Pieces(Block block)
    {
        if (block.Kind != BlockKind.Paragraph)
        {
            yield return (Line.Join(block.Lines), false, block.Number);
            yield break;
        }
        var start = 0;
        for (var i = 0; i <= block.Lines.Count; i++)
        {
            if (i < block.Lines.Count && (i == 0 || !LearningLabel().IsMatch(block.Lines[i].Text)))
                continue;
            if (i > start)
            {
                var text = Line.Join(block.Lines.Skip(start).Take(i - start));
                var label = LearningLabel().Match(text);
                yield return (
                    label.Success ? text[label.Length..].Trim() : text,
                    label.Success,
                    block.Lines[start].Number
                );
            }
            start = i;
        }
    }

    private static LearningCategory? Category(Block block) =>
        block.Kind == BlockKind.Heading
        && Enum.TryParse<LearningCategory>(Inline.Plain(block.Heading), true, out var category)
        && Enum.IsDefined(category)
        && !char.IsAsciiDigit(block.Heading[0])
            ? category
            : null;

    [GeneratedRegex(@"^\s{0,3}(?:\*\*Learning\*\*:|\*\*Learning:\*\*)\s*")]
    private static partial Regex LearningLabel();
}
