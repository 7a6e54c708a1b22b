using System.Text;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>
/// Reads our own files of words: names with lists of entries, grouped or not, in the little of YAML they are written in. A reader of
/// all YAML would cost more at every start than the linting of a document; a test compares the two on every file.
/// </summary>
public static class WordFile
{
    /// <summary>The entries of an embedded file by the path of their list: <c>roles</c>, <c>sections/summary</c>.</summary>
    internal static Dictionary<string, IReadOnlyList<string>> Load(string resource)
    {
        using var stream = typeof(WordFile).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Read(reader.ReadToEnd());
    }

    /// <summary>The entries of a text by the path of their list: <c>roles</c>, <c>sections/summary</c>.</summary>
    /// <param name="text">The file; one that is not written in this little of YAML throws.</param>
    public static Dictionary<string, IReadOnlyList<string>> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lists = new Dictionary<string, IReadOnlyList<string>>();
        List<string> current = [];
        var group = "";
        var inFlow = false;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var whole = text.AsSpan(range);
            var line = whole.Trim();
            if (line.IsEmpty || line[0] == '#')
                continue;
            if (inFlow || line[0] == '[')
                inFlow = Flow(inFlow ? line : line[1..], current);
            else if (line.StartsWith("- "))
                current.Add(Scalar(line[2..]));
            else
            {
                var colon = line.IndexOf(':');
                var name = line[..colon].ToString();
                if (whole[0] != ' ')
                    group = name;
                lists[whole[0] == ' ' ? $"{group}/{name}" : name] = current = [];
                var rest = line[(colon + 1)..].Trim();
                if (rest.StartsWith("["))
                    inFlow = Flow(rest[1..], current);
            }
        }
        return lists;
    }

    /// <summary>Adds the entries of a line inside brackets; whether the brackets stay open behind it.</summary>
    private static bool Flow(ReadOnlySpan<char> line, List<string> entries)
    {
        while (!(line = line.TrimStart()).IsEmpty)
        {
            if (line[0] == ']')
                return false;
            var end = line[0] == '"' ? EndOfQuoted(line) : line.IndexOfAny(',', ']');
            entries.Add(Scalar(end < 0 ? line : line[..end]));
            line = end < 0 ? [] : line[end..].TrimStart();
            if (line.StartsWith(","))
                line = line[1..];
        }
        return true;
    }

    private static int EndOfQuoted(ReadOnlySpan<char> line)
    {
        var end = 1;
        while (line[end] != '"')
            end += line[end] == '\\' ? 2 : 1;
        return end + 1;
    }

    private static string Scalar(ReadOnlySpan<char> words)
    {
        words = words.Trim();
        return words[0] != '"'
            ? words.ToString()
            : words[1..^1].ToString().Replace("\\\\", "\\", StringComparison.Ordinal);
    }
}
