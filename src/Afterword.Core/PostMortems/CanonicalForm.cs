using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.PostMortems;

/// <summary>
/// Reads documents as they are stored and formatted: whole, so that every word of the source stands in what is written, and settled,
/// so that writing and reading again changes nothing. A person's document is both at the first reading; this is the promise for the rest.
/// </summary>
public static class CanonicalForm
{
    // A second reading may understand what the first one brought into shape; more than a few in a row is noise.
    private const int MostPasses = 12;

    private static readonly ReadOptions Whole = new() { SplitIncidents = false };

    /// <summary>Reads a file like <see cref="PostMortemReader.Read"/>, each document whole and settled.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The documents and what a person should know; <see cref="ReadResult.Error"/> when the text cannot be one.</returns>
    public static ReadResult Read(string text, ReadOptions? options = null)
    {
        var read = PostMortemReader.Read(text, options);
        if (read.Error is not null)
            return read;
        // The form has "Post-Mortem: " before every title; a document of another form that has it too must not get it twice.
        var documents = read
            .Documents.Select(d =>
                d.InOwnForm || d.Title is null
                    ? d
                    : d with
                    {
                        Title = PostMortemExport.WithoutPrefix(d.Title),
                    }
            )
            .ToList();
        var written = documents.ConvertAll(PostMortemWriter.Write);
        var missing = KeptWords.Missing(KeptWords.Body(text), string.Join('\n', written));
        var report = read.Report;
        if (missing.Count > 0)
        {
            documents[0] = KeptWords.Keep(documents[0], missing);
            written[0] = PostMortemWriter.Write(documents[0]);
            report =
            [
                .. report,
                new(
                    1,
                    $"{missing.Count} {(missing.Count == 1 ? "word has" : "words have")} no place in the form; kept as a comment at the beginning."
                ),
            ];
        }
        for (var i = 0; i < documents.Count; i++)
            documents[i] = Settle(documents[i], written[i]);
        return read with { Documents = documents, Report = report };
    }

    private static PostMortemDocument Settle(PostMortemDocument document, string written)
    {
        for (var n = 0; n < MostPasses; n++)
        {
            // What we wrote is larger than what we read only where the source was at the limit; it stays as it is.
            if (PostMortemReader.Read(written, Whole) is not { Error: null } back)
                return document;
            var next = back.Documents[0];
            var again = PostMortemWriter.Write(next);
            if (again == written)
                return document;
            if (KeptWords.Missing(written, again) is { Count: > 0 } lost)
            {
                next = KeptWords.Keep(next, lost);
                again = PostMortemWriter.Write(next);
            }
            (document, written) = (next, again);
        }
        return document;
    }
}
