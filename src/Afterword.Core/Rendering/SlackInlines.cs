using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Afterword.Core.Rendering;

/// <summary>The words inside a block for Slack: bold, italic, struck out, code and links kept; everything a person wrote is escaped.</summary>
internal sealed class SlackInlines
{
    private readonly List<SlackWord> _words = [];
    private bool _spaced;

    private SlackInlines() { }

    /// <summary>The words of a block, all with this style besides their own.</summary>
    public static List<SlackWord> Of(LeafBlock? leaf, SlackStyle style = SlackStyle.None)
    {
        var inlines = new SlackInlines();
        inlines.All(leaf?.Inline, style);
        return inlines._words;
    }

    /// <summary>Words of our own, or of a text that is not to be formatted.</summary>
    public static List<SlackWord> Plain(string text, SlackStyle style = SlackStyle.None)
    {
        var inlines = new SlackInlines();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                inlines.Line();
            }
            inlines.Text(lines[i], style);
        }
        return inlines._words;
    }

    private void All(ContainerInline? container, SlackStyle style)
    {
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
        {
            One(inline, style);
        }
    }

    private void One(Inline inline, SlackStyle style)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Text(literal.Content.ToString(), style);
                break;
            case CodeInline code:
                Code(code.Content, style);
                break;
            case EmphasisInline emphasis:
                All(emphasis, style | StyleOf(emphasis));
                break;
            case LinkInline link:
                Link(link, style);
                break;
            case AutolinkInline auto:
                Link(auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url, auto.Url, style);
                break;
            case LineBreakInline { IsHard: true }:
                Line();
                break;
            case LineBreakInline:
                _spaced = true;
                break;
            case HtmlEntityInline entity:
                Text(entity.Transcoded.ToString(), style);
                break;
            case TaskList task:
                Word(task.Checked ? "☑" : "☐", style);
                _spaced = true;
                break;
            case DelimiterInline lone:
                Text(lone.ToLiteral(), style);
                All(lone, style);
                break;
            case ContainerInline other:
                All(other, style);
                break;
        }
    }

    private static SlackStyle StyleOf(EmphasisInline emphasis) =>
        emphasis.DelimiterChar == '~' ? SlackStyle.Struck
        : emphasis.DelimiterCount == 2 ? SlackStyle.Bold
        : SlackStyle.Italic;

    private void Link(LinkInline link, SlackStyle style)
    {
        var words = string.Concat(
                link.Descendants<LiteralInline>().Select(l => l.Content.ToString())
            )
            .Trim();
        if (words.Length == 0)
        {
            words = string.Concat(link.Descendants<CodeInline>().Select(c => c.Content)).Trim();
        }
        Link(link.Url, link.IsImage ? $"Image: {words}".TrimEnd() : words, style);
    }

    /// <summary>One piece, so that it is never cut; an address Slack would not take leaves the words.</summary>
    private void Link(string? url, string words, SlackStyle style)
    {
        if (SlackText.Address(url) is not { } address)
        {
            Text(words, style);
            return;
        }
        var label = words.Length == 0 ? SafeLink.Spoken(url!) : SlackText.Cut(words, 400);
        // A bar would end the address, and a line end the link.
        var shown = SlackText.Escape(label).Replace('|', '¦').Replace('\n', ' ');
        Word($"<{address}|{shown}>", style);
    }

    private void Code(string code, SlackStyle style)
    {
        var content = code.Trim();
        var escaped = SlackText.Escape(content).Replace('`', 'ˋ').Replace('\n', ' ');
        if (escaped.Length is > 0 and < 1000)
        {
            Word($"`{escaped}`", style);
            return;
        }
        Text(content, style);
    }

    private void Text(string text, SlackStyle style)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !char.IsWhiteSpace(text[i]))
            {
                continue;
            }
            if (i > start)
            {
                var word = text[start..i];
                _words.Add(new SlackWord(SlackText.Escape(word), style, _spaced, word));
                _spaced = false;
            }
            _spaced |= i < text.Length;
            start = i + 1;
        }
    }

    private void Word(string text, SlackStyle style)
    {
        _words.Add(new SlackWord(text, style, _spaced, null));
        _spaced = false;
    }

    private void Line()
    {
        _words.Add(SlackWord.Line);
        _spaced = false;
    }
}
