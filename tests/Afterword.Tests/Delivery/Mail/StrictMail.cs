using System.Buffers;
using System.Text;

namespace Afterword.Tests.Delivery.Mail;

/// <summary>
/// A parser of RFC 5322 that forgives nothing, written apart from the writer it judges: CRLF only, 7 bits, 998 columns, known field
/// syntax. Gives the header fields, unfolded, and the body.
/// </summary>
internal sealed record StrictMail(IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    private static readonly SearchValues<char> OnTheWire = SearchValues.Create(
        "\r\n\t" + string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c))
    );

    public static StrictMail Parse(string mail)
    {
        Assert.Equal(-1, mail.AsSpan().IndexOfAnyExcept(OnTheWire));
        var lines = mail.Split("\r\n");
        foreach (var line in lines)
        {
            Assert.Equal(-1, line.AsSpan().IndexOfAny('\r', '\n'));
            Assert.InRange(line.Length, 0, 998);
        }

        List<(string Name, string Value)> headers = [];
        var at = 0;
        for (; lines[at].Length > 0; at++)
        {
            var line = lines[at];
            Assert.DoesNotContain('\t', line);
            if (line[0] == ' ')
            {
                Assert.NotEmpty(headers);
                Assert.False(string.IsNullOrWhiteSpace(line), "a folded line of white space only");
                headers[^1] = (headers[^1].Name, headers[^1].Value + line);
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            Assert.True(colon > 0, $"no field name: {line}");
            Assert.All(line[..colon], c => Assert.True(char.IsAsciiLetterOrDigit(c) || c == '-'));
            headers.Add((line[..colon], line[(colon + 1)..]));
        }
        return new StrictMail(
            [.. headers.Select(h => (h.Name, h.Value.Trim(' ')))],
            string.Join("\r\n", lines[(at + 1)..])
        );
    }

    public string this[string name] => Assert.Single(Headers, header => header.Name == name).Value;

    /// <summary>A field's words with its encoded words decoded; white space between two of them does not count (RFC 2047 6.2).</summary>
    public string Words(string name)
    {
        var words = new StringBuilder();
        var afterEncoded = true;
        foreach (var token in this[name].Split(' '))
        {
            var encoded =
                token.StartsWith("=?utf-8?B?", StringComparison.Ordinal)
                && token.EndsWith("?=", StringComparison.Ordinal);
            if (words.Length > 0 && !(encoded && afterEncoded))
                words.Append(' ');
            words.Append(
                encoded ? Encoding.UTF8.GetString(Convert.FromBase64String(token[10..^2])) : token
            );
            afterEncoded = encoded;
        }
        return words.ToString();
    }
}
