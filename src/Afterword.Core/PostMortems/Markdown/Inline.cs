using System.Buffers;
using System.Net;
using System.Text;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>A link in a run of text.</summary>
/// <param name="Text">What is shown, marks removed.</param>
/// <param name="Url">Where it goes, in full.</param>
internal readonly record struct Link(string Text, string Url);

/// <summary>
/// A run of Markdown as plain words: links become their text, the marks of bold, emphasis and code go, an asterisk that
/// is content stays, white space collapses. Linear in the text, whatever it holds.
/// </summary>
internal sealed class Inline
{
    private const int MaxUrl = 2000;
    private const int MaxSource = 32 * 1024;
    private readonly string source;
    private readonly LinkTargets targets;
    private readonly int[] closing;
    private readonly StringBuilder plain = null!;
    private List<Link>? links;

    // Marks, entities, white space other than a space, controls: where one of these stands a text may not be shown as it is written.
    private static readonly SearchValues<char> Special = SearchValues.Create([
        .. "\\`[<&*_~\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff",
        .. Run('\0', '\u001f'),
        .. Run('\u007f', '\u009f'),
        .. Run('\u2000', '\u200b'),
    ]);

    private static IEnumerable<char> Run(char first, char last)
    {
        for (var c = first; c <= last; c++)
            yield return c;
    }

    private Inline(string source, LinkTargets targets)
    {
        // Longer than any sentence of a person: what is cut off here stays in the Markdown.
        this.source = source = source.Length > MaxSource ? source[..MaxSource] : source;
        this.targets = targets;
        closing = [];
        if (IsPlain(source))
        {
            Text = source;
            return;
        }
        plain = new(source.Length);
        if (source.Contains('['))
            closing = Brackets.Match(source);
        Walk(0, source.Length, 0);
        var words = Emphasis
            .Remove(plain.ToString())
            .Replace(Emphasis.Guard.ToString(), "", StringComparison.Ordinal);
        Text = Collapse(WebUtility.HtmlDecode(words));
    }

    /// <summary>The plain words.</summary>
    internal string Text { get; }

    /// <summary>The links in the order they stand.</summary>
    internal IReadOnlyList<Link> Links => links ?? [];

    // Most of what people write is plain words, and nothing has to be taken out of it.
    private static bool IsPlain(string text) =>
        text.Length == 0
        || text[0] != ' '
            && text[^1] != ' '
            && !text.AsSpan().ContainsAny(Special)
            && !text.Contains("  ", StringComparison.Ordinal)
            && !text.Contains("http", StringComparison.Ordinal);

    internal static Inline Read(string markdown, LinkTargets targets) => new(markdown, targets);

    internal static string Plain(string markdown, LinkTargets? targets = null) =>
        new Inline(markdown, targets ?? LinkTargets.None).Text;

    private void Add(Link link) => (links ??= []).Add(link);

    private void Walk(int from, int to, int depth)
    {
        var i = from;
        while (i < to)
        {
            var next = source[i] switch
            {
                '\\' => Escape(i, to),
                '`' => Code(i, to),
                '!' when i + 1 < to && source[i + 1] == '[' => Bracket(i + 1, to, depth),
                '[' => Bracket(i, to, depth),
                '<' => Angle(i, to),
                'h' => BareUrl(i, to),
                _ => -1,
            };
            if (next < 0)
                plain.Append(source[i++]);
            else
                i = next;
        }
    }

    private int Escape(int i, int to)
    {
        if (i + 1 >= to || !char.IsAscii(source[i + 1]) || char.IsAsciiLetterOrDigit(source[i + 1]))
            return -1;
        plain.Append(Emphasis.Guard).Append(source[i + 1]);
        return i + 2;
    }

    private int Code(int i, int to)
    {
        var run = 1;
        while (i + run < to && source[i + run] == '`')
            run++;
        var end = source.IndexOf(
            new string('`', Math.Min(run, 8)),
            i + run,
            Math.Min(to - i - run, Line.ReadLimit),
            StringComparison.Ordinal
        );
        if (end < 0 || end - i > Line.ReadLimit)
            return i + run;
        foreach (var c in source.AsSpan(i + run, end - i - run))
            plain.Append(Emphasis.Guard).Append(c);
        return end + run;
    }

    private int Bracket(int i, int to, int depth)
    {
        var close = closing[i];
        if (close < 0 || close >= to || depth > 8)
            return -1;
        var (url, end) = Destination(i, close, to);
        if (url is null)
            return -1;
        var before = plain.Length;
        Walk(i + 1, close, depth + 1);
        Add(new(Collapse(plain.ToString(before, plain.Length - before)), url));
        return end;
    }

    private (string? Url, int End) Destination(int open, int close, int to)
    {
        var after = close + 1;
        if (after < to && source[after] == '(')
        {
            var end = Brackets.EndOfUrl(source, after, Math.Min(to, after + MaxUrl));
            if (end > 0)
                return (UrlIn(source[(after + 1)..end]), end + 1);
        }
        if (
            after < to
            && source[after] == '['
            && closing[after] is var last
            && last > 0
            && last < to
        )
        {
            var label = source[(after + 1)..last];
            var url = targets.Find(label.Length == 0 ? source[(open + 1)..close] : label);
            return (url, last + 1);
        }
        return (targets.Find(source[(open + 1)..close]), after);
    }

    private static string UrlIn(string inner) =>
        inner.Trim().Split(' ', '\n', '"')[0].Trim('<', '>');

    private int Angle(int i, int to)
    {
        if (source.AsSpan(i, to - i).StartsWith("<!--"))
        {
            var end = source.AsSpan(i, Math.Min(to - i, Line.ReadLimit)).IndexOf("-->");
            return end < 0 ? -1 : i + end + 3;
        }
        var close = source.IndexOf('>', i, Math.Min(to - i, MaxUrl));
        if (close < 0)
            return -1;
        var inner = source.AsSpan(i + 1, close - i - 1);
        if (inner.StartsWith("http") || inner.StartsWith("mailto:"))
        {
            Add(new(inner.ToString(), inner.ToString()));
            plain.Append(inner);
            return close + 1;
        }
        if (inner.Length == 0 || !(char.IsAsciiLetter(inner[0]) || inner[0] == '/'))
            return -1;
        if (inner.StartsWith("br", StringComparison.OrdinalIgnoreCase))
            plain.Append(' ');
        else if (!HtmlTags.Known(inner))
            return -1;
        return close + 1;
    }

    private int BareUrl(int i, int to)
    {
        var rest = source.AsSpan(i, to - i);
        if (!rest.StartsWith("https://") && !rest.StartsWith("http://"))
            return -1;
        var length = 0;
        while (
            length < rest.Length
            && length < MaxUrl
            && !char.IsWhiteSpace(rest[length])
            && rest[length] is not ('<' or '>' or ')' or ']' or '"' or '|' or '`')
        )
            length++;
        var url = rest[..length].TrimEnd(".,;:!?*'").ToString();
        Add(new(url, url));
        foreach (var c in url)
            plain.Append(Emphasis.Guard).Append(c);
        return i + url.Length;
    }

    /// <summary>White space, no-break and zero-width characters included, as single spaces.</summary>
    internal static string Collapse(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) && c != Emphasis.Guard)
            {
                if (result.Length > 0 && result[^1] != ' ')
                    result.Append(' ');
            }
            else if (c is not ('\u200b' or '\ufeff'))
                result.Append(c);
        }
        return result.ToString().Trim();
    }
}
