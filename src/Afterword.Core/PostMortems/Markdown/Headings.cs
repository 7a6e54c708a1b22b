using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Finds the headings among lines: ATX, HTML and setext.</summary>
internal static partial class Headings
{
    // "## Timeline {#timeline}": the name of the anchor is no part of the heading.
    [GeneratedRegex(@"\s*\{[#.:][^{}]{0,80}\}$")]
    private static partial Regex Anchor();

    /// <summary>A heading: its level, its text with Markdown, and the lines it takes.</summary>
    internal readonly record struct Found(int Level, string Text, int LineCount)
    {
        /// <summary>The text with the tags of an HTML heading.</summary>
        internal string Source { get; init; } = Text;
    }

    internal static Found? At(IReadOnlyList<Line> lines, int i)
    {
        var line = lines[i];
        if (line.Mark != LineMark.Text || line.IsBlank)
            return null;
        if (HeadingSyntax.Atx(line.Text) is { } atx)
            return new Found(atx.Level, Anchor().Replace(Cut(atx.Text), ""), 1)
            {
                Source = Cut(atx.Text),
            };
        if (HeadingSyntax.Html(line) is { } html)
            return new Found(html.Level, html.Text, 1) { Source = line.Readable };
        return Setext(lines, i);
    }

    private static Found? Setext(IReadOnlyList<Line> lines, int i)
    {
        if (
            i + 1 >= lines.Count
            || lines[i + 1].Mark != LineMark.Text
            || lines[i].Indent > 3
            || lines[i].Text.Length > 200
        )
            return null;
        var level = HeadingSyntax.SetextLevel(lines[i + 1].Text);
        if (
            level == 0
            || (
                i > 0
                && !lines[i - 1].IsBlank
                && lines[i - 1].Mark == LineMark.Text
                && HeadingSyntax.Atx(lines[i - 1].Text) is null
            )
        )
            return null;
        var text = lines[i].Readable;
        // "text" over "---" is as often a paragraph and a rule: only what reads like a heading is one.
        if (
            level == 2
            && (
                text.EndsWith('.')
                || text.Length > 90
                || text.Contains('|')
                || text.StartsWith('>')
                || Labels.Bold(text) is { Rest.Length: > 0 }
            )
        )
            return null;
        return ListSyntax.At(lines[i].Text) is null && !HeadingSyntax.IsRule(lines[i].Text)
            ? new(level, text, 2)
            : null;
    }

    private static string Cut(string text) =>
        text.Length > Line.ReadLimit ? text[..Line.ReadLimit] : text;
}
