using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Items that stand as paragraphs.</summary>
internal sealed partial class ItemReader
{
    // A paragraph is an item only when it says so itself; each line that does is one.
    private void TakeParagraph(Block block, ItemParts.Inherited inherited)
    {
        var starts = Enumerable.Range(0, block.Lines.Count).Where(n => IsMarked(block, n)).ToList();
        for (var n = 0; n < starts.Count; n++)
        {
            var end = n + 1 < starts.Count ? starts[n + 1] : block.Lines.Count;
            var lines = BlockReader.Slice(block.Lines, starts[n], end);
            var box = BoxOf(lines[0].Text);
            Add(
                box is null
                    ? lines
                    :
                    [
                        lines[0] with
                        {
                            Text = lines[0].Text[box.Value.Length..],
                        },
                        .. lines.Skip(1),
                    ],
                box?.Checked,
                inherited
            );
        }
    }

    private bool IsMarked(Block block, int n)
    {
        var line = block.Lines[n].Readable;
        if (Marked().IsMatch(line) || BoxOf(line) is not null)
            return true;
        // Behind words that go on, a link is a part of their sentence: "(filed\nhttps://…)".
        if (BeginsWithTicket(line) && (n == 0 || EndsBefore(block.Lines[n - 1].Readable)))
            return true;
        if (n > 0)
            return false;
        var text = Inline.Read(Line.Join(block.Lines), context.Targets);
        if (text.Text.Length is 0 or > 1200)
            return false;
        return DoneWords.InSentence(text.Text) is not null
            || OwnerWords.InSentence(text.Text, "") is not null
            || (
                block.Lines.Count == 1
                && text.Links is [{ } link]
                && link.Url == text.Text
                && Tickets.IsTicket(link.Url)
            );
    }

    // "[OPS-12](https://…/issues/12) – Alert on rust" on a line of its own.
    private bool BeginsWithTicket(string line)
    {
        if (line[0] is not ('[' or '<' or 'h') || LinkTargets.Definition(line) is not null)
            return false;
        var text = Inline.Read(line, context.Targets);
        return text.Links is [{ } link, ..]
            && Tickets.IsTicket(link.Url)
            && text.Text.StartsWith(link.Text, StringComparison.Ordinal);
    }

    private bool EndsBefore(string line) =>
        line.EndsWith(':') || line.EndsWith('.') || BeginsWithTicket(line);

    private static (int Length, bool Checked)? BoxOf(string line)
    {
        var text = line.TrimStart();
        return ListSyntax.At("- " + text) is { Checked: { } ticked, Length: var length }
            ? (line.Length - text.Length + length - 2, ticked)
            : null;
    }

    [GeneratedRegex(
        @"^(?:[-*+]\s+)?(?:\*\*|__)?(?:action items?|action|todo|follow[- ]?up(?: item| action)?)(?:\s*#?\d{1,3})?\s*(?::\s*(?:\*\*|__)|(?:\*\*|__)\s*[:–—-]|:)\s*\S",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Marked();
}
