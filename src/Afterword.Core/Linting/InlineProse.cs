using System.Buffers;

namespace Afterword.Core.Linting;

/// <summary>Reads a stretch of Markdown into the words a person reads, each character with the offset it came from. Linear in the text.</summary>
internal sealed class InlineProse
{
    // A longer line is data, not a sentence.
    private const int LongestLine = 8000;
    private const int LongestQuote = 400;
    private static readonly SearchValues<char> Marks = SearchValues.Create("`<![]*~_\\\t\u00a0");
    private static readonly SearchValues<char> Quotes = SearchValues.Create("“«‘\"");
    private char[] text = new char[1024];
    private int[] offsets = new int[1024];
    private int count;

    internal bool IsEmpty => count == 0;

    internal void Append(string source, int from, int to, int offset)
    {
        if (count > 0)
            Put(' ', offset + from);
        to = Math.Min(to, from + LongestLine);
        var i = from;
        var url = UrlFrom(source, from, to);
        while (i < to)
        {
            if (url < i)
                url = UrlFrom(source, i, to);
            var mark = source.AsSpan(i, to - i).IndexOfAny(Marks);
            var stop = Math.Min(mark < 0 ? to : i + mark, url);
            Put(source.AsSpan(i, stop - i), offset + i);
            i = stop;
            if (i == to)
                return;
            var next = source[i] switch
            {
                '`' => Code(source, i, to, offset),
                '<' => Tag(source, i, to),
                '!' when i + 1 < to && source[i + 1] == '[' => Image(source, i, to),
                '[' => i + 1,
                ']' => AfterLink(source, i, to),
                'h' => Url(source, i, to, offset),
                '*' or '~' => i + 1,
                '_' when !(Word(source, i - 1) && Word(source, i + 1)) => i + 1,
                '\\' when i + 1 < to && char.IsPunctuation(source[i + 1]) => Escape(
                    source,
                    i,
                    offset
                ),
                _ => -1,
            };
            if (next < 0)
                Put(source[i] is '\t' or '\u00a0' ? ' ' : source[i], offset + i++);
            else
                i = next;
        }
    }

    private static int UrlFrom(string source, int i, int to)
    {
        var at = source.AsSpan(i, to - i).IndexOf("http");
        return at < 0 ? to : i + at;
    }

    /// <summary>The words so far, quotations taken out, and where each character stands; then begins anew.</summary>
    internal (string Text, int[] Offsets) Take()
    {
        var source = new string(text, 0, count);
        if (source.AsSpan().ContainsAny(Quotes))
        {
            // What remains is never longer, so it can take the place of what was.
            count = 0;
            for (var i = 0; i < source.Length; )
            {
                var end = EndOfQuote(source, i);
                text[count] = end > 0 ? ProseText.Hole : source[i];
                offsets[count++] = offsets[i];
                i = end > 0 ? end : i + 1;
            }
            source = new string(text, 0, count);
        }
        var result = (source, offsets.AsSpan(0, count).ToArray());
        count = 0;
        return result;
    }

    private static int EndOfQuote(string s, int i)
    {
        var close = s[i] switch
        {
            '“' => '”',
            '«' => '»',
            '‘' => '’',
            '"' when i == 0 || !char.IsLetterOrDigit(s[i - 1]) => '"',
            _ => '\0',
        };
        if (close == '\0')
            return -1;
        var end = s.IndexOf(close, i + 1, Math.Min(s.Length - i - 1, LongestQuote));
        return end > i + 1 ? end + 1 : -1;
    }

    private static bool Word(string s, int i) =>
        i >= 0 && i < s.Length && char.IsLetterOrDigit(s[i]);

    private void Put(char c, int offset) => Put([c], offset);

    private void Put(ReadOnlySpan<char> words, int offset)
    {
        if (count + words.Length > text.Length)
        {
            var size = Math.Max(2 * text.Length, count + words.Length);
            Array.Resize(ref text, size);
            Array.Resize(ref offsets, size);
        }
        words.CopyTo(text.AsSpan(count));
        for (var i = 0; i < words.Length; i++)
            offsets[count + i] = offset + i;
        count += words.Length;
    }

    private int Escape(string source, int i, int offset)
    {
        Put(source[i + 1], offset + i + 1);
        return i + 2;
    }

    private int Code(string source, int i, int to, int offset)
    {
        var run = 1;
        while (i + run < to && source[i + run] == '`')
            run++;
        var end = source.IndexOf(
            source[i..(i + run)],
            i + run,
            to - i - run,
            StringComparison.Ordinal
        );
        if (end < 0)
            return i + run;
        Put(ProseText.Hole, offset + i);
        return end + run;
    }

    private static int Tag(string source, int i, int to)
    {
        if (string.CompareOrdinal(source, i, "<!--", 0, 4) == 0)
        {
            var end = source.IndexOf("-->", i, to - i, StringComparison.Ordinal);
            return end < 0 ? to : end + 3;
        }
        if (i + 1 >= to || !(char.IsAsciiLetter(source[i + 1]) || source[i + 1] == '/'))
            return -1;
        var close = source.IndexOf('>', i, Math.Min(to - i, 1000));
        return close < 0 ? -1 : close + 1;
    }

    private static int Image(string source, int i, int to)
    {
        var close = source.IndexOf(']', i, to - i);
        return close < 0 ? i + 2 : AfterLink(source, close, to);
    }

    private static int AfterLink(string source, int i, int to)
    {
        if (i + 1 >= to || source[i + 1] is not ('(' or '['))
            return i + 1;
        var (open, shut) = source[i + 1] == '(' ? ('(', ')') : ('[', ']');
        var depth = 0;
        var limit = Math.Min(to, i + 2000);
        for (var j = i + 1; j < limit; j++)
        {
            depth +=
                source[j] == open ? 1
                : source[j] == shut ? -1
                : 0;
            if (depth == 0)
                return j + 1;
        }
        return i + 1;
    }

    private int Url(string source, int i, int to, int offset)
    {
        var rest = source.AsSpan(i, to - i);
        if (!rest.StartsWith("http://") && !rest.StartsWith("https://"))
            return -1;
        var end = i;
        while (
            end < to
            && !char.IsWhiteSpace(source[end])
            && source[end] is not (')' or ']' or '>' or '|')
        )
            end++;
        Put(ProseText.Hole, offset + i);
        return end;
    }
}
