namespace Afterword.Core.Rendering;

/// <summary>
/// A linear look at Markdown before it is parsed: refuses what the parser takes quadratic time or memory for.
/// The limits come from measuring Markdig 1.6.0 (reliability.md finding 3 and F1) and lie far above what people write.
/// </summary>
internal static class MarkdownScan
{
    /// <summary>
    /// The sum, over all blocks, of the square of the marks in each. The parser's time in a block grows with that square
    /// (measured: 3 to 6 ns × marks²), so this holds it well below 250 ms. One block of 4,000 marks is a table of some 400 rows
    /// with a bold word and a link in each.
    /// </summary>
    private const long MaxWork = 16_000_000;

    /// <summary>Columns × lines of tables, in sum; the parser makes an object of every cell, written or not.</summary>
    private const long MaxCells = 50_000;

    /// <summary>Quote and list marks that one line may begin with.</summary>
    private const int MaxLineDepth = 64;

    /// <summary>Link reference definitions (<c>[a]: url</c>); each is looked up and merged for itself.</summary>
    private const int MaxDefinitions = 2_000;

    private const int RuleWeight = 20;

    /// <summary>Why the text must not be parsed, as a sentence; null when it may be.</summary>
    public static string? WhyTooCostly(string markdown)
    {
        if (markdown.Length > SafeMarkdown.MaxLength)
            return $"The text is longer than {SafeMarkdown.MaxLength:N0} characters, so it is shown as it stands.";

        long work = 0,
            cells = 0,
            marks = 0,
            lines = 0,
            pipes = 0;
        var definitions = 0;
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                CloseBlock();
                continue;
            }
            if (Depth(line) > MaxLineDepth)
                return "The text nests lists or quotes too deeply to be formatted, so it is shown as it stands.";
            if (line.TrimStart().StartsWith('[') && line.Contains("]:", StringComparison.Ordinal))
                definitions++;
            lines++;
            pipes = Math.Max(pipes, line.Count('|'));
            marks += Marks(line) + (IsRule(line) ? RuleWeight : 0);
        }
        CloseBlock();

        return work > MaxWork || definitions > MaxDefinitions
                ? "The text has too many brackets, stars or links in one paragraph to be formatted, so it is shown as it stands."
            : cells > MaxCells
                ? "The text has a table that is too large to be formatted, so it is shown as it stands."
            : null;

        void CloseBlock()
        {
            work += marks * marks;
            cells += pipes == 0 ? 0 : (pipes + 1) * lines;
            marks = lines = pipes = 0;
        }
    }

    /// <summary>What makes the parser look around: marks of emphasis, links, tables and bare addresses. An address weighs three.</summary>
    private static long Marks(ReadOnlySpan<char> line)
    {
        long marks = 0;
        for (var i = 0; i < line.Length; i++)
        {
            marks += line[i] switch
            {
                '[' or ']' or '*' or '_' or '~' or '|' or '<' => 1,
                'h'
                or 'H'
                or 'f'
                or 'F'
                or 'm'
                or 'M'
                or 't'
                or 'T'
                or 'w'
                or 'W' when BeginsAddress(line[i..]) => 3,
                '@' => 1,
                _ => 0,
            };
        }
        return marks;
    }

    /// <summary>The line under a table's header, <c>|---|:-:|</c>, or under a heading, <c>===</c>: each makes the parser look at the block again.</summary>
    private static bool IsRule(ReadOnlySpan<char> line) =>
        line.Contains('|')
            ? !line.ContainsAnyExcept("|-: \t")
            : !line.ContainsAnyExcept('=', ' ', '\t');

    /// <summary>What the parser makes a link of by itself.</summary>
    private static bool BeginsAddress(ReadOnlySpan<char> text) =>
        (text[0] | ' ') switch
        {
            'h' => Begins(text, "http://") || Begins(text, "https://"),
            'f' => Begins(text, "ftp://"),
            'm' => Begins(text, "mailto:"),
            't' => Begins(text, "tel:"),
            _ => Begins(text, "www."),
        };

    // Nearly every letter it is asked for begins some other word: the second one tells.
    private static bool Begins(ReadOnlySpan<char> text, string start) =>
        text.Length >= start.Length
        && (text[1] | ' ') == start[1]
        && text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    /// <summary>The quote and list marks a line begins with: <c>&gt; - 1. text</c> is three deep.</summary>
    private static int Depth(ReadOnlySpan<char> line)
    {
        var depth = 0;
        var i = 0;
        while (i < line.Length)
        {
            if (line[i] is ' ' or '\t')
                i++;
            else if (line[i] == '>')
            {
                depth++;
                i++;
            }
            else if (line[i] is '-' or '*' or '+' && EndsMark(line, i + 1))
            {
                depth++;
                i++;
            }
            else if (char.IsAsciiDigit(line[i]))
            {
                var end = i;
                while (end < line.Length && char.IsAsciiDigit(line[end]))
                    end++;
                if (end >= line.Length || line[end] is not ('.' or ')') || !EndsMark(line, end + 1))
                    return depth;
                depth++;
                i = end + 1;
            }
            else
                return depth;
        }
        return depth;
    }

    private static bool EndsMark(ReadOnlySpan<char> line, int at) =>
        at >= line.Length || line[at] is ' ' or '\t';
}
