using Afterword.Core.PostMortems;

namespace Afterword.Tests.PostMortems;

/// <summary>Shapes of retrospectives that are kept like a chat log, and of reports that write what most put into fields; in words of our own.</summary>
public sealed class RetroShapesTests
{
    [Fact]
    public void Items_belong_to_the_people_named_in_bold_over_them()
    {
        var items = Understood.Items(
            "# Kiln retro\n\n## Actions\n\n**Jamie**\n- Alert on cold - done\n\n**GE/RK**\n- Write it down\n\n**Mia Berg and Lee**\n- Buy gas\n\n**For planning**\n- Move the kiln\n\n**Elasticsearch**\n- Add a node\n\n**CI**\n- Cache more\n"
        );

        Assert.Equal(
            ["Jamie", "GE/RK", "Mia Berg and Lee", null, null, null],
            items.Select(i => i.Owner)
        );
        Assert.Equal(true, items[0].Done);
    }

    [Theory]
    [InlineData("- Ask who is on the list - done and list updated", true)]
    [InlineData("- Ask the vendor - done: they will think about it", true)]
    [InlineData("- Time out after a second. Done in [#12](https://github.com/a/b/pull/12)", true)]
    [InlineData("- Alert on cold. Fixed.", true)]
    [InlineData("- Find out what is to be done: ask the kiln", null)]
    [InlineData("- Have the work - done by night - checked", null)]
    public void A_remark_behind_an_item_tells_that_it_is_done(string item, bool? done) =>
        Assert.Equal(done, Understood.Item(item).Done);

    [Theory]
    [InlineData("### Immediate actions (completed)", true)]
    [InlineData("### Planned actions (planned or in-progress)", false)]
    [InlineData("### Actions (kiln)", null)]
    public void The_heading_over_items_may_have_their_state_in_parentheses(
        string heading,
        bool? done
    ) =>
        Assert.Equal(
            done,
            Assert
                .Single(Understood.Items($"# T\n\n## Action items\n\n{heading}\n\n- Buy gas\n"))
                .Done
        );

    [Fact]
    public void Bullets_that_somebody_forgot_to_indent_belong_to_the_number_above() =>
        Assert.Equal(
            ["Measure We will measure:", "Move the kiln", "Write it down"],
            Understood
                .Items(
                    "# T\n\n## Action items\n\n1. **Measure**\nWe will measure:\n\n- gas\n- heat\n\n2. **Move the kiln**\n\n- in May\n\n3. **Write it down**\n"
                )
                .Select(i => i.Text)
        );

    [Fact]
    public void A_link_on_the_second_line_of_a_sentence_is_no_item() =>
        Assert.Empty(
            Understood.Items(
                "# T\n\n## Follow-up\n\nThe alarm should call more people. (filed\nhttps://github.com/a/b/issues/9)\n"
            )
        );

    [Theory]
    [InlineData("15.03 alerts for cold", "2024-05-03T15:03")]
    [InlineData("16.00 (approx) Mia saw smoke", "2024-05-03T16:00")]
    [InlineData("9.03 onwards Mia and Lee search", "2024-05-03T09:03")]
    [InlineData("11.14 #alerts: cold", "2024-05-03T11:14")]
    [InlineData("12.50 dollars were lost")]
    [InlineData("10.15 seconds it took")]
    public void A_time_with_a_dot_begins_a_moment_where_it_is_no_amount(
        string line,
        params string[] moments
    ) => Assert.Equal(moments, Understood.Moments(line));

    [Fact]
    public void A_day_without_a_word_is_no_moment_and_marks_around_a_moment_are_closed()
    {
        var timeline = Understood.Timeline(
            "# Kiln\n\n## Timeline\n\n### Monday 4 September 2023\n\n*09.12 The kiln is cold.*\n\n### Thursday 7 September 2023\n\n### Tuesday 3 October 2023\n\n*11.53 Warm again.*\n"
        );

        Assert.Equal(["The kiln is cold.", "Warm again."], timeline.Select(e => e.Text));
        Assert.Equal("2023-10-03T11:53", Understood.Moment(timeline[1]));
    }

    [Theory]
    [InlineData("**Duration**: 45 minutes (14:23 - 15:08 UTC)", 45)]
    [InlineData("**Total impact duration:** 45 min (14:23 - 15:08 UTC)", 45)]
    [InlineData("**Time:** 14:23–15:08 UTC", null)]
    public void The_range_of_a_field_gives_start_and_end(string field, int? minutes)
    {
        var document = Understood.Of(
            $"# API outage\n\n**Date**: 2025-10-27\n{field}\n\n## Summary\n\nCold.\n"
        );

        Assert.Equal(
            (
                new DateTimeOffset(2025, 10, 27, 14, 23, 0, TimeSpan.Zero),
                new DateTimeOffset(2025, 10, 27, 15, 8, 0, TimeSpan.Zero),
                "UTC"
            ),
            (document.Started.At, document.Resolved.At, document.Zone)
        );
        Assert.Equal(minutes, document.DurationMinutes);
    }

    [Fact]
    public void From_and_until_at_the_head_are_the_days_of_the_incident()
    {
        var document = Understood.Of(
            "# Retro - kiln\n\n**Incident from:** 2023-09-02\n\n**Incident until:** 2023-10-03\n\n**Retro held:** 2023-09-11\n\n## Analysis of causes\n\nGas.\n"
        );

        Assert.Equal(
            ("2023-09-02", "2023-10-03"),
            (document.Started.Local, document.Resolved.Local)
        );
        Assert.Equal(["root_cause"], SectionList.Of(document));
    }

    [Fact]
    public void Bare_names_are_sections_also_under_a_heading_that_names_none() =>
        Assert.Equal(
            ["summary", "timeline", "root_cause", "resolution", "action_items"],
            Understood
                .Sections(
                    "## Postmortem\n\nIssue Summary\n\nIt was cold.\n\nTimeline:\nCold by eight.\n\nRoot Cause and Resolution:\nGas.\n\nCorrective and Preventative Measures:\n- Buy gas\n"
                )
                .Where(s => !s.StartsWith("other", StringComparison.Ordinal))
        );
}
