using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The block of fields before a document: YAML, TOML or an MDX export. Read line by line: nothing in it can nest or expand.</summary>
internal sealed partial class FrontMatter
{
    private const int MaxDepth = 64;
    internal const int MaxLines = 2000;

    internal static FrontMatter None { get; } = new([], 0);

    private FrontMatter(IReadOnlyList<DocumentField> fields, int lineCount, string? error = null)
    {
        Fields = fields;
        LineCount = lineCount;
        Error = error;
    }

    /// <summary>The fields in order; values as YAML text.</summary>
    internal IReadOnlyList<DocumentField> Fields { get; }

    /// <summary>How many lines of the text it takes, its fences included.</summary>
    internal int LineCount { get; }

    /// <summary>Why it is refused, or null.</summary>
    internal string? Error { get; }

    /// <summary>The field with that name (spelling of case, dash and underscore does not matter), or null.</summary>
    internal string? Raw(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        foreach (var field in Fields)
            if (SameName(field.Name, name))
                return field.Value;
        return null;
    }

    internal static bool SameName(string a, string b) =>
        string.Equals(a.Replace('-', '_'), b.Replace('-', '_'), StringComparison.OrdinalIgnoreCase);

    internal static FrontMatter Read(string[] lines)
    {
        var start = Array.FindIndex(lines, l => !string.IsNullOrWhiteSpace(l));
        if (start < 0)
            return None;
        var first = lines[start].TrimEnd();
        if (first == "---")
            return Fenced(lines, start, ["---", "..."], YamlFields.Split);
        if (first == "+++")
            return Fenced(lines, start, ["+++"], TomlFields.Split);
        // A page of MDX may import its parts before it says what it is.
        var export = start;
        while (
            export < lines.Length
            && (string.IsNullOrWhiteSpace(lines[export]) || MdxImport().IsMatch(lines[export]))
        )
            export++;
        if (export == lines.Length || !MdxExport().IsMatch(lines[export].TrimEnd()))
            return None;
        var found = Fenced(lines, export, ["}", "};"], MdxFields.Split);
        var imports = lines[start..export].Where(l => !string.IsNullOrWhiteSpace(l)).ToList();
        return found.LineCount == 0 || imports.Count == 0
            ? found
            : new(
                [
                    .. found.Fields,
                    new(
                        "imports",
                        YamlText.Quote(string.Join("; ", imports.Select(l => l.Trim())))
                    ),
                ],
                found.LineCount
            );
    }

    private static FrontMatter Fenced(
        string[] lines,
        int start,
        string[] closers,
        Func<IReadOnlyList<string>, IReadOnlyList<DocumentField>?> split
    )
    {
        var end = start + 1;
        var limit = Math.Min(lines.Length, start + MaxLines);
        while (end < limit && !closers.Contains(lines[end].TrimEnd()))
            end++;
        if (end >= limit)
            return None;
        var inner = lines[(start + 1)..end];
        if (split(inner) is not { } fields)
            return None;
        return new(fields, end + 1, Refusal(inner, start + 2));
    }

    // We never expand or nest what stands here, but whoever reads our export may: a bomb is not passed on.
    private static string? Refusal(string[] inner, int firstNumber)
    {
        int depth = 0,
            aliases = 0,
            anchors = 0;
        for (var i = 0; i < inner.Length; i++)
        {
            foreach (var c in inner[i])
            {
                depth +=
                    c is '[' or '{' ? 1
                    : c is ']' or '}' ? -1
                    : 0;
                if (depth > MaxDepth)
                    return $"line {firstNumber + i}: the front matter nests more than {MaxDepth} levels deep";
            }
            aliases += Alias().Count(inner[i]);
            anchors += Anchor().Count(inner[i]);
            if (anchors > 2 && aliases > 20)
                return $"line {firstNumber + i}: the front matter repeats aliases of aliases; write the values out";
        }
        return null;
    }

    [GeneratedRegex(
        @"^export\s+const\s+(?:meta|metadata|frontmatter|frontMatter|post)\s*(?::\s*\w+\s*)?=\s*\{\s*$"
    )]
    private static partial Regex MdxExport();

    [GeneratedRegex(@"^import\s+.{1,200}\sfrom\s+['""][^'""]{1,200}['""];?\s*$")]
    private static partial Regex MdxImport();

    [GeneratedRegex(@"(?<=[\s\[,])\*[A-Za-z0-9_]+")]
    private static partial Regex Alias();

    [GeneratedRegex(@"(?<=[:\s-]\s)&[A-Za-z0-9_]+")]
    private static partial Regex Anchor();
}
