using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Afterword.Leaks;

/// <summary>A text and everything it decodes to: base64, quoted-printable, addresses, HTML entities, encoded words of headers, gzip, UTF-16; decoded twice over.</summary>
internal static partial class Decodings
{
    private const int Deep = 2;

    /// <summary>The text as it is, and decoded.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { text };
        var layer = new List<string> { text };
        yield return text;
        for (var depth = 0; depth < Deep; depth++)
        {
            var next = new List<string>();
            foreach (var decoded in layer.SelectMany(Once).Where(seen.Add))
            {
                yield return decoded;
                next.Add(decoded);
            }
            layer = next;
        }
    }

    private static IEnumerable<string> Once(string text)
    {
        if (text.Contains('=', StringComparison.Ordinal))
        {
            yield return QuotedPrintable(text);
        }
        if (text.Contains("=?", StringComparison.Ordinal))
        {
            yield return EncodedWords(text);
        }
        if (text.Contains('%', StringComparison.Ordinal))
        {
            yield return WebUtility.UrlDecode(text);
        }
        if (text.Contains('&', StringComparison.Ordinal))
        {
            yield return WebUtility.HtmlDecode(text);
        }
        if (text.Contains('\\', StringComparison.Ordinal))
        {
            yield return JsonEscape()
                .Replace(text, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
        }
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            yield return text.Replace("\0", "", StringComparison.Ordinal);
        }
        foreach (var bytes in Base64(text))
        {
            foreach (var form in Texts(bytes))
            {
                yield return form;
            }
        }
    }

    /// <summary>Bytes as text: UTF-8, UTF-16 both ways, unpacked where they are gzip.</summary>
    private static IEnumerable<string> Texts(byte[] bytes)
    {
        yield return Encoding.Latin1.GetString(bytes);
        if (bytes.Contains((byte)0))
        {
            yield return Encoding.Unicode.GetString(bytes);
            yield return Encoding.BigEndianUnicode.GetString(bytes);
        }
        if (bytes is [0x1f, 0x8b, ..] && Unzip(bytes) is { } unpacked)
        {
            yield return Encoding.UTF8.GetString(unpacked);
        }
    }

    private static byte[]? Unzip(byte[] bytes)
    {
        try
        {
            using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var unpacked = new MemoryStream();
            packed.CopyTo(unpacked);
            return unpacked.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static string QuotedPrintable(string text) =>
        Hex()
            .Replace(
                SoftBreak().Replace(text, ""),
                m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString()
            );

    private static string EncodedWords(string text) =>
        EncodedWord()
            .Replace(
                Between().Replace(text, "?="),
                m =>
                    m.Groups[1].Value is "B" or "b"
                        ? Bytes(m.Groups[2].Value) is { } bytes
                            ? Encoding.UTF8.GetString(bytes)
                            : ""
                        : QuotedPrintable(m.Groups[2].Value.Replace('_', ' '))
            );

    /// <summary>Whatever could be base64: runs of its letters, also across the line ends of a mail.</summary>
    private static IEnumerable<byte[]> Base64(string text)
    {
        foreach (Match run in Run().Matches(text))
        {
            var letters = LineEnds().Replace(run.Value, "").Replace('-', '+').Replace('_', '/');
            // A run may begin with letters that belong to the word before it.
            for (var skip = 0; skip < 4 && letters.Length - skip >= 16; skip++)
            {
                if (Bytes(letters[skip..]) is { } bytes)
                {
                    yield return bytes;
                }
            }
        }
    }

    private static byte[]? Bytes(string base64)
    {
        var letters = base64.TrimEnd('=');
        letters = letters[..(letters.Length - (letters.Length % 4 == 1 ? 1 : 0))];
        var padded = letters.PadRight((letters.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var written)
            ? bytes[..written]
            : null;
    }

    [GeneratedRegex("=\r?\n")]
    private static partial Regex SoftBreak();

    [GeneratedRegex("=([0-9A-Fa-f]{2})")]
    private static partial Regex Hex();

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex JsonEscape();

    [GeneratedRegex(@"=\?[A-Za-z0-9_-]+\?([BbQq])\?([^?]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?=\s+(?==\?)")]
    private static partial Regex Between();

    [GeneratedRegex(@"(?:[A-Za-z0-9+/_-]{4,}\r?\n?){4,}[A-Za-z0-9+/_=-]*")]
    private static partial Regex Run();

    [GeneratedRegex("\r?\n")]
    private static partial Regex LineEnds();
}
