namespace Afterword.Core.Linting;

/// <summary>Applies mechanical fixes to a text.</summary>
public static class Fixes
{
    /// <summary>The text with every fix that does not overlap an earlier one; line ends stay as they are.</summary>
    /// <param name="text">The text the findings are about.</param>
    /// <param name="findings">The findings; those without a fix are left alone.</param>
    /// <returns>The new text, and how many fixes are in it.</returns>
    public static (string Text, int Count) Apply(string text, IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(findings);
        var starts = LineStarts(text);
        var edits = new List<(int From, int To, string New)>();
        var count = 0;
        foreach (var fix in findings.Select(f => f.Fix).OfType<FindingFix>())
        {
            var own = fix
                .Edits.Select(e =>
                    (
                        From: At(e.Range.Line, e.Range.Column),
                        To: At(e.Range.EndLine, e.Range.EndColumn),
                        e.NewText
                    )
                )
                .ToList();
            if (own.Exists(o => edits.Exists(e => o.From < e.To && e.From < o.To)))
                continue;
            edits.AddRange(own);
            count++;
        }
        foreach (var (from, to, words) in edits.OrderByDescending(e => e.From))
            text = string.Concat(text.AsSpan(0, from), words, text.AsSpan(to));
        return (text, count);

        int At(int line, int column) => Math.Min(starts[line - 1] + column - 1, text.Length);
    }

    // A byte-order mark is no column; a carriage return alone ends a line too, as it does for the reader.
    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { text.StartsWith('\ufeff') ? 1 : 0 };
        for (var i = 0; i < text.Length; i++)
            if (
                text[i] == '\n'
                || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
            )
                starts.Add(i + 1);
        return starts;
    }
}
