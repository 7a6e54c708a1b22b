using Afterword.Core.PostMortems;

namespace Afterword.Tests.PostMortems;

/// <summary>Shapes that other organizations' documents showed us, each in words of our own.</summary>
public sealed class ForeignShapesTests
{
    [Fact]
    public void Fields_and_moments_parted_by_html_breaks_are_read_one_by_one()
    {
        var document = Understood.Of(
            "# Kiln outage\n\nStatus: final<br> Owners: @mia\n\n## Summary\n\nDescription: the kiln was cold for\nhours.<br> Duration: 2 hours 10\nminutes<br> Date/time: 2024-05-03\n\n## Timeline (all times UTC)\n\n### 2024-05-03\n\n10:00 - The gas is\nturned off.<br> 10:05 - The kiln cools. **\\<START OF\nOUTAGE>**<br> 12:15 - Warm again.\n**\\<END OF OUTAGE>**\n"
        );

        Assert.Equal(["@mia"], document.Authors);
        Assert.Equal(130, document.DurationMinutes);
        Assert.Equal(
            ["2024-05-03T10:00Z", "2024-05-03T10:05Z", "2024-05-03T12:15Z"],
            document.Timeline.Select(Understood.Moment)
        );
        Assert.Equal(document.Timeline[1].At, document.Started.At);
        Assert.Equal(document.Timeline[2].At, document.Resolved.At);
    }

    [Fact]
    public void A_list_of_html_is_a_list()
    {
        var document = Understood.Of(
            "<h1>Kiln outage on 3 May 2024</h1>\n\n<h2>Timeline</h2>\n<ul>\n  <li>10:00 UTC - cold</li>\n  <li>10:30 UTC - warm</li>\n</ul>\n\n<h2>Action items</h2>\n<ul>\n<li>Alert on cold</li>\n</ul>\n"
        );

        Assert.Equal(["cold", "warm"], document.Timeline.Select(e => e.Text));
        Assert.Equal("Alert on cold", Assert.Single(document.ActionItems).Text);
    }

    [Theory]
    [InlineData("- 10:00 - 10:20: cold", "2024-05-03T10:00")]
    [InlineData("### After 10:20\n\nwarm", "2024-05-03T10:20")]
    [InlineData("*10:00*: cold\\", "2024-05-03T10:00")]
    [InlineData("**10:00 EAT** - cold", "2024-05-03T07:00Z")]
    [InlineData("| Timeline 03.05.24 | Event |\n|---|---|\n| 10:00 | cold |", "2024-05-03T10:00")]
    public void A_moment_may_be_a_range_a_bound_or_carry_the_mark_of_a_hard_break(
        string moment,
        string expected
    ) => Assert.Equal([expected], Understood.Moments(moment));

    [Fact]
    public void Marks_behind_a_bold_stamp_belong_to_what_follows() =>
        Assert.Equal(
            ["_Gas_ is off", "**Cold**"],
            Understood
                .Timeline(
                    "# 2024-05-03 T\n\n## Timeline\n\n- **10:00** - _Gas_ is off\n- **10:05**: **Cold**\n"
                )
                .Select(e => e.Text)
        );

    [Fact]
    public void A_row_that_has_only_its_number_is_no_item() =>
        Assert.Single(
            Understood.Items(
                "# T\n\n## Action items\n\n| ID | Description | Owner |\n|---|---|---|\n| AI-1 | Alert on cold | Mia |\n| AI-2 |  |  |\n"
            )
        );

    [Fact]
    public void Rows_with_times_beside_a_timeline_are_data() =>
        Assert.Equal(
            2,
            Understood
                .Timeline(
                    "# T\n\n## Orders hit\n\n| order | timestamp |\n|---|---|\n| 1 | 2024-05-03 10:01 |\n| 2 | 2024-05-03 10:02 |\n| 3 | 2024-05-03 10:03 |\n\n## Timeline\n\n- 10:00 cold\n- 10:30 warm\n"
                )
                .Count
        );

    [Fact]
    public void A_label_and_a_window_may_carry_the_zone()
    {
        var labelled = Understood.Of(
            "# T\n\n| Field | Value |\n|---|---|\n| Start (UTC) | 2024-05-03 10:02 |\n| End (UTC) | 2024-05-03 11:40 |\n"
        );
        Assert.Equal(new DateTimeOffset(2024, 5, 3, 10, 2, 0, default), labelled.Started.At);
        Assert.Equal(new DateTimeOffset(2024, 5, 3, 11, 40, 0, default), labelled.Resolved.At);

        var window = Understood.Of(
            "# T\n\n**Incident date:** 3 May 2024  \n**Impact window:** 10:02–11:40 CET\n"
        );
        Assert.Equal(new DateTimeOffset(2024, 5, 3, 9, 2, 0, default), window.Started.At);
        Assert.Equal(new DateTimeOffset(2024, 5, 3, 10, 40, 0, default), window.Resolved.At);
    }

    [Fact]
    public void A_page_of_mdx_may_import_its_parts_first() =>
        Assert.Equal(
            "Kiln outage",
            Understood
                .Of(
                    "import { Page } from '@/page'\n\nexport const post = {\n  title: 'Kiln outage',\n  author: 'Mia',\n}\n\n## What happened\n\nIt was cold.\n"
                )
                .Title
        );

    [Fact]
    public void Authors_may_be_objects_in_the_front_matter() =>
        Assert.Equal(
            ["Mia Stone"],
            Understood
                .Of(
                    "---\ntitle: T\nauthors:\n  - name: Mia Stone\n    title: Potter\n---\n\nWords.\n"
                )
                .Authors
        );

    [Fact]
    public void Lines_that_lost_their_heading_marks_are_sections()
    {
        var sections = Understood.Sections(
            "Kiln outage\n\nTimeline\n\n| Time | Event |\n|---|---|\n| 10:00 | cold |\n\nRoot Cause and Resolution\n\nGas.\n\nCorrective and Preventative Measures\n\n- Alert on cold\n"
        );

        Assert.Equal(["timeline", "root_cause", "resolution", "action_items"], sections);
    }

    [Theory]
    [InlineData(
        "Timeline (times PST) 07/27/2023 - 07/31/2023. All times approximations",
        "timeline"
    )]
    [InlineData("Ablauf / Timeline", "timeline")]
    [InlineData("Summary about the incident", "summary")]
    [InlineData("5. Root Cause Determination", "root_cause")]
    [InlineData("Preventative measures recommended", "action_items")]
    [InlineData("What we're doing to make this right", "action_items")]
    [InlineData("What we've done", "action_items")]
    public void A_name_may_have_a_tail_or_stand_in_two_languages(string heading, string section) =>
        Assert.Contains(section, Understood.Sections($"# T\n\n## {heading}\n\nWords.\n"));

    [Fact]
    public void Affected_services_among_the_fields_at_the_head_are_no_section() =>
        Assert.DoesNotContain(
            "impact",
            Understood.Sections(
                "# T\n\n**Severity:** High\n**Affected services:**\n- kiln\n\n## Summary\n\nCold.\n"
            )
        );

    [Theory]
    [InlineData("1. **Alert on cold**\n   - Owner: Mia\n   - Due: 2024-06-01", "Mia")]
    [InlineData("- TODO(mia): alert on cold", "mia")]
    [InlineData("- @mia @lee to alert on cold", "@mia @lee")]
    [InlineData(
        "| Maßnahme | Verantwortlich | Bis |\n|---|---|---|\n| Alert | Mia | 01.06.2024 |",
        "Mia"
    )]
    public void An_owner_may_stand_under_the_item_in_its_mark_or_in_another_language(
        string item,
        string owner
    ) => Assert.Equal(owner, Understood.Item(item).Owner);

    [Fact]
    public void A_line_that_begins_with_the_link_to_its_ticket_is_an_item_and_a_definition_is_none()
    {
        var items = Understood.Items(
            "# T\n\n## Action items\n\n[K-1](https://trello.com/c/abc1)\n[K-2](https://trello.com/c/abc2) - Alert on cold\n\n[gas]: https://github.com/a/b/issues/3\n"
        );

        Assert.Equal(["K-1", "K-2 - Alert on cold"], items.Select(i => i.Text));
        Assert.Equal("https://trello.com/c/abc2", items[1].Ticket);
    }

    [Theory]
    [InlineData("- 🔲 Alert on cold", false)]
    [InlineData("- ✅ Alert on cold", true)]
    [InlineData("- Alert on cold (TODO once the new kiln is there)", null)]
    public void A_sign_or_a_short_remark_tells_whether_it_is_done(string item, bool? done) =>
        Assert.Equal(done, Understood.Item(item).Done);
}
