using Afterword.Core.Linting;

namespace Afterword.Tests.Linting;

/// <summary>docs/rules/recall.md says which ways to commit a fault are found and which are missed; this holds it to its word.</summary>
public sealed class RecallTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(PostMortems.Corpus.RepositoryRoot(), "docs/rules/recall.md")
    );

    public static TheoryData<string, string, bool> Lines()
    {
        var lines = new TheoryData<string, string, bool>();
        var rule = "";
        foreach (var line in Page.Split('\n'))
        {
            if (line.StartsWith("## AW", StringComparison.Ordinal))
                rule = line[3..8];
            else if (line.StartsWith("- found: ", StringComparison.Ordinal))
                lines.Add(rule, line[9..], true);
            else if (line.StartsWith("- missed: ", StringComparison.Ordinal))
                lines.Add(rule, line[10..], false);
        }
        return lines;
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_fault_is_found_or_missed_as_the_page_says(
        string rule,
        string sentence,
        bool found
    )
    {
        var result = Linter.Lint(
            $"# P\n\n## Root Cause\n\n{sentence}\n",
            LintOptions.Default with
            {
                Profile = LintProfile.Strict,
            }
        );
        Assert.Equal(found, result.Findings.Any(f => f.RuleId == rule));
    }

    [Fact]
    public void The_share_on_the_page_is_the_share_of_its_lines()
    {
        var all = Lines().Count;
        var found = Page.Split('\n')
            .Count(l => l.StartsWith("- found: ", StringComparison.Ordinal));
        Assert.Contains($"**{found} of {all} are found.**", Page, StringComparison.Ordinal);
    }
}
