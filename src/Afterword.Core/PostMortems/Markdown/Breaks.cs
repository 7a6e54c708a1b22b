using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Lines that somebody parted with HTML breaks in the middle of a wrapped paragraph: "Owner: Mia&lt;br&gt; Duration: an hour".</summary>
internal static partial class Breaks
{
    /// <summary>The lines, each paragraph with a break in it put together and parted where the breaks are; each part keeps its break.</summary>
    internal static IReadOnlyList<Line> Apart(IReadOnlyList<Line> lines)
    {
        if (!lines.Any(IsBroken))
            return lines;
        var apart = new List<Line>(lines.Count);
        for (var i = 0; i < lines.Count; )
        {
            var end = i;
            while (end < lines.Count && IsOfParagraph(lines[end]))
                end++;
            if (end == i)
                apart.Add(lines[i++]);
            else
            {
                var paragraph = BlockReader.Slice(lines, i, end);
                apart.AddRange(paragraph.Any(IsBroken) ? Parts(paragraph) : paragraph);
                i = end;
            }
        }
        return apart;
    }

    internal static bool IsBroken(Line line) =>
        line.Mark == LineMark.Text
        && line.Text.Length <= Line.ReadLimit
        && line.Text.Contains('<')
        && line.Text.Contains("<br", StringComparison.OrdinalIgnoreCase)
        && IsOfParagraph(line);

    private static bool IsOfParagraph(Line line) =>
        line.Mark == LineMark.Text
        && !line.IsBlank
        && !line.Text.Contains('|')
        && ListSyntax.At(line.Text) is null
        && HeadingSyntax.Atx(line.Text) is null;

    private static IEnumerable<Line> Parts(IReadOnlyList<Line> paragraph)
    {
        var part = "";
        var number = paragraph[0].Number;
        foreach (var line in paragraph)
        {
            var from = 0;
            foreach (Match match in Break().Matches(line.Text))
            {
                yield return new(
                    Joined(part, line.Text[from..(match.Index + match.Length)]),
                    part.Length == 0 ? line.Number : number
                );
                (part, from) = ("", match.Index + match.Length);
            }
            if (part.Length == 0)
                number = line.Number;
            part = Joined(part, line.Text[from..]);
        }
        if (part.Length > 0)
            yield return new(part, number);
    }

    private static string Joined(string before, string text) =>
        before.Length == 0 ? text.Trim()
        : text.Trim().Length == 0 ? before
        : $"{before} {text.Trim()}";

    [GeneratedRegex(@"<br\s?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();
}
