using Afterword.Core.Memory;
using Afterword.Core.PostMortems;
using Afterword.Core.Rendering;

namespace Afterword.Retrieval;

/// <summary>A document of the corpus as it was stored, and what is asked for it.</summary>
/// <param name="Name">The file.</param>
/// <param name="Incident">The incident it became.</param>
/// <param name="Sentence">A sentence of its root cause; null where it has no such section.</param>
/// <param name="Other">A sentence of its longest section where it has no root cause of its own.</param>
/// <param name="Words">Three words that tell it from the others.</param>
internal sealed record Asked(
    string Name,
    int Incident,
    string? Sentence,
    string? Other,
    IReadOnlyList<string> Words
);

internal static class Questions
{
    private const int FewestWords = 6; // a shorter sentence ("See below.") is no description of a cause

    /// <summary>What is asked for each document.</summary>
    /// <param name="documents">File, incident and content of each.</param>
    public static List<Asked> Of(
        IReadOnlyList<(
            string Name,
            int Incident,
            string Title,
            PostMortemContent Content
        )> documents
    )
    {
        var words = documents.Select(d => WordsOf(Whole(d.Title, d.Content))).ToList();
        var texts = words
            .SelectMany(w => w.Keys)
            .GroupBy(w => w, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count());
        return
        [
            .. documents.Select(
                (d, n) =>
                    new Asked(
                        d.Name,
                        d.Incident,
                        Sentence(d.Content.Body(SectionKind.RootCause)),
                        Sentence(d.Content.Body(SectionKind.RootCause)) is null
                            ? Sentence(Longest(d.Content))
                            : null,
                        [
                            // Term frequency and inverse document frequency, as a person picks what a document is about.
                            .. words[n]
                                .OrderByDescending(w =>
                                    (1 + Math.Log(w.Value))
                                    * Math.Log((documents.Count + 1.0) / texts[w.Key])
                                )
                                .ThenBy(w => w.Key, StringComparer.Ordinal)
                                .Take(3)
                                .Select(w => w.Key),
                        ]
                    )
            ),
        ];
    }

    private static string? Sentence(string markdown) =>
        PlainText
            .Render(markdown)
            .ReplaceLineEndings(" ")
            .Split(". ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(s => s.Split(' ').Length >= FewestWords);

    private static string Longest(PostMortemContent content) =>
        content.Sections.MaxBy(s => s.Markdown.Length)?.Markdown ?? "";

    private static string Whole(string title, PostMortemContent content) =>
        $"{title} {string.Join(' ', content.Sections.Select(s => s.Markdown))}";

    private static Dictionary<string, int> WordsOf(string text)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var chunk in text.Chunk(SearchWords.MostCharacters))
        {
            foreach (var word in SearchWords.All(new string(chunk)))
            {
                if (word.Length > 3 && word.All(char.IsLetter) && !SearchWords.IsCommon(word))
                {
                    counts[word] = counts.GetValueOrDefault(word) + 1;
                }
            }
        }
        return counts;
    }
}
