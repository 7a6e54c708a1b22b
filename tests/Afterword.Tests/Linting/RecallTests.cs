using System.Globalization;
using System.Text;
using Afterword.Core.Linting;

namespace Afterword.Tests.Linting;

/// <summary>
/// docs/rules/recall.md says which ways to commit a fault are found and which are missed; this holds it to its word, and writes the
/// marks and the table anew with AFTERWORD_WRITE_DOCS=1.
/// </summary>
public sealed class RecallTests
{
    private static readonly string File = Path.Combine(
        PostMortems.Corpus.RepositoryRoot(),
        "docs/rules/recall.md"
    );

    [Fact]
    public void Every_fault_is_found_or_missed_as_the_page_says()
    {
        var page = System.IO.File.ReadAllText(File);
        var now = Marked(page);
        if (Environment.GetEnvironmentVariable("AFTERWORD_WRITE_DOCS") == "1")
            System.IO.File.WriteAllText(File, now);
        else
            Assert.Equal(page, now);
    }

    [Fact]
    public void Each_rule_that_reads_words_has_ten_ways()
    {
        var page = System.IO.File.ReadAllText(File);
        foreach (var part in page.Split("\n## ").Skip(1))
            Assert.Equal(
                10,
                part.Split('\n').Count(l => l.StartsWith("- ", StringComparison.Ordinal))
            );
        foreach (var rule in LintRules.Infos.Where(r => r.Family == RuleFamily.Language))
            Assert.Contains($"\n## {rule.Id}: ", page, StringComparison.Ordinal);
    }

    /// <summary>The page with marks, table and share as they are now.</summary>
    private static string Marked(string page)
    {
        var body = new StringBuilder();
        var table = new StringBuilder("| rule | fault | found |\n|---|---|---|\n");
        int all = 0,
            found = 0;
        foreach (var part in page.Split("\n## ").Skip(1))
        {
            var lines = part.TrimEnd('\n').Split('\n');
            var here = 0;
            body.Append("\n## ").Append(lines[0]).Append('\n');
            foreach (var line in lines.Skip(1))
            {
                if (!line.StartsWith("- ", StringComparison.Ordinal))
                {
                    body.Append(line).Append('\n');
                    continue;
                }
                var sentence = line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..];
                var hit = Finds(lines[0][..5], sentence);
                (all, found, here) = (all + 1, found + (hit ? 1 : 0), here + (hit ? 1 : 0));
                body.Append(hit ? "- found: " : "- missed: ").Append(sentence).Append('\n');
            }
            table.Append(
                CultureInfo.InvariantCulture,
                $"| {lines[0][..5]} | {lines[0][7..]} | {here} of 10 |\n"
            );
        }
        var head = page[..page.IndexOf("| rule |", StringComparison.Ordinal)];
        head = System.Text.RegularExpressions.Regex.Replace(
            head,
            @"\*\*\d+ of \d+ are found\.\*\*",
            $"**{found} of {all} are found.**"
        );
        return head + table + body;
    }

    private static bool Finds(string rule, string sentence) =>
        Linter
            .Lint(
                Document(rule, sentence),
                LintOptions.Default with
                {
                    Profile = LintProfile.Strict,
                }
            )
            .Findings.Any(f => f.RuleId == rule);

    private static string Document(string rule, string sentence) =>
        rule switch
        {
            "AW202" => Items($"| Cap the queue at 10,000 | {sentence} | 2025-02-01 |"),
            "AW204" => Items($"| Cap the queue at 10,000 | @lee | {sentence} |"),
            "AW208" or "AW210" or "AW215" => Items($"| {sentence} | @lee | 2025-02-01 |"),
            "AW305" =>
                $"# P\n\n## Summary\n\nX\n\n## What We Learned\n\n### Response\n\n{sentence}\n",
            "AW404" or "AW405" or "AW406" =>
                $"# P\n\n## Summary\n\nX\n\n## Message to customers\n\n{sentence}\n",
            "AW506" => $"# P\n\n## Summary\n\nX\n\n## Impact\n\n{sentence}\n",
            _ => $"# P\n\n## Root Cause\n\n{sentence}\n",
        };

    private static string Items(string row) =>
        $"# P\n\n## Summary\n\nX\n\n## Action Items\n\n| Item | Owner | Due Date |\n|---|---|---|\n{row}\n";
}
