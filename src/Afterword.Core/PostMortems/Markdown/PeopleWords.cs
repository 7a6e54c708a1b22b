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

    /// <summary>The names in a YAML list of objects ("- name: Mia" with a role under it); empty for any other value.</summary>
    internal static IReadOnlyList<string> Named(string yaml) =>
        [.. Name().Matches(yaml).Select(m => YamlText.Scalar(m.Groups["name"].Value))];

    [GeneratedRegex(@"(?:^|\n|[{,])\s*(?:-\s+)?name:\s*(?<name>[^\n,}]{1,120})")]
    private static partial Regex Name();

    [GeneratedRegex(@"\s*[,;]\s*(?:and\s+)?|\s+and\s+|\s+&\s+|\s+/\s+")]
    private static partial Regex Separator();
}
