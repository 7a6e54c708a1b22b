using System.Text;
using Afterword.Core.Linting;

namespace Afterword.Tests.Linting;

/// <summary>Each rule's page is its test: the marked words of the bad example are found, exactly, and the good example has none.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Rules => [.. LintRules.Ids];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_bad_example_gives_exactly_the_findings_that_are_marked(string id)
    {
        var examples = LintRules.Find(id)!.Doc.Examples("Bad");
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            var (text, marked) = Unmark(example);
            Assert.NotEmpty(marked);
            var found = Lint(text, id).Findings;
            Assert.All(found, f => Assert.Equal(id, f.RuleId));
            Assert.Equal(marked, found.Select(f => f.Range));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_good_example_gives_no_finding_of_the_rule(string id)
    {
        var examples = LintRules.Find(id)!.Doc.Examples("Good");
        Assert.NotEmpty(examples);
        foreach (var example in examples)
            Assert.Empty(Lint(example, id).Findings.Select(f => $"{f.Range}: {f.Message}"));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_page_has_the_one_form_of_all_pages(string id)
    {
        var doc = LintRules.Find(id)!.Doc;
        Assert.StartsWith($"# {id}: ", doc.Text, StringComparison.Ordinal);
        var at = -1;
        foreach (
            var heading in new[] { "## Why it matters", "## Bad", "## Good", "## Switch it off" }
        )
        {
            var next = doc.Text.IndexOf($"\n{heading}\n", StringComparison.Ordinal);
            Assert.True(next > at, heading);
            at = next;
        }
        Assert.InRange(doc.Why.Length, 40, 400);
        Assert.InRange(doc.Title.Length, 10, 80);
        Assert.Contains($"  {id}: off", doc.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_at_least_forty_rules_and_no_id_is_given_twice()
    {
        Assert.True(LintRules.Infos.Count >= 40);
        Assert.Equal(LintRules.Infos.Count, LintRules.Ids.Distinct().Count());
        Assert.Equal(LintRules.Ids.Order(StringComparer.Ordinal), LintRules.Ids);
    }

    [Fact]
    public void A_stricter_profile_never_asks_for_less()
    {
        foreach (var rule in LintRules.Infos)
        {
            Assert.True(Weight(rule.Starter) <= Weight(rule.Recommended), rule.Id);
            Assert.True(Weight(rule.Recommended) <= Weight(rule.Strict), rule.Id);
            Assert.NotNull(rule.Strict);
        }
    }

    private static int Weight(FindingSeverity? severity) => severity is { } s ? (int)s : -1;

    private static LintResult Lint(string text, string id)
    {
        var result = Linter.Lint(
            text,
            LintOptions.Default with
            {
                Profile = LintProfile.Strict,
                Only = new HashSet<string> { id },
            }
        );
        Assert.Null(result.Error);
        return result;
    }

    /// <summary>Takes the marks out and says where they stood.</summary>
    private static (string Text, List<SourceRange> Marked) Unmark(string example)
    {
        var text = new StringBuilder();
        var marked = new List<SourceRange>();
        int line = 1,
            column = 1,
            startLine = 0,
            startColumn = 0;
        foreach (var c in example)
        {
            if (c == '«')
                (startLine, startColumn) = (line, column);
            else if (c == '»')
                marked.Add(new(startLine, startColumn, line, column));
            else
            {
                text.Append(c);
                (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);
            }
        }
        return (text.ToString(), marked);
    }
}
