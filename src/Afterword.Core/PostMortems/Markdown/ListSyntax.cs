namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The mark of a list item on a line.</summary>
/// <param name="Indent">Columns before the mark.</param>
/// <param name="Length">Characters up to the item's text, check box included.</param>
/// <param name="Ordered">Whether the mark is a number.</param>
/// <param name="Checked">The check box: ticked, empty, or null when there is none.</param>
/// <param name="CanInterrupt">Whether it begins a list straight after text, without a blank line.</param>
internal readonly record struct ListMark(
    int Indent,
    int Length,
    bool Ordered,
    bool? Checked,
    bool CanInterrupt
);

/// <summary>Recognizes list marks: <c>-</c> <c>*</c> <c>+</c> <c>•</c>, numbers, and check boxes, also <c>[]</c> without a space.</summary>
internal static class ListSyntax
{
    internal static ListMark? At(string line)
    {
        var at = 0;
        while (at < line.Length && line[at] is ' ' or '\t')
            at++;
        if (at >= line.Length)
            return null;
        var end = Bullet(line, at) ?? Number(line, at) ?? Html(line, at);
        if (end is not { } after)
            return null;
        var text = after;
        while (text < line.Length && line[text] is ' ' or '\t')
            text++;
        var ordered = char.IsAsciiDigit(line[at]);
        var box = Box(line, text);
        if (box is { } found)
        {
            text += found.Length;
            while (text < line.Length && line[text] is ' ' or '\t')
                text++;
        }
        var indent = new Line(line, 0).Indent;
        var interrupts = text < line.Length && (!ordered || line[at] == '1');
        return new(indent, text, ordered, box?.Checked, interrupts);
    }

    private static int? Bullet(string line, int at)
    {
        if (line[at] is not ('-' or '*' or '+' or '•' or '◦' or '‣'))
            return null;
        if (at + 1 == line.Length || line[at + 1] is ' ' or '\t')
            return HeadingSyntax.IsRule(line) ? null : at + 1;
        // "-[ ] text" without a space is still meant as a check box.
        return line[at + 1] == '[' && Box(line, at + 1) is not null ? at + 1 : null;
    }

    // "<li>text</li>", as documents carry that were made from a page.
    private static int? Html(string line, int at)
    {
        if (
            line[at] != '<'
            || string.Compare(line, at, "<li", 0, 3, StringComparison.OrdinalIgnoreCase) != 0
        )
            return null;
        var close = line.IndexOf('>', at, Math.Min(line.Length - at, 100));
        return close == at + 3 || close > at + 3 && line[at + 3] == ' ' ? close + 1 : null;
    }

    /// <summary>Whether a line ends a list of HTML.</summary>
    internal static bool EndsHtml(string line)
    {
        var text = line.AsSpan().Trim();
        return text.StartsWith("</ul", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("</ol", StringComparison.OrdinalIgnoreCase);
    }

    private static int? Number(string line, int at)
    {
        var end = at;
        while (end < line.Length && end - at < 4 && char.IsAsciiDigit(line[end]))
            end++;
        if (end == at || end >= line.Length || line[end] is not ('.' or ')'))
            return null;
        return end + 1 == line.Length || line[end + 1] is ' ' or '\t' ? end + 1 : null;
    }

    private static (bool Checked, int Length)? Box(string line, int at)
    {
        if (at >= line.Length || line[at] != '[')
            return null;
        if (at + 1 < line.Length && line[at + 1] == ']')
            return EndsBox(line, at + 2) ? (false, 2) : null;
        if (at + 2 >= line.Length || line[at + 2] != ']' || !EndsBox(line, at + 3))
            return null;
        return line[at + 1] switch
        {
            ' ' or '_' or '\u00a0' => (false, 3),
            'x' or 'X' or '✓' or '✔' or '✅' => (true, 3),
            _ => null,
        };
    }

    // "[x](url)" and "[x][ref]" are links.
    private static bool EndsBox(string line, int at) =>
        at >= line.Length || line[at] is not ('(' or '[' or ':');
}
