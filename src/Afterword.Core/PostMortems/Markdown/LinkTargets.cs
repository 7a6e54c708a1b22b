namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The reference definitions of a document (<c>[pr-12]: https://…</c>), by their label.</summary>
internal sealed class LinkTargets
{
    private readonly Dictionary<string, string> byLabel = new(StringComparer.OrdinalIgnoreCase);

    internal static LinkTargets None { get; } = new();

    internal static LinkTargets Of(IReadOnlyList<Line> lines)
    {
        var targets = new LinkTargets();
        foreach (var line in lines)
            if (line.Mark == LineMark.Text && Definition(line.Readable) is { } found)
                targets.byLabel.TryAdd(found.Label, found.Url);
        return targets;
    }

    internal string? Find(string label) => byLabel.GetValueOrDefault(label.Trim());

    /// <summary>The definition a line holds, or null.</summary>
    internal static (string Label, string Url)? Definition(string line)
    {
        if (line.Length < 5 || line[0] != '[' || line[1] == '^')
            return null;
        var close = line.IndexOf("]:", StringComparison.Ordinal);
        if (close < 2)
            return null;
        var url = line[(close + 2)..].Trim().Split(' ', 2)[0].Trim('<', '>');
        return url.Length == 0 ? null : (line[1..close], url);
    }
}
