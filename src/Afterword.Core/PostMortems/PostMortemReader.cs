using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.PostMortems;

/// <summary>
/// Reads post-mortems that people wrote in Markdown, in our own form or any other. Takes only what the text says;
/// what it does not recognize stays as text, with a line in the report. Time is linear in the text; never throws for what stands in it.
/// </summary>
public static class PostMortemReader
{
    /// <summary>The longest text that is read, in characters (1 MiB).</summary>
    public const int MaxLength = 1024 * 1024;

    /// <summary>Reads a whole file.</summary>
    /// <param name="text">The file's text, line ends of any kind.</param>
    /// <param name="options">How to read it; null for the defaults.</param>
    /// <returns>The documents and what a person should know; <see cref="ReadResult.Error"/> when the text cannot be one.</returns>
    public static ReadResult Read(string text, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (TextGuard.Refusal(text) is { } refusal)
            return new([], [], refusal);
        return ReadLines(
            TextGuard.Normalize(text).Split('\n'),
            options ?? ReadOptions.Default
        ).Result;
    }

    /// <summary>The same for the lines of a text that is in order; also how many lines its front matter takes.</summary>
    internal static (ReadResult Result, int FrontLines) ReadLines(string[] raw, ReadOptions options)
    {
        var front = FrontMatter.Read(raw);
        if (front.Error is { } error)
            return (new([], [], error), front.LineCount);
        var report = new List<ReportLine>();
        TextGuard.Report(raw, report);
        var lines = LineScanner.Scan(raw[front.LineCount..], front.LineCount + 1);
        var (starts, level) =
            options.SplitIncidents && lines.Count <= DocumentReader.MostLines
                ? IncidentStarts.Find(lines)
                : ([0], 1);
        if (starts.Count > 1)
            report.Add(
                new(
                    lines[starts[1]].Number,
                    $"This file tells of {starts.Count} incidents; each is read as a document of its own."
                )
            );
        var documents = new List<PostMortemDocument>();
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : lines.Count;
            var part = BlockReader.Slice(lines, starts[i], end);
            documents.Add(
                new DocumentReader(
                    part,
                    i == 0 ? front : FrontMatter.None,
                    i == 0 ? 1 : level,
                    report
                ).Read(options.ForLinting)
            );
        }
        return (new(documents, [.. report.OrderBy(r => r.Line)]), front.LineCount);
    }
}
