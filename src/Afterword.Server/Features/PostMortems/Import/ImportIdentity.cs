using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>What makes a document the same document next time: the front matter's key, else the name it came under, else its content.</summary>
internal static class ImportIdentity
{
    private const int LongestPlain = 300;

    /// <summary>SHA-256 of the text, line ends and byte-order mark aside.</summary>
    public static string HashOf(string text) =>
        Hex(text.TrimStart('\ufeff').ReplaceLineEndings("\n"));

    /// <summary>The identities of a document, the strongest first. The first is the one it is stored under.</summary>
    /// <param name="document">The document.</param>
    /// <param name="index">Its place among the incidents of one file, from 0.</param>
    /// <param name="source">The name it came under.</param>
    /// <param name="hash">The hash of the file.</param>
    public static IReadOnlyList<string> Of(
        PostMortemDocument document,
        int index,
        string source,
        string hash
    )
    {
        var part = index == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"#{index + 1}");
        var identities = new List<string>();
        if (document.Key?.Trim() is { Length: > 0 } key)
        {
            identities.Add(Fitting("key", key));
        }
        if (source.Length > 0)
        {
            identities.Add(Fitting("source", source) + part);
        }
        if (identities.Count == 0)
        {
            identities.Add($"sha256:{hash}{part}");
        }
        return identities;
    }

    private static string Fitting(string kind, string value) =>
        value.Length <= LongestPlain ? $"{kind}:{value}" : $"{kind}-sha256:{Hex(value)}";

    private static string Hex(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
