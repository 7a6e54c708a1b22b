using Afterword.Core.Linting;

namespace Afterword.Tests.Linting;

public sealed class SuppressionTests
{
    private static LintResult Lint(string body) =>
        Linter.Lint(
            $"# P\n\n## Root Cause\n\n{body}\n",
            LintOptions.Default with
            {
                Only = new HashSet<string> { "AW101", "AW901", "AW902" },
            }
        );

    [Theory]
    [InlineData("<!-- afterword-disable-next-line AW101: the vendor's words -->\nhuman error")]
    [InlineData(
        "<!-- afterword-disable-next-line AW101: the vendor's words -->\n\n| human error |\n|---|\n"
    )]
    [InlineData("<!-- afterword-disable-next-line aw101, AW104: both are quoted -->\nhuman error")]
    [InlineData("<!-- afterword-disable-next-line: quoted as a whole -->\nhuman error")]
    [InlineData("human error <!-- afterword-disable-line AW101: quoted -->")]
    [InlineData(
        "<!-- afterword-disable AW101: quoted from here on -->\n\nhuman error\n\nuser error"
    )]
    [InlineData("<!-- afterword-disable-file AW101: all of this is quoted -->\n\nhuman error")]
    public void A_comment_with_a_reason_puts_the_finding_aside(string body)
    {
        var result = Lint(body);
        Assert.Empty(result.Findings);
        Assert.True(result.Suppressed > 0);
    }

    [Fact]
    public void A_comment_without_a_reason_does_nothing_and_is_found_itself()
    {
        foreach (var comment in new[] { "AW101", "AW101:", "AW101 because I say so" })
            Assert.Equal(
                ["AW901", "AW101"],
                Lint($"<!-- afterword-disable-next-line {comment} -->\nhuman error")
                    .Findings.Select(f => f.RuleId)
            );
    }

    [Fact]
    public void After_enable_the_rule_holds_again()
    {
        var result = Lint(
            "<!-- afterword-disable AW101: a quotation -->\n\nhuman error\n\n<!-- afterword-enable AW101 -->\n\nhuman error"
        );
        Assert.Equal(11, Assert.Single(result.Findings).Range.Line);
        Assert.Equal(1, result.Suppressed);
    }

    [Fact]
    public void Another_rule_and_another_line_are_not_put_aside()
    {
        Assert.Equal(
            ["AW101"],
            Lint("<!-- afterword-disable-next-line AW104: quoted -->\nhuman error")
                .Findings.Select(f => f.RuleId)
        );
        Assert.Equal(
            ["AW101"],
            Lint("<!-- afterword-disable-next-line AW101: quoted -->\nAll is well.\nhuman error")
                .Findings.Select(f => f.RuleId)
        );
    }

    [Fact]
    public void A_comment_inside_code_is_code() =>
        Assert.Contains(
            Lint("```\n<!-- afterword-disable AW101: shown -->\n```\n\nhuman error").Findings,
            f => f.RuleId == "AW101"
        );
}
