using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Afterword.Core.Rendering;

/// <summary>The words inside a block as plain text; a link says where it goes: <c>the report (https://example.org/r)</c>.</summary>
internal static class PlainInlines
{
    private const int Kept = 4096;

    /// <summary>One for the many short lines of a message, one after the other.</summary>
    [ThreadStatic]
    private static StringBuilder? _spare;

    public static string Of(LeafBlock? leaf)
    {
        var text = _spare ?? new StringBuilder(256);
        _spare = null;
        Write(text, leaf?.Inline);
        var words = text.ToString().Trim();
        if (text.Capacity <= Kept)
            _spare = text.Clear();
        return words;
    }

    /// <summary>A table cell as one line.</summary>
    public static string Of(TableCell cell) =>
        string.Join(" ", cell.OfType<LeafBlock>().Select(Of)).ReplaceLineEndings(" ");

    /// <summary>The names of a table's columns.</summary>
    public static IReadOnlyList<string> Header(Table table) =>
        table.OfType<TableRow>().FirstOrDefault(row => row.IsHeader) is { } header
            ? [.. header.OfType<TableCell>().Select(Of)]
            : [];

    private static void Write(StringBuilder text, ContainerInline? container)
    {
        if (container is null)
            return;
        foreach (var inline in container)
            Write(text, inline);
    }

    private static void Write(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.AsSpan());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case EmphasisInline { DelimiterChar: '~' } struck:
                Write(text, (ContainerInline)struck);
                text.Append(" (struck out)");
                break;
            case LinkInline link:
                Link(text, link);
                break;
            case AutolinkInline auto:
                text.Append(auto.Url);
                break;
            case LineBreakInline line:
                text.Append(line.IsHard ? '\n' : ' ');
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.AsSpan());
                break;
            case TaskList task:
                text.Append(task.Checked ? "Done:" : "Open:");
                break;
            // A bracket or a pipe that closes nothing stays a delimiter in the tree; its character is the writer's own.
            case DelimiterInline lone:
                text.Append(lone.ToLiteral());
                Write(text, (ContainerInline)lone);
                break;
            case ContainerInline other:
                Write(text, other);
                break;
        }
    }

    private static void Link(StringBuilder text, LinkInline link)
    {
        var start = text.Length;
        Write(text, (ContainerInline)link);
        var words = text.ToString(start, text.Length - start).Trim();
        text.Length = start;
        if (link.IsImage)
            words = $"Image: {words}".TrimEnd();
        text.Append(words);
        if (SafeLink.Of(link.Url, ownPaths: false) is not { } address)
            return;
        var spoken = SafeLink.Spoken(address);
        if (words.Length == 0)
            text.Append(spoken);
        else if (words != spoken && words != address)
            text.Append(" (").Append(spoken).Append(')');
    }
}
