using Afterword.Core.PostMortems;

namespace Afterword.Tests.PostMortems;

/// <summary>Whole documents in the habits of different organisations, in our own words.</summary>
public sealed class WholeDocumentsTests
{
    [Fact]
    public void A_student_project_report_with_a_task_list()
    {
        var document = Understood.Of(
            """
            # Postmortem: Bike shop outage on 12th May 2023

            ## Issue Summary:
            - **Duration:** 1 hour 20 minutes (10:00 AM - 11:20 AM WAT, May 12, 2023)
            - **Impact:** 70% of riders could not check out.
            - **Root Cause:** A missing index.

            ## Timeline:
            - **10:00 AM:** Noticed by an alert.
            - **10:45 AM:** Misleading path: the network was suspected.
            - **11:20 AM:** Index added, service restored.

            ## Root Cause and Resolution:
            The query was slow. We added an index.

            ## Corrective and Preventative Measures:
            **Improvements/Fixes:**
            1. Review all queries.

            **Tasks:**
            - [ ] Watch the memory of the server
            """
        );

        Assert.Equal(
            ["summary", "impact", "root_cause", "timeline", "resolution", "action_items"],
            SectionList.Of(document)
        );
        Assert.Equal(80, document.DurationMinutes);
        Assert.Equal("WAT", document.Zone);
        Assert.Equal(new DateTimeOffset(2023, 5, 12, 9, 0, 0, TimeSpan.Zero), document.Started.At);
        Assert.Equal(
            new DateTimeOffset(2023, 5, 12, 10, 20, 0, TimeSpan.Zero),
            document.Resolved.At
        );
        Assert.Equal(
            ["Review all queries.", "Watch the memory of the server"],
            document.ActionItems.Select(i => i.Text)
        );
    }

    [Fact]
    public void Bold_lead_ins_and_a_table_whose_bug_column_holds_the_status()
    {
        var document = Understood.Of(
            """
            # Search for sonnets was down (incident 465)

            **Date**: 2015-10-21

            **Authors**: jen, mart

            **Status**: Complete, action items in progress

            **Summary**: Search was down for 66 minutes.

            **Impact**: Many queries lost.

            **Root Causes**: Load.

            **Trigger**: A new poem.

            **Action Items**:

            | Action Item | Type | Owner | Bug |
            |---|---|---|---|
            | Update the playbook | mitigate | jen | n/a **DONE** |
            | Balance the load | prevent | mart | Bug 5554823 **TODO** |

            ## Lessons Learned

            **What went well**

            - Monitoring was quick

            ## Timeline

            2015-10-21 (*all times UTC*)

            - 14:51 A poem is found
            - 14:54 **OUTAGE BEGINS** — servers melt
            - 16:00 OUTAGE ENDS — all is balanced
            """
        );

        Assert.Equal(
            ["summary", "impact", "root_cause", "action_items", "lessons", "went_well", "timeline"],
            SectionList.Of(document)
        );
        Assert.Equal([true, false], document.ActionItems.Select(i => i.Done!.Value));
        Assert.Equal([null, "Bug 5554823"], document.ActionItems.Select(i => i.Ticket));
        Assert.Null(document.ActionItems[0].Priority);
        Assert.Equal("**OUTAGE BEGINS** — servers melt", document.Timeline[1].Text);
        Assert.Equal(
            new DateTimeOffset(2015, 10, 21, 14, 54, 0, TimeSpan.Zero),
            document.Started.At
        );
        Assert.Equal(
            new DateTimeOffset(2015, 10, 21, 16, 0, 0, TimeSpan.Zero),
            document.Resolved.At
        );
        Assert.Equal(66, document.DurationMinutes);
    }

    [Fact]
    public void A_template_that_was_filled_in_only_in_part()
    {
        var document = Understood.Of(
            """
            # 2023-02-06 - Hub was down

            ## Timeline (if relevant)

            All times in US/Pacific.

            | Time | Event |
            | --- | --- |
            | 9:57 AM | Report of failure |
            | 10:05 AM | Fixed |
            | {{ yyyy-mm-dd }} | {{ event }} |

            ### Where we got lucky
            - Nothing in particular.

            ### Follow-up actions

            _Every action item should have an issue_

            #### Process improvements
            1. {{ summary }} [[link to issue](url)]
            2. Improve docs [[#1](https://github.com/acme/infra/issues/1)]

            #### Documentation improvements
            1. None
            """
        );

        Assert.Equal(
            ["2023-02-06T17:57Z", "2023-02-06T18:05Z"],
            document.Timeline.Select(Understood.Moment)
        );
        Assert.Equal(
            "https://github.com/acme/infra/issues/1",
            Assert.Single(document.ActionItems).Ticket
        );
    }

    [Fact]
    public void Sections_as_a_numbered_list_with_dates_in_dots()
    {
        var document = Understood.Of(
            """
            # Mail queue stuck

            1. **Summary**

               The queue was stuck.

            2. **Timeline (CET)**

               * 3.2.2022, 8.15: queue grows
               * 9.30: noticed by support
               * 4.2.2022, 8.55: fixed

            3. **Action Items**

               * [ ] Alert on queue length — @kim — due 2022-03-01
               * [x] Restart script
                 - [PR](https://gitlab.com/acme/mail/-/merge_requests/4)
            """
        );

        Assert.Equal(
            ["2022-02-03T07:15Z", "2022-02-03T08:30Z", "2022-02-04T07:55Z"],
            document.Timeline.Select(Understood.Moment)
        );
        Assert.Equal("@kim", document.ActionItems[0].Owner);
        Assert.Equal(new DateOnly(2022, 3, 1), document.ActionItems[0].DueOn);
        Assert.Equal(
            "https://gitlab.com/acme/mail/-/merge_requests/4",
            document.ActionItems[1].Ticket
        );
    }

    [Fact]
    public void A_day_in_an_item_or_a_change_log_is_not_the_day_of_the_incident()
    {
        var document = Understood.Of(
            "# T\n\n## Timeline (UTC)\n\n- 10:00 down\n\n## Action items\n\n- Fix it, due: 2030-02-03\n\n## Changelog\n\n- 2031-01-01: first version\n"
        );

        Assert.Null(document.Date);
        Assert.Null(document.Started.At);
        Assert.Null(document.Timeline[0].At);
    }

    [Fact]
    public void A_day_of_the_week_moves_the_clock_on_and_never_back()
    {
        Assert.Equal(
            ["2024-05-03T10:00", "2024-05-06T09:00"],
            Understood.Moments("- Friday 10:00 a\n- Monday 09:00 b")
        );
        Assert.Equal(["?"], Understood.Moments("- Thursday 10:00 a"));
    }
}
