using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Several lines in one table cell and back.</summary>
internal static partial class CellText
{
    internal static string Encode(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("\n", "<br>", StringComparison.Ordinal)
            .Trim();

    internal static string Decode(string cell) => Break().Replace(cell, "\n");

    [GeneratedRegex(@"<br\s?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();
}
