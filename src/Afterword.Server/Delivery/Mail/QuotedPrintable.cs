using System.Buffers;
using System.Text;

namespace Afterword.Server.Delivery.Mail;

/// <summary>Text as quoted-printable (RFC 2045 section 6.7): readable where it is ASCII, no line above 76, CRLF only at line ends.</summary>
internal static class QuotedPrintable
{
    private const int MaxLine = 76;

    /// <summary>What stands for itself within a line.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        " !\"#$%&'()*+,-./0123456789:;<>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    );

    /// <summary>Appends the text, any of its line ends (CRLF, CR, LF) written as CRLF.</summary>
    public static void Write(StringBuilder to, string text)
    {
        var first = true;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!first)
                to.Append("\r\n");
            first = false;
            if (line.Length < MaxLine && !line.ContainsAnyExcept(Plain) && IsPlain(line))
                to.Append(line);
            else
                Line(to, line);
        }
    }

    /// <summary>A short line that stays as it is, which most lines are.</summary>
    private static bool IsPlain(ReadOnlySpan<char> line) =>
        line.IsEmpty || (line[0] is not ('.' or 'F') && line[^1] != ' ');

    private static void Line(StringBuilder to, ReadOnlySpan<char> line)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var column = 0;
        while (!line.IsEmpty)
        {
            // Within a line nearly all stands for itself, and a run of it is copied whole.
            if (column > 0 && PlainRun(line, MaxLine - 1 - column) is > 0 and var run)
            {
                to.Append(line[..run]);
                column += run;
                line = line[run..];
                continue;
            }
            Rune.DecodeFromUtf16(line, out var rune, out var used);
            line = line[used..];
            var left = line.Length;
            var bytes = utf8[..rune.EncodeToUtf8(utf8)];
            var literal = rune.IsAscii && IsLiteral((char)rune.Value, column == 0, left == 0);
            var width = literal ? 1 : 3 * bytes.Length;
            // One column stays free for the "=" of a soft line end. A character's bytes stay on one line, so that no reader can
            // cut it in two.
            if (column + width > MaxLine - 1)
            {
                to.Append("=\r\n");
                column = 0;
                literal = rune.IsAscii && IsLiteral((char)rune.Value, atStart: true, left == 0);
                width = literal ? 1 : 3 * bytes.Length;
            }
            if (literal)
                to.Append((char)rune.Value);
            else
                foreach (var b in bytes)
                    to.Append('=').Append(Hex(b >> 4)).Append(Hex(b & 15));
            column += width;
        }
    }

    /// <summary>How many characters stand for themselves from here on, as far as there is room: a space at the end does not.</summary>
    private static int PlainRun(ReadOnlySpan<char> line, int room)
    {
        var look = line[..Math.Min(line.Length, room)];
        var plain = look.IndexOfAnyExcept(Plain);
        return plain >= 0 ? plain
            : look.Length == line.Length && line[^1] == ' ' ? look.Length - 1
            : look.Length;
    }

    /// <summary>
    /// A dot at a line's start would rely on every relay's dot-stuffing, and <c>From </c> on nobody escaping it for an mbox file: both
    /// are written in code, and so is white space at a line's end, which relays strip.
    /// </summary>
    private static bool IsLiteral(char c, bool atStart, bool atEnd) =>
        c switch
        {
            '=' => false,
            '.' or 'F' => !atStart,
            ' ' or '\t' => !atEnd,
            _ => c is > ' ' and <= '~',
        };

    private static char Hex(int nibble) => "0123456789ABCDEF"[nibble];
}
