using System.Text;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace Afterword.Core.Rendering;

/// <summary>Writes the words inside a block as HTML.</summary>
internal sealed class HtmlInlines(StringBuilder html, HtmlLook look)
{
    public void Write(ContainerInline? container)
    {
        if (container is null)
            return;
        foreach (var inline in container)
            Write(inline);
    }

    private void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                HtmlText.Escape(html, literal.Content.AsSpan());
                break;
            case CodeInline code:
                html.Append("<code").Append(look.For("code")).Append('>');
                HtmlText.Escape(html, code.Content);
                html.Append("</code>");
                break;
            case EmphasisInline emphasis:
                var tag =
                    emphasis.DelimiterChar == '~' ? "s"
                    : emphasis.DelimiterCount == 2 ? "strong"
                    : "em";
                html.Append('<').Append(tag).Append('>');
                Write((ContainerInline)emphasis);
                html.Append("</").Append(tag).Append('>');
                break;
            case LinkInline { IsImage: true } image:
                Image(image);
                break;
            case LinkInline link:
                Link(link.Url, () => Write((ContainerInline)link));
                break;
            case AutolinkInline auto:
                Link(
                    auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url,
                    () => HtmlText.Escape(html, auto.Url)
                );
                break;
            case LineBreakInline line:
                html.Append(line.IsHard ? "<br>\n" : "\n");
                break;
            case HtmlEntityInline entity:
                HtmlText.Escape(html, entity.Transcoded.AsSpan());
                break;
            case TaskList task:
                html.Append("<span").Append(look.For("task"));
                html.Append(" role=\"img\" aria-label=\"");
                html.Append(task.Checked ? "Done" : "Open").Append("\">");
                html.Append(task.Checked ? '☑' : '☐').Append("</span>");
                break;
            // A bracket or a pipe that closes nothing stays a delimiter in the tree; its character is the writer's own.
            case DelimiterInline lone:
                HtmlText.Escape(html, lone.ToLiteral());
                Write((ContainerInline)lone);
                break;
            case ContainerInline other:
                Write(other);
                break;
        }
    }

    /// <summary>
    /// An image is never fetched by itself: it would tell a stranger's server who reads, when and where. It becomes a link
    /// with its description.
    /// </summary>
    private void Image(LinkInline image)
    {
        Link(
            image.Url,
            () =>
            {
                html.Append("Image: ");
                if (image.FirstChild is null)
                    HtmlText.Escape(html, image.Url ?? "");
                Write((ContainerInline)image);
            }
        );
    }

    private void Link(string? address, Action words)
    {
        if (SafeLink.Of(address, look.OwnPaths) is not { } safe)
        {
            words();
            return;
        }
        html.Append("<a href=\"");
        HtmlText.Escape(html, safe);
        html.Append('"');
        if (SafeLink.IsWeb(safe))
            html.Append(" rel=\"noopener noreferrer\"");
        html.Append(look.For("a")).Append('>');
        words();
        html.Append("</a>");
    }
}
