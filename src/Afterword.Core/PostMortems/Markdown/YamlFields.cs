using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Splits YAML front matter into its top-level fields without reading what is inside them.</summary>
internal static partial class YamlFields
{
    /// <summary>The fields, or null when the lines are no such block (a rule and a paragraph, say).</summary>
    internal static IReadOnlyList<DocumentField>? Split(IReadOnlyList<string> lines)
    {
        var fields = new List<(string Name, List<string> Value)>();
        foreach (var line in lines)
        {
            var match =
                line.Length > 0 && line[0] is not (' ' or '\t' or '-' or '#')
                    ? Field().Match(line)
                    : Match.Empty;
            if (match.Success)
                fields.Add(
                    (
                        match.Groups["name"].Value.Trim('"', '\''),
                        [match.Groups["value"].Value.Trim()]
                    )
                );
            else if (fields.Count > 0)
                fields[^1].Value.Add(line.TrimEnd());
            else if (!string.IsNullOrWhiteSpace(line) && line[0] != '#')
                return null;
        }
        return
        [
            .. fields.Select(f => new DocumentField(f.Name, string.Join('\n', f.Value).TrimEnd())),
        ];
    }

    [GeneratedRegex(
        @"^(?<name>""[^""]{1,60}""|[A-Za-z0-9_@$][\w .@$/-]{0,60}?)\s*:(?:\s+(?<value>.*))?$"
    )]
    private static partial Regex Field();
}
