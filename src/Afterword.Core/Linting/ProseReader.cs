using System.Text.RegularExpressions;
using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.Linting;

/// <summary>Cuts a document into pieces of prose. What is code, a log, a quotation or a comment gives none.</summary>
internal sealed partial class ProseReader
{
    private readonly LintDocument document;
    private readonly List<ProseText> pieces = [];
    private readonly InlineProse inline = new();
    private ProseKind kind;
    private int first;
    private bool inList;

    private ProseReader(LintDocument document) => this.document = document;

    internal static IReadOnlyList<ProseText> Read(LintDocument document)
    {
        var reader = new ProseReader(document);
        var lines = document.Lines;
        for (var i = 0; i < lines.Count; i++)
            i += reader.Take(lines, i);
        reader.End();
        return reader.pieces;
    }

    /// <summary>Takes a line; gives how many more it took.</summary>
    private int Take(IReadOnlyList<Line> lines, int i)
    {
        var line = lines[i];
        if (line.Mark != LineMark.Text || line.IsBlank)
        {
            End();
            return 0;
        }
        if (Headings.At(lines, i) is { } heading)
        {
            End();
            inList = false;
            Add(line, Skip(line.Text, 0, '#'), line.Text.Length, ProseKind.Heading);
            End();
            return heading.LineCount - 1;
        }
        if (TableReader.StartsAt(lines, i))
            return Table(lines, i) - 1;
        if (IsNoProse(line))
        {
            End();
            return 0;
        }
        if (ListSyntax.At(line.Text) is { } mark)
        {
            End();
            inList = true;
            Add(line, Math.Min(mark.Length, line.Text.Length), line.Text.Length, ProseKind.Item);
            return 0;
        }
        // What stands on the next line belongs to the piece that is open: a hard-wrapped paragraph or item.
        inList &= !inline.IsEmpty || line.Indent > 0;
        Add(line, Skip(line.Text, 0, '\0'), line.Text.Length, ProseKind.Paragraph);
        return 0;
    }

    private bool IsNoProse(Line line) =>
        line.Text.AsSpan().TrimStart().StartsWith(">")
        || HeadingSyntax.IsRule(line.Text)
        || (line.Indent >= 4 && inline.IsEmpty && !inList)
        || MayBeLog(line.Text)
            && Log().IsMatch(line.Text.Length > 300 ? line.Text[..300] : line.Text)
        || line.Text.AsSpan().TrimStart().StartsWith("[")
            && ReferenceLink().IsMatch(line.Text.Length > 300 ? line.Text[..300] : line.Text);

    // Nearly every line of prose is told from a log by its first letters.
    private static bool MayBeLog(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        if (text is ['-' or '*', var gap, ..] && char.IsWhiteSpace(gap))
            text = text[1..].TrimStart();
        return text is ['[' or '$', ..]
            || text is [var digit, ..] && char.IsDigit(digit)
            || text is [var big, var next, ..]
                && char.IsUpper(big)
                && (char.IsUpper(next) || char.IsDigit(next))
            || text.StartsWith("at ")
            || text.StartsWith("Traceback")
            || line.Contains('=')
            || line.Contains("Exception", StringComparison.Ordinal)
            || line.Contains("Error", StringComparison.Ordinal);
    }

    private int Table(IReadOnlyList<Line> lines, int i)
    {
        var start = i;
        while (
            i < lines.Count
            && lines[i].Mark == LineMark.Text
            && !lines[i].IsBlank
            && lines[i].Text.Contains('|')
        )
        {
            if (!TableReader.IsDelimiter(lines[i].Text))
                foreach (var (from, to) in Cells(lines[i].Text))
                {
                    End();
                    Add(lines[i], from, to, ProseKind.Cell);
                }
            i++;
        }
        End();
        return i - start;
    }

    /// <summary>Where the cells of a row stand, outer pipes left out, as the reader cuts them.</summary>
    internal static IEnumerable<(int From, int To)> Cells(string text)
    {
        var from = Skip(text, 0, '\0');
        if (from < text.Length && text[from] == '|')
            from++;
        for (var i = from; i <= text.Length; i++)
        {
            if (i < text.Length && (text[i] != '|' || (i > 0 && text[i - 1] == '\\')))
                continue;
            var end = i;
            while (end > from && char.IsWhiteSpace(text[end - 1]))
                end--;
            var begin = Math.Min(Skip(text, from, '\0'), end);
            if (end > begin || i < text.Length)
                yield return (begin, end);
            from = i + 1;
        }
    }

    private void Add(Line line, int from, int to, ProseKind what)
    {
        if (inline.IsEmpty)
        {
            kind = what;
            first = line.Number;
        }
        inline.Append(line.Text, from, to, document.OffsetOf(line.Number));
    }

    private void End()
    {
        if (inline.IsEmpty)
            return;
        var (text, offsets) = inline.Take();
        pieces.Add(
            new(text, offsets, kind, document.SectionAt(first).Kind)
            {
                Line = first,
                InTimeline = document.IsTimeline(first),
                InActionItem = document.IsActionItem(first),
            }
        );
    }

    private static int Skip(string text, int at, char also)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == also))
            at++;
        return at;
    }

    [GeneratedRegex(
        @"^\s*(?:[-*]\s+)?(?:[EWIF]\d{4}\s+\d\d:|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?Z?\]?\s+(?:\[?(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE)\b|\S+\[\d+\]:)|\[?(?:ERROR|WARN|FATAL|DEBUG|TRACE)\]?[:\s\[]|Traceback \(|Caused by: [\w.]+(?:Exception|Error)\b|[\w.]+(?:Exception|Error): |at [\w.$<>]+\(|\$ \w|[\w-]+=\S+ [\w-]+=\S+ )"
    )]
    private static partial Regex Log();

    [GeneratedRegex(@"^\s{0,3}\[[^\]]+\]:\s*\S+")]
    private static partial Regex ReferenceLink();
}
