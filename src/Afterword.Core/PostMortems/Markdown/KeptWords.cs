using System.Runtime.InteropServices;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The last step behind "nothing is lost": finds the words of a source that no part of the form took, and keeps them in a comment.</summary>
internal static class KeptWords
{
    /// <summary>A file without its front matter, whose fields are kept by name.</summary>
    internal static string Body(string text)
    {
        // Front matter is never longer; what follows need not be cut into lines.
        var raw = TextGuard.Normalize(text).Split('\n', FrontMatter.MaxLines + 100);
        return string.Join('\n', raw[FrontMatter.Read(raw).LineCount..]);
    }

    /// <summary>The words of a text, in order and as often as they are missing, that another text does not have.</summary>
    internal static IReadOnlyList<string> Missing(string source, string written)
    {
        if (written.Contains(source.Trim('\n'), StringComparison.Ordinal))
            return [];
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = left.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var range in Ranges(written))
            CollectionsMarshal.GetValueRefOrAddDefault(counts, written.AsSpan(range), out _)++;
        var missing = new List<string>();
        foreach (var range in Ranges(source))
            if (
                --CollectionsMarshal.GetValueRefOrAddDefault(counts, source.AsSpan(range), out _)
                < 0
            )
                missing.Add(source[range]);
        return missing;
    }

    /// <summary>The document with those words in a comment before its first section.</summary>
    internal static PostMortemDocument Keep(
        PostMortemDocument document,
        IReadOnlyList<string> words
    )
    {
        var note = Notes.Write("kept", string.Join(' ', words));
        return document with
        {
            Sections = document.Sections
                is [{ Kind: SectionKind.Other, Heading.Length: 0 } preamble, ..]
                ?
                [
                    preamble with
                    {
                        Markdown = $"{note}\n\n{preamble.Markdown}",
                    },
                    .. document.Sections.Skip(1),
                ]
                : [new DocumentSection(SectionKind.Other, "", note), .. document.Sections],
        };
    }

    /// <summary>Where the words of a text stand: runs of letters and digits. A line break in a table's cell is a mark, not a word.</summary>
    private static IEnumerable<Range> Ranges(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsOfWord(text[i]))
                continue;
            var start = i;
            while (i < text.Length && IsOfWord(text[i]))
                i++;
            if (!IsBreak(text, start, i))
                yield return start..i;
        }
    }

    private static bool IsOfWord(char c) => char.IsLetter(c) || char.IsDigit(c);

    private static bool IsBreak(string text, int start, int end) =>
        end - start == 2
        && start > 0
        && text[start - 1] == '<'
        && text.AsSpan(start, 2).Equals("br", StringComparison.OrdinalIgnoreCase)
        && text.AsSpan(end).TrimStart(' ').TrimStart('/').StartsWith(">");
}
