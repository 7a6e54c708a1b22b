namespace Afterword.Core.PostMortems.Markdown;

/// <summary>What the columns of a table mean, by their header.</summary>
internal static class Columns
{
    internal static bool Is(string header, string role)
    {
        var plain = Inline.Plain(header);
        if (plain.Length > 60)
            return false;
        var names = Vocabulary.Shared.Columns[role];
        var name = SectionNames.Normalize(plain);
        return names.Contains(name)
            || (plain.Length < 6 && names.Contains(plain.Trim().ToLowerInvariant()))
            || (
                role is "stamp"
                && name.Split(' ') is { Length: > 1 } words
                && words[0] is "time" or "timestamp" or "when" or "date" or "datetime"
            );
    }

    /// <summary>The first column with that role; -1 when there is none.</summary>
    internal static int Find(
        IReadOnlyList<string> header,
        string role,
        params ReadOnlySpan<int> besides
    )
    {
        for (var i = 0; i < header.Count; i++)
            if (!besides.Contains(i) && Is(header[i], role))
                return i;
        return -1;
    }
}
