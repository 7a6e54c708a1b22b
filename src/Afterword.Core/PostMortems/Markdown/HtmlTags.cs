namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The inline HTML that people write in Markdown; anything else in angle brackets is their own text.</summary>
internal static class HtmlTags
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "a",
        "abbr",
        "b",
        "code",
        "del",
        "details",
        "div",
        "em",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "i",
        "img",
        "kbd",
        "li",
        "ol",
        "p",
        "s",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "time",
        "u",
        "ul",
    };

    /// <summary>Whether the inside of a pair of angle brackets is a tag to be taken out of the words.</summary>
    internal static bool Known(ReadOnlySpan<char> inner)
    {
        var name = inner.TrimStart('/');
        var end = 0;
        while (end < name.Length && char.IsAsciiLetterOrDigit(name[end]))
            end++;
        return end > 0
            && (end == name.Length || name[end] is ' ' or '/' or '\n')
            && Names.Contains(name[..end].ToString());
    }
}
