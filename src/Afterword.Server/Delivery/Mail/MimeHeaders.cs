using System.Buffers;
using System.Globalization;
using System.Text;

namespace Afterword.Server.Delivery.Mail;

/// <summary>
/// Writes header fields, folded at 76 columns and never above 998 octets. What people typed can become neither a new field nor a
/// new line: a control character in any value is refused here, once more, whatever the callers did before.
/// </summary>
internal sealed class MimeHeaders(StringBuilder text)
{
    private const int MaxLine = 76;

    // RFC 2046 media types and RFC 5322 ids are made of these; everything else is refused.
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~.@"
    );

    /// <summary>A field whose value is ASCII and already in its final form; folded at spaces.</summary>
    public void Add(string name, string value)
    {
        Require(value, name);
        if (!Ascii.IsValid(value) || value.Length > 900)
            throw new ArgumentException($"{name} does not fit a header line.", name);
        Fold(name, value.Split(' '));
    }

    /// <summary>A field of free words: as they are where ASCII allows it, as RFC 2047 encoded words otherwise.</summary>
    public void AddText(string name, string value)
    {
        Require(value, name);
        Fold(name, EncodedWords.NeedsEncoding(value) ? EncodedWords.Of(value) : value.Split(' '));
    }

    /// <summary>A field of ids, each in angle brackets.</summary>
    public void AddIds(string name, IReadOnlyList<string> ids)
    {
        foreach (var id in ids)
        {
            if (id.Length is 0 or > 250 || id.AsSpan().ContainsAnyExcept(IdCharacters))
                throw new ArgumentException(
                    $"{name} holds what is not a message or list id.",
                    name
                );
        }
        Fold(name, [.. ids.Select(id => $"<{id}>")]);
    }

    /// <summary>A field of addresses with names.</summary>
    public void AddMailboxes(string name, IReadOnlyList<Mailbox> mailboxes)
    {
        var words = new List<string>();
        for (var i = 0; i < mailboxes.Count; i++)
        {
            var comma = i < mailboxes.Count - 1 ? "," : "";
            if (mailboxes[i].Name is not { } person)
            {
                words.Add(mailboxes[i].Address + comma);
                continue;
            }
            Require(person, name);
            words.AddRange(
                EncodedWords.NeedsEncoding(person)
                    ? EncodedWords.Of(person)
                    : Quoted(person).Split(' ')
            );
            words.Add($"<{mailboxes[i].Address}>{comma}");
        }
        Fold(name, words);
    }

    /// <summary>Content-Type of a file; what is no media type becomes <c>application/octet-stream</c>.</summary>
    public void AddMediaType(string mediaType)
    {
        var parts = mediaType.Split('/');
        var good =
            parts.Length == 2
            && parts.All(part =>
                part.Length is > 0 and <= 100
                && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-')
            );
        // A text file is UTF-8 in this product.
        var charset = mediaType.StartsWith("text/", StringComparison.Ordinal)
            ? "; charset=utf-8"
            : "";
        Add("Content-Type", good ? mediaType + charset : "application/octet-stream");
    }

    /// <summary>Content-Disposition with a file's name, in RFC 2231 form where it is long or not ASCII.</summary>
    public void AddFileName(string fileName)
    {
        Require(fileName, "file name");
        var simple =
            fileName.Length <= 50
            && fileName.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ' ');
        text.Append("Content-Disposition: attachment");
        if (simple)
            text.Append(";\r\n filename=\"").Append(fileName).Append('"');
        else
            LongFileName(fileName);
        text.Append("\r\n");
    }

    private void LongFileName(string fileName)
    {
        // 55 leaves room for ` filename*99*=` and `;` within 76 columns.
        const int room = 55;
        var section = 0;
        var line = new StringBuilder("UTF-8''");
        foreach (var rune in fileName.EnumerateRunes())
        {
            var escaped = Uri.EscapeDataString(rune.ToString());
            if (line.Length + escaped.Length > room)
                Flush();
            line.Append(escaped);
        }
        Flush();

        void Flush()
        {
            text.Append(CultureInfo.InvariantCulture, $";\r\n filename*{section++}*=").Append(line);
            line.Clear();
        }
    }

    /// <summary>One field, a new line before each word that would pass 76 columns.</summary>
    private void Fold(string name, IReadOnlyList<string> words)
    {
        text.Append(name).Append(':');
        var column = name.Length + 1;
        for (var i = 0; i < words.Count; i++)
        {
            var width = words[i].Length + 1;
            // The first word stays with its name: a first line without content is legal and badly read.
            if (i > 0 && column + width > MaxLine)
            {
                text.Append("\r\n");
                column = 0;
            }
            text.Append(' ').Append(words[i]);
            column += width;
        }
        text.Append("\r\n");
    }

    private static string Quoted(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static void Require(string value, string field)
    {
        // U+0085, U+2028 and U+2029 are line ends to some programs.
        if (value.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029'))
            throw new ArgumentException(
                $"The {field} holds a control character or a line end.",
                field
            );
    }
}
