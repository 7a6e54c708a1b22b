namespace Afterword.Core.PostMortems.Markdown;

/// <summary>What was taken out of a section, and what then remains of it.</summary>
internal sealed class Extraction
{
    private readonly HashSet<int> taken = [];
    private readonly List<string> kept = [];
    private readonly List<string> marks = [];

    /// <summary>The zone that the moments taken were read in, when the section names one.</summary>
    internal string? Zone { get; set; }

    internal void Take(IEnumerable<Line> lines)
    {
        foreach (var line in lines)
            taken.Add(line.Number);
    }

    /// <summary>Takes an item of a list; the number or tick of its mark is kept in a note.</summary>
    internal void Take(ListItem item)
    {
        Take(item.Lines);
        marks.AddRange(Words.Of(item.Mark));
    }

    internal bool IsTaken(int number) => taken.Contains(number);

    /// <summary>Keeps words that have no place in the structure (column names) where nobody is disturbed by them.</summary>
    internal void Keep(string what, string words)
    {
        if (words.Any(char.IsLetterOrDigit))
            kept.Add(Notes.Write(what, words));
    }

    /// <summary>The lines that were not taken; headings left without anything under them become notes.</summary>
    internal string Remainder(IReadOnlyList<Line> lines, bool structured)
    {
        if (marks.Count > 0)
            Keep("marks", string.Join(' ', marks));
        marks.Clear();
        if (taken.Count == 0 && kept.Count == 0 && !structured)
            return Trim(Line.Join(lines));
        var rest = new List<string>(kept);
        if (rest.Count > 0)
            rest.Add("");
        for (var i = 0; i < lines.Count; i++)
        {
            if (taken.Contains(lines[i].Number))
                continue;
            if (
                Headings.At(lines, i) is { } heading
                && !HasContent(lines, i + heading.LineCount, heading.Level)
            )
            {
                rest.Add(Notes.Write("heading", heading.Text));
                i += heading.LineCount - 1;
            }
            else
                rest.Add(lines[i].IsBlank ? "" : lines[i].Text);
        }
        return Trim(string.Join('\n', rest));
    }

    private bool HasContent(IReadOnlyList<Line> lines, int from, int level)
    {
        for (var i = from; i < lines.Count; i++)
        {
            if (Headings.At(lines, i) is { } next && next.Level <= level)
                return false;
            if (!lines[i].IsBlank && !taken.Contains(lines[i].Number))
                return true;
        }
        return false;
    }

    /// <summary>Whether a text has more lines than are read for structure.</summary>
    internal static bool IsHuge(string text) =>
        text.Length > DocumentReader.MostLines
        && text.AsSpan().Count('\n') >= DocumentReader.MostLines;

    /// <summary>The text without blank lines at its ends and with no two blank lines in a row outside code.</summary>
    internal static string Trim(string text)
    {
        if (IsHuge(text))
            return text.Trim('\n');
        var lines = LineScanner.Scan(OpenComments.Escape(text));
        var result = new List<string>(lines.Count);
        foreach (var line in lines)
        {
            var blank = line.IsBlank && line.Mark == LineMark.Text;
            if (blank && (result.Count == 0 || result[^1].Length == 0))
                continue;
            result.Add(blank ? "" : line.Text);
        }
        while (result.Count > 0 && result[^1].Length == 0)
            result.RemoveAt(result.Count - 1);
        return string.Join('\n', result);
    }
}
