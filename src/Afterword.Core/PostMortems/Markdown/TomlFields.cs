using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Splits TOML front matter (Hugo, Zola) into fields; a table's name goes before the names in it (<c>extra.toc</c>).</summary>
internal static partial class TomlFields
{
    internal static IReadOnlyList<DocumentField>? Split(IReadOnlyList<string> lines)
    {
        var fields = new List<DocumentField>();
        var table = "";
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (TableName().Match(line) is { Success: true } header)
            {
                table = header.Groups["name"].Value.Trim() + ".";
                continue;
            }
            if (Field().Match(line) is not { Success: true } match)
                return fields.Count == 0 ? null : fields;
            var value = match.Groups["value"].Value.Trim();
            while (Open(value) && i + 1 < lines.Count)
                value += " " + lines[++i].Trim();
            fields.Add(new(table + match.Groups["name"].Value.Trim('"'), YamlText.FromToml(value)));
        }
        return fields;
    }

    private static bool Open(string value) =>
        (value.StartsWith('[') && !value.EndsWith(']'))
        || (
            value.StartsWith("\"\"\"", StringComparison.Ordinal)
            && (value.Length < 6 || !value.EndsWith("\"\"\"", StringComparison.Ordinal))
        );

    [GeneratedRegex(@"^\[{1,2}(?<name>[^\[\]]{1,60})\]{1,2}$")]
    private static partial Regex TableName();

    [GeneratedRegex(@"^(?<name>""[^""]{1,60}""|[\w.-]{1,60})\s*=\s*(?<value>.*)$")]
    private static partial Regex Field();
}
