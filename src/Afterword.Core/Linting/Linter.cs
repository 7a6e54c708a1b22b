using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.Linting;

/// <summary>Lints post-mortems: the one engine behind the command line, the API and the pages. The same text and options give the same findings.</summary>
public static class Linter
{
    /// <summary>Lints one text.</summary>
    /// <param name="text">The Markdown, line ends of any kind.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>The findings in the order of the text; never throws for what stands in it.</returns>
    public static LintResult Lint(string text, LintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        options ??= LintOptions.Default;
        if ((TextGuard.Refusal(text) ?? Width.Refusal(text)) is { } refusal)
            return new([], 0, refusal);
        var normal = TextGuard.Normalize(text);
        var raw = normal.Split('\n');
        var known = OwnSectionNames.Apply(raw, options.SectionNames);
        var (read, front) = PostMortemReader.ReadLines(known, ForLinting);
        if (read.Error is { } error)
            return new([], 0, error);
        var findings = new List<Finding>();
        foreach (var document in Documents(new(normal, raw), front, read, options))
            Check(document, findings);
        return Suppressions.Read(raw).Apply(findings, raw, options);
    }

    private static readonly ReadOptions ForLinting = new() { ForLinting = true };

    private static void Check(LintDocument document, List<Finding> findings)
    {
        foreach (var rule in LintRules.All)
            if (document.Options.SeverityOf(rule.About) is { } severity)
                rule.Check(document, new LintReport(rule.About, severity, findings));
    }

    /// <summary>The documents of a text, cut as the importer cuts them.</summary>
    private static IEnumerable<LintDocument> Documents(
        LintSource source,
        int front,
        ReadResult read,
        LintOptions options
    )
    {
        var lines = LineScanner.Scan(source.Lines, 1);
        var body = BlockReader.Slice(lines, Math.Min(front, lines.Count), lines.Count);
        if (read.Documents.Count == 1)
        {
            yield return new(source, body, read.Documents[0], options);
            yield break;
        }
        var (starts, _) = IncidentStarts.Find(body);
        for (var i = 0; i < starts.Count && i < read.Documents.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1] : body.Count;
            yield return new(
                source,
                BlockReader.Slice(body, starts[i], end),
                read.Documents[i],
                options
            );
        }
    }
}
