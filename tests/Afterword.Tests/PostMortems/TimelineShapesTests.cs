namespace Afterword.Tests.PostMortems;

/// <summary>Timelines in every shape: what counts as a moment, on which day, in which zone.</summary>
public sealed class TimelineShapesTests
{
    [Theory]
    [InlineData("- 14:02 deploy\n- 14:05 alert")]
    [InlineData("- 14:02: deploy\n- 14:05 - alert")]
    [InlineData("- **14:02** – deploy\n- **14:05** – alert")]
    [InlineData("- **14:02**: deploy\n- **14:05 UTC**: alert")]
    [InlineData("- `14:02` deploy\n- `14:05` alert")]
    [InlineData("- [14:02] deploy\n- [14:05] alert")]
    [InlineData("- (14:02) deploy\n- (14:05) alert")]
    [InlineData("* 2:02 PM: deploy\n* 2:05 p.m.: alert")]
    [InlineData("* 2:02pm deploy\n* ~2:05pm alert")]
    [InlineData("1. 14:02 deploy\n2. 14:05 alert")]
    [InlineData("14:02 – deploy\n\n14:05 – alert")]
    [InlineData("14:02 deploy\n14:05 alert")]
    [InlineData("**14:02** deploy  \n**14:05** alert")]
    [InlineData("| Time | Event |\n|---|---|\n| 14:02 | deploy |\n| 14:05 | alert |")]
    [InlineData("Time | Event\n--- | ---\n14:02 | deploy\n14:05 | alert")]
    [InlineData("| 14:02 | deploy |\n| 14:05 | alert |")]
    [InlineData("| What | When |\n|---|---|\n| deploy | 14:02 |\n| alert | 14:05 |")]
    [InlineData("### 14:02\n\ndeploy\n\n### 14:05\n\nalert")]
    [InlineData("### 14:02 – deploy\n\n### 14:05 – alert")]
    [InlineData("> 14:02 deploy\n>\n> 14:05 alert")]
    [InlineData("- May 3, 14:02: deploy\n- 14:05: alert")]
    [InlineData("- 3rd May 2024 14:02 deploy\n- 14:05 alert")]
    [InlineData("- Friday, May 3, 14:02 deploy\n- Friday, May 3, 14:05 alert")]
    [InlineData("- 2024-05-03T14:02 deploy\n- 2024-05-03T14:05 alert")]
    [InlineData("- 2024/05/03 14:02 deploy\n- 2024/05/03 14:05 alert")]
    [InlineData("- 03.05.2024 14.02: deploy\n- 03.05.2024 14.05: alert")]
    [InlineData("- 14h02: deploy\n- 14h05: alert")]
    [InlineData("14.02 Uhr: deploy\n\n14.05 Uhr: alert")]
    [InlineData("- At 14:02 deploy\n- Around 14:05, alert")]
    [InlineData("- deploy 2024-05-03 14:02\n- alert: 2024-05-03 14:05")]
    [InlineData("- 2024-05-03\n  - 14:02 deploy\n  - 14:05 alert")]
    [InlineData("**2024-05-03**\n\n- 14:02 deploy\n- 14:05 alert")]
    [InlineData("### 3 May 2024\n\n- 14:02 deploy\n- 14:05 alert")]
    public void A_timeline_is_read_in_any_shape(string timeline)
    {
        var entries = Understood.Timeline($"# 2024-05-03 An outage\n\n## Timeline\n\n{timeline}\n");

        Assert.Equal(["deploy", "alert"], entries.Select(e => e.Text));
        Assert.Equal("2024-05-03T14:02", Understood.Moment(entries[0]));
        Assert.StartsWith(
            "2024-05-03T14:05",
            Understood.Moment(entries[1]),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_plain_label_over_paragraphs_of_moments_names_the_timeline() =>
        Assert.Equal(
            ["deploy", "alert"],
            Understood
                .Timeline("# An outage\n\n## Details\n\nTimeline:\n\n14:02 deploy\n\n14:05 alert\n")
                .Select(e => e.Text)
        );

    [Theory]
    [InlineData("All times are in AEST.", "2024-05-03T04:02Z")]
    [InlineData("*All times are in AEST (UTC+10)*", "2024-05-03T04:02Z")]
    [InlineData("Times are in AWST", "2024-05-03T06:02Z")]
    [InlineData("All times given in a 24-hour format, EST", "2024-05-03T19:02Z")]
    public void A_zone_is_read_whole_whatever_letters_it_begins_with(
        string remark,
        string moment
    ) => Assert.Equal([moment], Understood.Moments($"{remark}\n\n- 14:02 deploy"));

    [Fact]
    public void The_day_and_the_time_may_stand_in_two_columns() =>
        Assert.Equal(
            ["2024-05-03T23:50", "2024-05-04T00:10"],
            Understood.Moments(
                "| Date | Time | Event |\n|---|---|---|\n| 2024-05-03 | 23:50 | a |\n| 2024-05-04 | 00:10 | b |"
            )
        );

    [Fact]
    public void A_clock_that_goes_back_far_has_passed_midnight_and_one_that_goes_back_a_little_has_not() =>
        Assert.Equal(
            ["2024-05-03T22:10", "2024-05-03T22:40", "2024-05-03T22:30", "2024-05-04T00:20"],
            Understood.Moments("- 22:10 a\n- 22:40 b\n- 22:30 c\n- 00:20 d")
        );

    [Theory]
    [InlineData("## Timeline (CEST)", "- 14:02 a", "2024-05-03T12:02Z")]
    [InlineData("## Timeline (all times in UTC)", "- 14:02 a", "2024-05-03T14:02Z")]
    [InlineData("## Timeline - UTC", "- 14:02 a", "2024-05-03T14:02Z")]
    [InlineData("## Timeline", "All times are in PDT.\n\n- 14:02 a", "2024-05-03T21:02Z")]
    [InlineData(
        "## Timeline",
        "_Times listed below are Pacific Time._\n\n- 14:02 a",
        "2024-05-03T21:02Z"
    )]
    [InlineData("## Timeline", "Timezone: UTC+2\n\n- 14:02 a", "2024-05-03T12:02Z")]
    [InlineData("## Timeline", "- 14:02 EDT a", "2024-05-03T18:02Z")]
    [InlineData("## Timeline", "- 14:02 UTC-03:00 – a", "2024-05-03T17:02Z")]
    [InlineData("## Timeline", "- 14:02Z a", "2024-05-03T14:02Z")]
    [InlineData("## Timeline", "- 2024-05-03T14:02:00+02:00 a", "2024-05-03T12:02Z")]
    [InlineData(
        "## Timeline",
        "| Time (CET/CEST) | What |\n|---|---|\n| 14:02 | a |",
        "2024-05-03T12:02Z"
    )]
    [InlineData("## Timeline", "| UTC | What |\n|---|---|\n| 14:02 | a |", "2024-05-03T14:02Z")]
    [InlineData("## Timeline", "- 14:02 a", "2024-05-03T14:02")]
    public void The_zone_is_taken_from_wherever_it_stands_and_never_assumed(
        string heading,
        string timeline,
        string moment
    ) => Assert.Equal([moment], Understood.Moments(timeline, heading));

    [Fact]
    public void An_ambiguous_zone_is_kept_and_told_but_not_converted()
    {
        var result = Core.PostMortems.PostMortemReader.Read(
            "# 2024-05-03 T\n\n## Timeline (IST)\n\n- 14:02 a\n"
        );

        Assert.Equal("2024-05-03T14:02", Understood.Moment(result.Documents[0].Timeline[0]));
        Assert.Contains(result.Report, r => r.Message.Contains("IST", StringComparison.Ordinal));
    }

    [Fact]
    public void A_zone_out_of_season_is_taken_as_written_and_told()
    {
        var result = Core.PostMortems.PostMortemReader.Read(
            "# 2024-07-03 T\n\n## Timeline\n\nAll times in PST\n\n- 14:02 a\n"
        );

        Assert.Equal("2024-07-03T22:02Z", Understood.Moment(result.Documents[0].Timeline[0]));
        Assert.Contains(result.Report, r => r.Message.Contains("PST", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("- 14:?? somebody noticed")]
    [InlineData("- --:-- somebody noticed")]
    [InlineData("- T+5 somebody noticed")]
    [InlineData("| --:-- | somebody noticed |\n| 14:30 | b |")]
    public void An_unknown_time_is_a_moment_without_a_time(string timeline)
    {
        var entry = Understood.Timeline($"# 2024-05-03 T\n\n## Timeline\n\n{timeline}\n")[0];

        Assert.Equal("somebody noticed", entry.Text);
        Assert.Null(entry.At);
        Assert.DoesNotContain("T", entry.Local ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_is_one_moment_that_begins_at_its_start()
    {
        var entry = Assert.Single(
            Understood.Timeline("# 2024-05-03 T\n\n## Timeline\n\n- ~13:30-13:45 launches fail\n")
        );

        Assert.Equal("~13:30-13:45", entry.Stamp);
        Assert.Equal("launches fail", entry.Text);
        Assert.Equal("2024-05-03T13:30", entry.Local);
    }

    [Fact]
    public void Day_and_month_are_told_apart_only_by_a_date_that_leaves_no_doubt()
    {
        Assert.Equal(
            ["2024-05-04T10:00", "2024-05-23T11:00"],
            [
                .. Understood
                    .Timeline("# T\n\n## Timeline\n\n- 04/05/2024 10:00 a\n- 23/05/2024 11:00 b\n")
                    .Select(Understood.Moment),
            ]
        );
        Assert.Equal(
            ["2024-04-05T10:00", "2024-04-23T11:00"],
            [
                .. Understood
                    .Timeline("# T\n\n## Timeline\n\n- 04/05/2024 10:00 a\n- 04/23/2024 11:00 b\n")
                    .Select(Understood.Moment),
            ]
        );
        Assert.Equal(
            ["?"],
            [
                .. Understood
                    .Timeline("# T\n\n## Timeline\n\n- 04/05/2024 10:00 a\n")
                    .Select(Understood.Moment),
            ]
        );
    }

    [Fact]
    public void A_story_without_times_has_no_moments() =>
        Assert.Empty(
            Understood.Timeline(
                "# T\n\n## Timeline\n\nThe disk filled up. Then it was full.\n\nWe deleted things.\n"
            )
        );

    [Fact]
    public void A_template_row_and_a_link_to_a_timeline_elsewhere_are_no_moments() =>
        Assert.Empty(
            Understood.Timeline(
                "# T\n\n## Timeline\n\n- HH:mm | Short event description\n- Timeline: [in the wiki](https://wiki.example.org/timeline)\n<!-- - 10:00 example -->\n"
            )
        );

    [Fact]
    public void Code_pictures_and_bullets_under_a_moment_belong_to_it()
    {
        var entries = Understood.Timeline(
            "# 2024-05-03 T\n\n## Timeline\n\n### 10:00\n\nIt began.\n\n- a detail\n\n```\n11:00 not a moment\n```\n\n![graph](g.png)\n\n### 10:30\n\nIt ended.\n"
        );

        Assert.Equal(2, entries.Count);
        Assert.Contains("11:00 not a moment", entries[0].Text, StringComparison.Ordinal);
        Assert.Contains("![graph](g.png)", entries[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Key_events_and_a_dated_log_elsewhere_both_count()
    {
        var document = Understood.Of(
            "# T\n\n- **Key events**\n  - First detected 2024-05-03 10:00\n  - Resolved 2024-05-03 11:00\n\n- **Context**:\n  - 2024-05-03 10:00: a\n  - 2024-05-03 10:20: b\n  - 2024-05-03 11:00: c\n\n- **Impact**: none\n"
        );

        Assert.Equal(5, document.Timeline.Count);
        Assert.Equal("2024-05-03T10:00", document.Started.Local);
        Assert.Equal("2024-05-03T11:00", document.Resolved.Local);
    }

    [Fact]
    public void A_story_that_names_times_outside_a_timeline_is_no_log() =>
        Assert.Empty(
            Understood.Timeline(
                "# 2024-05-03 T\n\n## What happened?\n\nAt 10:00 it broke.\n\nBy 10:30 it was worse.\n\nAt 11:00 it was over.\n"
            )
        );

    [Fact]
    public void A_change_log_of_the_document_is_no_timeline() =>
        Assert.Empty(
            Understood.Timeline(
                "# T\n\n## Changelog\n\n- 2024-05-03 10:00 first version\n- 2024-05-04 10:00 typo\n- 2024-05-05 10:00 typo\n"
            )
        );
}
