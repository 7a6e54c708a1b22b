using Afterword.Core.Linting;
using Afterword.Core.PostMortems;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Linting;

public sealed class LinterTests
{
    private static IReadOnlyList<Finding> Lint(string text, LintOptions? options = null)
    {
        var result = Linter.Lint(text, options);
        Assert.Null(result.Error);
        return result.Findings;
    }

    private static IEnumerable<string> Ids(string text, LintOptions? options = null) =>
        Lint(text, options).Select(f => f.RuleId);

    [Fact]
    public void The_form_of_our_own_template_with_next_sprint_gives_a_warning_and_no_error()
    {
        const string text = """
            # Post-Mortem: Sign-in failed for 40 minutes
            **Date**: 2025-01-31
            **Duration**: 40 minutes
            **Impact**: 12% of sign-ins failed, about 1,200 users
            **Authors**: Lee Chan

            ## Summary
            Sign-in failed after a deploy; rolling back resolved it.

            ## Timeline
            - 2025-01-31 14:02 UTC deploy started
            - 2025-01-31 14:42 UTC deploy rolled back

            ## Root Cause
            The new pool size was zero, and the service started all the same.

            ## Contributing Factors
            - The setting has no lower bound.

            ## What Went Well
            - The rollback took four minutes.

            ## What Could Have Gone Better
            - The alert fired after 20 minutes.

            ## What We Learned
            ### Detection
            The alert came late.

            **Learning**: An alert on what users see comes sooner.

            ### Prevention
            Nothing refused the setting.

            **Learning**: A setting is checked at the start.

            ### Response
            Two people worked on the same thing.

            **Learning**: One person says who does what.

            ### Recovery
            The old version was at hand.

            **Learning**: Keep the last three versions deployable.

            ## Action Items
            | Priority | Action | Owner | Due Date | Status |
            |---|---|---|---|---|
            | P1 | Refuse to start with a pool size below 1 | @lee | Next sprint | Not started |
            | P2 | Alert when sign-in failures exceed 5% | @sam | 2025-08-01 | Not started |
            """;
        foreach (var profile in Enum.GetValues<LintProfile>())
        {
            var findings = Lint(text, LintOptions.Default with { Profile = profile });
            Assert.DoesNotContain(findings, f => f.Severity == FindingSeverity.Error);
        }
        var due = Assert.Single(Lint(text));
        Assert.Equal(("AW204", FindingSeverity.Warning), (due.RuleId, due.Severity));
        Assert.Equal(
            "Next sprint",
            text.Split('\n')[due.Range.Line - 1][(due.Range.Column - 1)..(due.Range.EndColumn - 1)]
        );
    }

    [Theory]
    [InlineData("The log says `human error` there.")]
    [InlineData("The report calls it \"human error\" in its first line.")]
    [InlineData("> caused by human error\n")]
    [InlineData("```\nhuman error\n```\n")]
    [InlineData("<!-- human error -->")]
    [InlineData("2025-01-31 14:02:11,123 ERROR human error in module")]
    [InlineData("See [the page](https://example.com/human-error).")]
    [InlineData("This was not human error.")]
    public void Quotes_code_logs_and_comments_are_no_prose(string body) =>
        Assert.DoesNotContain("AW101", Ids($"# Post-Mortem: X\n\n## Root Cause\n\n{body}\n"));

    [Fact]
    public void Words_over_a_line_break_and_through_bold_marks_are_found_where_they_stand()
    {
        var finding = Assert.Single(
            Lint("# P\n\n## Root Cause\n\nIt was **human**\nerror, we think.\n"),
            f => f.RuleId == "AW101"
        );
        Assert.Equal(new SourceRange(5, 10, 6, 6), finding.Range);
    }

    [Fact]
    public void Columns_in_a_table_cell_and_under_front_matter_are_true()
    {
        var finding = Assert.Single(
            Lint(
                "---\r\ntitle: P\r\n---\r\n\r\n## Root Cause\r\n\r\n| Cause | Note |\r\n|---|---|\r\n| disk | human error |\r\n"
            ),
            f => f.RuleId == "AW101"
        );
        Assert.Equal(new SourceRange(9, 10, 9, 21), finding.Range);
    }

    [Fact]
    public void A_role_may_act_in_the_timeline_but_not_in_the_cause()
    {
        const string timeline =
            "# P\n\n## Timeline\n\n- 14:02 UTC the on-call engineer deleted the pod\n- 14:03 UTC an operator restarted it\n";
        Assert.DoesNotContain(Ids(timeline), id => id is "AW102" or "AW112");
        Assert.Contains(
            "AW112",
            Ids("# P\n\n## Root Cause\n\nThe on-call engineer deleted the pod.\n")
        );
    }

    [Fact]
    public void Should_have_about_a_system_is_no_blame()
    {
        Assert.DoesNotContain(
            "AW104",
            Ids("# P\n\n## What Could Have Gone Better\n\n- The alert should have fired sooner.\n")
        );
        Assert.DoesNotContain(
            "AW104",
            Ids(
                "# P\n\n## Summary\n\nEvery item should have a ticket, and we should have something quick.\n"
            )
        );
        Assert.Contains(
            "AW104",
            Ids("# P\n\n## What Could Have Gone Better\n\n- The operator should have noticed.\n")
        );
    }

    [Fact]
    public void A_team_of_its_own_headings_is_understood()
    {
        const string text =
            "# P\n\n## Summary\n\nIt broke.\n\n## Why it broke\n\nThe admin deleted the pod.\n";
        Assert.DoesNotContain("AW112", Ids(text));
        var options = LintOptions.Default with
        {
            SectionNames = new Dictionary<string, SectionKind>
            {
                ["Why it broke"] = SectionKind.RootCause,
            },
        };
        Assert.Contains("AW112", Ids(text, options));
    }

    [Fact]
    public void A_read_me_beside_the_documents_is_not_told_that_it_lacks_a_timeline()
    {
        var ids = Ids("# How we write post-mortems\n\nThey live in this folder.\n").ToList();
        Assert.Equal(["AW020"], ids);
    }

    [Fact]
    public void Fixes_mend_the_text_and_leave_line_ends_alone()
    {
        var text =
            "# P\r\n\r\n## TL;DR\r\n\r\nIt broke in the the night.\r\n\r\n## Timeline\r\n\r\n- 14:02 UTC it broke\r\n";
        var options = LintOptions.Default with { Profile = LintProfile.Strict };
        var (mended, count) = Fixes.Apply(text, Lint(text, options));
        Assert.Equal(2, count);
        Assert.Equal(
            text.Replace("TL;DR", "Summary", StringComparison.Ordinal)
                .Replace("the the", "the", StringComparison.Ordinal),
            mended
        );
    }

    [Fact]
    public void Several_incidents_in_one_file_are_each_linted_in_their_own_lines()
    {
        var one =
            "## Incident on 2024-0{0}-01\n\n### Summary\n\nIt broke.\n\n### Root cause\n\nhuman error\n\n### Timeline\n\n- 2024-0{0}-01 14:02 UTC it broke\n\n";
        var text =
            "# Incidents\n\n"
            + string.Join(
                "",
                Enumerable
                    .Range(1, 3)
                    .Select(i => one.Replace("{0}", $"{i}", StringComparison.Ordinal))
            );
        var found = Lint(text).Where(f => f.RuleId == "AW101").ToList();
        Assert.Equal(3, found.Count);
        Assert.All(found, f => Assert.Equal("human error", text.Split('\n')[f.Range.Line - 1]));
    }

    [Fact]
    public void The_same_text_gives_the_same_findings_in_the_order_of_the_text()
    {
        foreach (var rule in LintRules.Infos)
        {
            var text = rule.Doc.Examples("Bad")[0];
            var first = Lint(text);
            Assert.Equal(
                first.Select(f => (f.RuleId, f.Range)),
                Lint(text).Select(f => (f.RuleId, f.Range))
            );
            Assert.Equal(
                first.OrderBy(f => f.Range.Line).ThenBy(f => f.Range.Column).Select(f => f.Range),
                first.Select(f => f.Range)
            );
        }
    }

    [Fact]
    public void Every_range_lies_within_the_text()
    {
        foreach (var rule in LintRules.Infos)
        {
            var text = rule.Doc.Examples("Bad")[0];
            var lines = text.Split('\n');
            foreach (var f in Lint(text, LintOptions.Default with { Profile = LintProfile.Strict }))
            {
                Assert.InRange(f.Range.Line, 1, lines.Length);
                Assert.InRange(f.Range.EndLine, f.Range.Line, lines.Length);
                Assert.InRange(f.Range.Column, 1, lines[f.Range.Line - 1].Length + 1);
                Assert.InRange(f.Range.EndColumn, 1, lines[f.Range.EndLine - 1].Length + 1);
            }
        }
    }

    [Fact]
    public void What_cannot_be_a_document_is_refused_with_its_place()
    {
        Assert.Contains(
            "1,048,576",
            Linter.Lint(new string('a', 5_000_000)).Error,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "line 2: is 20,000 columns wide",
            Linter.Lint("# P\n" + new string('|', 20_000)).Error,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "line 1: holds a NUL",
            Linter.Lint("a\0b").Error,
            StringComparison.Ordinal
        );
        Assert.Null(
            Linter.Lint("# P\n![g](data:image/png;base64," + new string('a', 30_000) + ")\n").Error
        );
        Assert.Null(Linter.Lint("").Error);
    }

    [Fact]
    public void Whatever_stands_in_a_text_the_linter_does_not_throw()
    {
        string[] pieces =
        [
            "# ",
            "## Root Cause\n",
            "|",
            "[",
            "](",
            "`",
            "\n",
            "<!-- ",
            "-->",
            "- ",
            "\"",
            "human error",
            "«",
            "@",
            "{{",
            "> ",
            "    ",
            "14:02",
            "\t",
            "*",
            "_",
            "😀",
            "\\",
        ];
        FsCheck
            .Fluent.Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                bytes =>
                    Linter
                        .Lint(
                            string.Concat(bytes.Select(b => pieces[b % pieces.Length])),
                            LintOptions.Default with
                            {
                                Profile = LintProfile.Strict,
                            }
                        )
                        .Error
                        is null
            )
            .QuickCheckThrowOnFailure();
    }
}
