using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Splits the words that name several people.</summary>
internal static partial class PeopleWords
{
    internal static IReadOnlyList<string> Split(string words) =>
        [
            .. Separator()
                .Split(words)
                .Select(p => Inline.Collapse(p).Trim(' ', '.', ',', ';', ':'))
                .Where(p => p.Length is > 0 and < 120 && !Placeholders.Is(p)),
        ];

    [GeneratedRegex(@"\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s+&\s+|\s+/\s+")]
    private static partial Regex Separator();
}
