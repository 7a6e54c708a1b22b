using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Afterword.Core.Rendering;

/// <summary>Writes a Markdown document's blocks as HTML. Only tags named here ever come out; every text is escaped.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();
    private readonly HtmlLook _look;
    private readonly HtmlInlines _inlines;

    private HtmlWriter(HtmlLook look)
    {
        _look = look;
        _inlines = new HtmlInlines(_html, look);
    }

    public static string Write(string markdown, HtmlLook look) =>
        Write(SafeMarkdown.Parse(markdown), markdown, look);

    /// <summary>The same of what was parsed already; null where it could not be.</summary>
    public static string Write(MarkdownDocument? document, string markdown, HtmlLook look)
    {
        var writer = new HtmlWriter(look);
        if (document is not null)
            writer.Blocks(document);
        else
            writer.AsItStands(markdown);
        return writer._html.ToString();
    }

    private void AsItStands(string text)
    {
        Open("pre");
        HtmlText.Escape(_html, text);
        Close("pre");
    }

    private void Blocks(ContainerBlock container)
    {
        foreach (var block in container)
            Write(block);
    }

    private void Write(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                var tag = $"h{Math.Clamp(heading.Level + _look.HeadingShift, 1, 6)}";
                Leaf(tag, heading);
                break;
            case Table table:
                HtmlTable.Write(_html, table, _look, _inlines);
                break;
            case ListBlock list:
                List(list);
                break;
            case QuoteBlock quote:
                Quote(quote);
                break;
            case CodeBlock code:
                Open("pre");
                _html.Append("<code>");
                HtmlText.Escape(_html, code.Lines.ToString());
                _html.Append("</code>");
                Close("pre");
                break;
            case ThematicBreakBlock:
                _html.Append("<hr").Append(_look.For("hr")).Append(">\n");
                break;
            case ParagraphBlock paragraph:
                Leaf("p", paragraph);
                break;
            case LinkReferenceDefinitionGroup:
                break;
            case ContainerBlock other:
                Blocks(other);
                break;
            case LeafBlock { Inline: not null } leaf:
                Leaf("p", leaf);
                break;
        }
    }

    private void Quote(QuoteBlock quote)
    {
        Open("blockquote");
        _html.Append('\n');
        foreach (var block in quote)
        {
            if (block is ParagraphBlock words)
                Leaf("p", words, "quote-p");
            else
                Write(block);
        }
        Close("blockquote");
    }

    private void List(ListBlock list)
    {
        var tag = list.IsOrdered ? "ol" : "ul";
        _html.Append('<').Append(tag).Append(_look.For(tag));
        if (
            list.IsOrdered
            && int.TryParse(list.OrderedStart, out var start)
            && start is > 1 and < 1_000_000
        )
            _html.Append(" start=\"").Append(start).Append('"');
        _html.Append(">\n");
        foreach (var item in list.OfType<ListItemBlock>())
        {
            Open("li");
            foreach (var block in item)
            {
                // In a tight list a paragraph is just the item's words, without a paragraph's space around it.
                if (!list.IsLoose && block is ParagraphBlock words)
                    _inlines.Write(words.Inline);
                else
                    Write(block);
            }
            Close("li");
        }
        Close(tag);
    }

    private void Leaf(string tag, LeafBlock leaf, string? dress = null)
    {
        _html.Append('<').Append(tag).Append(_look.For(dress ?? tag)).Append('>');
        _inlines.Write(leaf.Inline);
        Close(tag);
    }

    private void Open(string tag) =>
        _html.Append('<').Append(tag).Append(_look.For(tag)).Append('>');

    private void Close(string tag) => _html.Append("</").Append(tag).Append(">\n");
}
