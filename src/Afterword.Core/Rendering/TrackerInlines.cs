using System.Text;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax.Inlines;

namespace Afterword.Core.Rendering;

/// <summary>The words inside a block as Markdown, every mark that a writer did not mean escaped.</summary>
internal static class TrackerInlines
{
    /// <summary>Behind an <c>@</c>, so that no tracker reads a name there: nothing to see, and nobody is called.</summary>
    private const char Nothing = '\u200B';

    public static string Of(ContainerInline? container, bool inTable = false)
    {
        var text = new StringBuilder();
        Write(text, container, inTable);
        return Guard(text.ToString().Trim());
    }

    /// <summary>Plain text, line by line, with every mark escaped.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        Append(escaped, text);
        return Guard(escaped.ToString());
    }

    /// <summary>An address inside of a link's brackets.</summary>
    public static string Address(string url) =>
        url.Replace("(", "%28", StringComparison.Ordinal)
            .Replace(")", "%29", StringComparison.Ordinal)
            .Replace("<", "%3C", StringComparison.Ordinal)
            .Replace(">", "%3E", StringComparison.Ordinal)
            .Replace("|", "%7C", StringComparison.Ordinal)
            .Replace(" ", "%20", StringComparison.Ordinal);

    private static void Write(StringBuilder text, ContainerInline? container, bool inTable)
    {
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
        {
            Write(text, inline, inTable);
        }
    }

    private static void Write(StringBuilder text, Inline inline, bool inTable)
    {
        switch (inline)
        {
            case LiteralInline literal:
                Append(text, literal.Content.AsSpan());
                break;
            case CodeInline code:
                Code(text, code.Content, inTable);
                break;
            case EmphasisInline emphasis:
                var mark = new string(emphasis.DelimiterChar, emphasis.DelimiterCount);
                text.Append(mark);
                Write(text, (ContainerInline)emphasis, inTable);
                text.Append(mark);
                break;
            case LinkInline link:
                Link(text, link, inTable);
                break;
            case AutolinkInline auto:
                Automatic(text, auto);
                break;
            case LineBreakInline line:
                text.Append(
                    inTable ? " "
                    : line.IsHard ? "\\\n"
                    : "\n"
                );
                break;
            case HtmlEntityInline entity:
                Append(text, entity.Transcoded.AsSpan());
                break;
            case TaskList task:
                text.Append(task.Checked ? "[x]" : "[ ]");
                break;
            case DelimiterInline lone:
                Append(text, lone.ToLiteral());
                Write(text, (ContainerInline)lone, inTable);
                break;
            case ContainerInline other:
                Write(text, other, inTable);
                break;
        }
    }

    private static void Link(StringBuilder text, LinkInline link, bool inTable)
    {
        var words = new StringBuilder();
        Write(words, (ContainerInline)link, inTable);
        if (link.IsImage)
        {
            words.Insert(0, "Image: ");
        }
        if (SafeLink.Of(link.Url, ownPaths: false) is not { } address)
        {
            text.Append(words);
            return;
        }
        var shown = words.ToString().Trim();
        text.Append('[')
            .Append(shown.Length > 0 ? shown : Escape(SafeLink.Spoken(address)))
            .Append("](")
            .Append(Address(address))
            .Append(')');
    }

    private static void Automatic(StringBuilder text, AutolinkInline auto)
    {
        var address = auto.IsEmail ? $"mailto:{auto.Url}" : auto.Url;
        if (SafeLink.Of(address, ownPaths: false) is not { } safe)
        {
            Append(text, auto.Url);
            return;
        }
        text.Append('[').Append(Escape(auto.Url)).Append("](").Append(Address(safe)).Append(')');
    }

    /// <summary>A run of code; within a table its pipes would end the cell.</summary>
    private static void Code(StringBuilder text, string code, bool inTable)
    {
        var shown = inTable ? code.Replace("|", "\\|", StringComparison.Ordinal) : code;
        var (longest, run) = (0, 0);
        foreach (var c in shown)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        var mark = new string('`', longest + 1);
        var space = shown.StartsWith('`') || shown.EndsWith('`') ? " " : "";
        text.Append(mark).Append(space).Append(shown).Append(space).Append(mark);
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var c = words[i];
            var before =
                i > 0 ? words[i - 1]
                : text.Length > 0 ? text[^1]
                : ' ';
            var after = i + 1 < words.Length ? words[i + 1] : ' ';
            if (
                c is '\\' or '`' or '*' or '[' or ']' or '<' or '>' or '~' or '|' or '&'
                || (c == '_' && !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after)))
            )
            {
                text.Append('\\');
            }
            text.Append(c);
            if (c is '@' or '＠' && !char.IsLetterOrDigit(before))
            {
                text.Append(Nothing);
            }
        }
    }

    /// <summary>What would open a heading, a list or a rule where a line begins is escaped; a hard break's own backslash is not touched.</summary>
    private static string Guard(string text) =>
        string.Join('\n', text.Split('\n').Select(line => Start(line.TrimStart(' ', '\t'))));

    private static string Start(string line)
    {
        if (line.Length == 0)
        {
            return line;
        }
        if (line[0] is '#' or '+' or '-' or '=')
        {
            return $"\\{line}";
        }
        var digits = line.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits is > 0 and < 10 && line[digits] is '.' or ')' && digits > 0
            ? $"{line[..digits]}\\{line[digits..]}"
            : line;
    }
}
