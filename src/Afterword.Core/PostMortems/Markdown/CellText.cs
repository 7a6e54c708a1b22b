using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Several lines in one table cell and back.</summary>
internal static partial class CellText
{
    internal static string Encode(string text) =>
        Run()
            .Replace(
                text.Replace("|", "\\|", StringComparison.Ordinal)
                    .Replace("\n", "<br>", StringComparison.Ordinal),
                "<br><br>"
            )
            .Trim();

    internal static string Decode(string cell) => Break().Replace(cell, "\n");

    [GeneratedRegex(@"<br\s?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();

    // More than one blank line in a row says nothing.
    [GeneratedRegex(@"(?:<br\s?/?>\s*){3,}", RegexOptions.IgnoreCase)]
    private static partial Regex Run();
}
