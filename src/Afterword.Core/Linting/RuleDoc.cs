using System.Collections.Concurrent;
using System.Text;

namespace Afterword.Core.Linting;

/// <summary>The page of a rule, <c>docs/rules/AWnnn.md</c>: the one place where its title, its reason and its examples stand.</summary>
public sealed class RuleDoc
{
    private static readonly ConcurrentDictionary<string, RuleDoc> Known = new();

    private RuleDoc(string text)
    {
        Text = text;
        var title = text.Split('\n', 2)[0];
        Title = title[(title.IndexOf(": ", StringComparison.Ordinal) + 2)..].Trim();
        Why = string.Join(
            ' ',
            Section("Why it matters").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
    }

    /// <summary>The whole page, Markdown.</summary>
    public string Text { get; }

    /// <summary>The rule in a few words.</summary>
    public string Title { get; }

    /// <summary>Why it matters to somebody who reads the post-mortem.</summary>
    public string Why { get; }

    /// <summary>The documents shown under a heading ("Bad", "Good"); in bad ones «…» mark where a finding stands.</summary>
    public IReadOnlyList<string> Examples(string heading) =>
        [
            .. Section(heading)
                .Split("````markdown\n")
                .Skip(1)
                .Select(e => e[..e.IndexOf("````", StringComparison.Ordinal)]),
        ];

    internal static RuleDoc Of(string id) => Known.GetOrAdd(id, static i => new(Load(i)));

    private string Section(string heading)
    {
        var start = Text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        if (start < 0)
            return "";
        start += heading.Length + 5;
        var end = start;
        var fenced = false;
        foreach (var line in Text[start..].Split('\n'))
        {
            fenced ^= line.StartsWith("````", StringComparison.Ordinal);
            if (!fenced && line.StartsWith("## ", StringComparison.Ordinal))
                break;
            end += line.Length + 1;
        }
        return Text[start..Math.Min(end, Text.Length)].Trim('\n');
    }

    private static string Load(string id)
    {
        using var stream =
            typeof(RuleDoc).Assembly.GetManifestResourceStream($"Afterword.Rules.{id}.md")
            ?? throw new InvalidOperationException($"The rule {id} has no page in docs/rules.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
