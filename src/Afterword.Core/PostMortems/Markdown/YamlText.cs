using System.Globalization;
using System.Text;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The few shapes of YAML that front matter uses, to and from plain words.</summary>
internal static class YamlText
{
    /// <summary>The words of a scalar: quotes, a trailing comment and block marks taken off, one line.</summary>
    internal static string Scalar(string raw)
    {
        var text = raw.Trim();
        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"')
            return Unescape(text[1..^1]);
        if (text.Length >= 2 && text[0] == '\'' && text[^1] == '\'')
            return text[1..^1].Replace("''", "'", StringComparison.Ordinal);
        if (
            text.Length > 0
            && text[0] is '|' or '>'
            && text.IndexOf('\n', StringComparison.Ordinal) is var line and > 0 and < 5
        )
            return Inline.Collapse(text[line..]);
        var comment = text.IndexOf(" #", StringComparison.Ordinal);
        if (comment > 0 && text[0] is not ('"' or '\''))
            text = text[..comment];
        return Inline.Collapse(text) is "~" or "null" ? "" : Inline.Collapse(text);
    }

    /// <summary>The words of a list: <c>[a, b]</c>, lines with dashes, or words parted by commas.</summary>
    internal static IReadOnlyList<string> List(string raw)
    {
        var text = raw.Trim();
        if (text.StartsWith('[') && text.EndsWith(']'))
            return Words(SplitOutsideQuotes(text[1..^1]));
        var lines = text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        if (lines.Count > 0 && lines.All(l => l.StartsWith("- ", StringComparison.Ordinal)))
            return Words(lines.Select(l => l[2..]));
        var scalar = Scalar(text);
        return text.StartsWith('"') ? Words([text]) : Words(scalar.Split([',', ';']));
    }

    /// <summary>A scalar that any YAML reader takes back as exactly these words.</summary>
    internal static string Write(string words) => IsPlain(words) ? words : Quote(words);

    /// <summary>A value as it stood in front matter, made harmless where no YAML reader would take it ("@lee").</summary>
    internal static string AsValue(string raw)
    {
        if (raw.Contains('\n'))
            return raw;
        return
            raw.Length > 0 && raw[0] is '@' or '`' or '%'
            || (
                raw.Contains(": ", StringComparison.Ordinal)
                && raw[0] is not ('"' or '\'' or '[' or '{')
            )
            ? Quote(raw)
            : raw;
    }

    internal static string WriteList(IEnumerable<string> words) =>
        $"[{string.Join(", ", words.Select(WriteInList))}]";

    internal static string Quote(string words)
    {
        var result = new StringBuilder("\"");
        foreach (var c in words)
            result.Append(
                c switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\t' => "\\t",
                    < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                    _ => c.ToString(),
                }
            );
        return result.Append('"').ToString();
    }

    /// <summary>A value of TOML or of a JavaScript object as YAML text.</summary>
    internal static string FromToml(string value)
    {
        if (
            value.Length >= 6
            && value.StartsWith("\"\"\"", StringComparison.Ordinal)
            && value.EndsWith("\"\"\"", StringComparison.Ordinal)
        )
            return Write(Inline.Collapse(value[3..^3]));
        if (value.Length >= 2 && value[0] == '\'' && value[^1] == '\'')
            return Write(value[1..^1]);
        if (value.Length >= 2 && value[0] == '`' && value[^1] == '`')
            return Write(value[1..^1]);
        return value.Length >= 2 && value[0] == '"' && value[^1] == '"'
            ? Write(Unescape(value[1..^1]))
            : value;
    }

    private static string WriteInList(string words) =>
        IsPlain(words) && words.AsSpan().IndexOfAny(",[]{}") < 0 ? words : Quote(words);

    private static bool IsPlain(string words) =>
        words.Length > 0
        && words == words.Trim()
        && (char.IsLetterOrDigit(words[0]) || words[0] is '(' or '/' or '.')
        && !words.EndsWith(':')
        && words.AsSpan().IndexOfAny("\n\t\"\\") < 0
        && !words.Contains(": ", StringComparison.Ordinal)
        && !words.Contains(" #", StringComparison.Ordinal)
        && words is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off");

    private static List<string> Words(IEnumerable<string> parts) =>
        [.. parts.Select(Scalar).Where(w => w.Length > 0)];

    private static List<string> SplitOutsideQuotes(string text)
    {
        var parts = new List<string>();
        var start = 0;
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (quote != '\0')
                quote = text[i] == quote && text[i - 1] != '\\' ? '\0' : quote;
            else if (text[i] is '"' or '\'' && text.AsSpan(start, i - start).IsWhiteSpace())
                quote = text[i];
            else if (text[i] == ',')
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }
        parts.Add(text[start..]);
        return parts;
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }
            i++;
            if (
                text[i] == 'x'
                && i + 2 < text.Length
                && byte.TryParse(
                    text.AsSpan(i + 1, 2),
                    NumberStyles.HexNumber,
                    CultureInfo.InvariantCulture,
                    out var code
                )
            )
            {
                result.Append((char)code);
                i += 2;
            }
            else
                result.Append(
                    text[i] switch
                    {
                        'n' => '\n',
                        't' => '\t',
                        var c => c,
                    }
                );
        }
        return result.ToString();
    }
}
