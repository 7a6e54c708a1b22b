using System.Text;

namespace Afterword.Core.Templates;

/// <summary>Plain words inside Markdown.</summary>
public static class MarkdownWords
{
    /// <summary>
    /// Escapes what Markdown would read as a mark, and makes one line of it. People edit the outcome, so what is harmless where it
    /// stands (a full stop, an underscore within a name) stays as it is.
    /// </summary>
    /// <param name="words">The words.</param>
    /// <param name="inLink">True for the words of a link, where brackets must not stand alone.</param>
    public static string Escape(string words, bool inLink = false)
    {
        var line = IsOneLine(words)
            ? words
            : string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        StringBuilder? escaped = null;
        var copied = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (IsMark(line, i) || (inLink && line[i] is '[' or ']'))
            {
                escaped ??= new StringBuilder(line.Length + 8);
                escaped.Append(line, copied, i - copied).Append('\\');
                copied = i;
            }
        }
        return escaped is null
            ? line
            : escaped.Append(line, copied, line.Length - copied).ToString();
    }

    /// <summary>Words with one space between them and none around, as most are.</summary>
    private static bool IsOneLine(string words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (
                char.IsWhiteSpace(words[i])
                && (words[i] != ' ' || i == 0 || i == words.Length - 1 || words[i - 1] == ' ')
            )
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsMark(string line, int i) =>
        line[i] switch
        {
            '\\' or '`' or '*' or '<' or '>' or '~' or '|' or '&' => true,
            // [OUT-1] is no link; it would become one only through what follows the bracket.
            ']' => i + 1 == line.Length || line[i + 1] is '(' or '[' or ':',
            '[' => i == 0 && line.Length > 2 && line[2] == ']',
            '_' => !(IsWord(line, i - 1) && IsWord(line, i + 1)),
            // At the beginning of a line these would open a heading, a list, a quote or a rule.
            '#' or '+' or '-' or '=' => i == 0,
            '.' or ')' => i > 0
                && i < 10
                && line.AsSpan(0, i).IndexOfAnyExceptInRange('0', '9') < 0,
            _ => false,
        };

    private static bool IsWord(string line, int i) =>
        i >= 0 && i < line.Length && char.IsLetterOrDigit(line[i]);
}
