using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Splits the object of <c>export const meta = { … }</c> into fields.</summary>
internal static partial class MdxFields
{
    internal static IReadOnlyList<DocumentField>? Split(IReadOnlyList<string> lines)
    {
        var fields = new List<DocumentField>();
        foreach (var line in lines)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Field().Match(line.Trim()) is { Success: true } match)
                fields.Add(
                    new(
                        match.Groups["name"].Value.Trim('"', '\''),
                        YamlText.FromToml(match.Groups["value"].Value.Trim().TrimEnd(',').Trim())
                    )
                );
            else if (fields.Count > 0)
                fields[^1] = fields[^1] with
                {
                    Value = YamlText.Quote(YamlText.Scalar(fields[^1].Value) + " " + line.Trim()),
                };
        }
        return fields;
    }

    [GeneratedRegex(@"^(?<name>['""]?[\w$-]{1,60}['""]?)\s*:\s*(?<value>.*)$")]
    private static partial Regex Field();
}
