using System.Text;

namespace Afterword.Server.Delivery.Mail;

/// <summary>Header words that are not plain ASCII, as RFC 2047 encoded words (base64 of UTF-8).</summary>
internal static class EncodedWords
{
    /// <summary>A line with an encoded word has at most 76 characters (RFC 2047 section 2). 64 a word leaves room for the longest field name;
    /// <c>=?utf-8?B?</c> and <c>?=</c> take 12 of them, and base64 comes in fours.</summary>
    private const int MaxBytes = (64 - 12) / 4 * 3;

    /// <summary>A word without a space longer than this is encoded, so that every line can be folded.</summary>
    private const int MaxPlainWord = 60;

    /// <summary>
    /// True when the text cannot stand as it is: not ASCII, looking like an encoded word itself, or losing a space or a
    /// line limit when folded.
    /// </summary>
    public static bool NeedsEncoding(string text) =>
        !Ascii.IsValid(text)
        || text.Contains("=?", StringComparison.Ordinal)
        || text.Split(' ').Any(word => word.Length is 0 or > MaxPlainWord);

    /// <summary>The text as encoded words, none of which cuts a character in two. A reader joins them without the space between.</summary>
    public static List<string> Of(string text)
    {
        List<string> words = [];
        var bytes = new List<byte>(MaxBytes);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            if (bytes.Count + length > MaxBytes)
                Flush();
            bytes.AddRange(utf8[..length]);
        }
        if (bytes.Count > 0)
            Flush();
        return words;

        void Flush()
        {
            words.Add($"=?utf-8?B?{Convert.ToBase64String([.. bytes])}?=");
            bytes.Clear();
        }
    }
}
