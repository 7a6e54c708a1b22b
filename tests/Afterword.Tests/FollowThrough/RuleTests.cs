using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;
using Afterword.Core.Updates;
using static Afterword.Tests.FollowThrough.CadenceWorld;

namespace Afterword.Tests.FollowThrough;

/// <summary>Each rule of the cadence as a table that can be read aloud. November 2026: the 2nd is a Monday.</summary>
public sealed class RuleTests
{
    [Fact]
    public void F1_the_lead_is_reminded_twice_and_a_missed_deadline_goes_to_their_manager()
    {
        var state = Incident();

        // 12 hours after 15:00 is night, so the first reminder waits for the morning.
        Assert.Equal(
            [
                "Tue 2026-11-03 08:30 INC-1/first-summary-nudge/1 → @lee",
                "Tue 2026-11-03 11:00 INC-1/first-summary-nudge/2 → @lee",
            ],
            Lines(state, At("Mon 2026-11-02 15:00"), Matter.FirstSummaryNudge)
        );
        Assert.Equal(
            ["Tue 2026-11-03 15:00 INC-1/escalation/first-summary → @kim"],
            Lines(state, At("Mon 2026-11-02 15:00"), Matter.FirstSummaryMissed)
        );
        var met = Sent(Swept(state, "Mon 2026-11-02 15:01"), "Mon 2026-11-02 16:00");
        Assert.Empty(Lines(met, At("Mon 2026-11-02 16:00"), Matter.FirstSummaryNudge));
        Assert.Empty(Lines(met, At("Mon 2026-11-02 16:00"), Matter.FirstSummaryMissed));
    }

    [Fact]
    public void F2_weekly_follow_ups_go_out_each_Tuesday_after_their_preview_until_P1_and_P2_are_closed()
    {
        var state = Incident(Item(1), Item(2, priority: Priority.P3));

        Assert.Equal(
            [
                "Tue 2026-11-10 08:30 INC-1/weekly/leadership/2026-W46",
                "Tue 2026-11-10 08:30 INC-1/weekly/affected-teams/2026-W46",
                "Tue 2026-11-10 08:30 INC-1/weekly/technical/2026-W46",
                "Tue 2026-11-10 08:30 INC-1/weekly/company/2026-W46",
            ],
            Lines(state, At("Wed 2026-11-04 12:00"), Matter.Weekly)
        );
        var first = Cadence
            .ForIncident(state, Calendar, At("Tue 2026-11-10 08:30"))
            .First(o => o.Matter == Matter.Weekly);
        Assert.Equal("Tue 2026-11-10 12:30", Say(first.SendsAt!.Value));
    }

    [Fact]
    public void F2_a_server_that_was_down_on_Tuesday_leaves_the_same_time_to_look_and_sends_by_day()
    {
        var state = Incident(Item());

        DateTimeOffset Sends(string now) =>
            Cadence
                .ForIncident(state, Calendar, At(now))
                .First(o => o.Slot.EndsWith("/leadership/2026-W46", StringComparison.Ordinal))
                .SendsAt!.Value;

        Assert.Equal("Wed 2026-11-11 14:00", Say(Sends("Wed 2026-11-11 10:00")));
        Assert.Equal("Thu 2026-11-12 08:30", Say(Sends("Wed 2026-11-11 16:00")));
    }

    [Fact]
    public void F2_when_P1_and_P2_are_closed_one_message_says_that_it_ends_and_a_waiting_draft_is_taken_back()
    {
        var state = Sent(
            Swept(Incident(Item(1), Item(2, priority: Priority.P3)), "Tue 2026-11-10 08:31"),
            "Tue 2026-11-10 12:30"
        );
        var drafted = Swept(state, "Tue 2026-11-17 08:31");
        var closed = drafted with
        {
            Items = [Item(1, done: "Tue 2026-11-17 10:00"), state.Items[1]],
        };
        var now = At("Tue 2026-11-17 10:00");

        Assert.Equal(
            4,
            Cadence.Withdrawn(closed, Cadence.ForIncident(closed, Calendar, now)).Count()
        );
        Assert.Equal(now, Cadence.NextDueAt(closed, Calendar, now));
        Assert.Equal(
            "Tue 2026-11-17 10:00 INC-1/weekly-ended/leadership",
            Lines(closed, now, Matter.WeeklyEnded)[0]
        );
        Assert.Empty(Lines(closed, now, Matter.Weekly));
        Assert.Empty(Lines(closed, now, Matter.Closing));
    }

    [Fact]
    public void F2_an_item_without_priority_keeps_the_weekly_follow_ups_going_and_a_P3_does_not()
    {
        Assert.NotEmpty(
            Lines(Incident(Item(priority: null)), At("Wed 2026-11-04 12:00"), Matter.Weekly)
        );
        Assert.Empty(
            Lines(Incident(Item(priority: Priority.P3)), At("Wed 2026-11-04 12:00"), Matter.Weekly)
        );
    }

    [Fact]
    public void F4_a_stalled_item_goes_to_the_manager_and_the_thread_after_7_days_and_to_leadership_a_week_later()
    {
        var state = Incident(Item(touched: "Tue 2026-11-03 10:00"));

        Assert.Equal(
            [
                "Tue 2026-11-10 08:30 OUT-1/escalation/stalled-1/since-2026-11-03 → @kim",
                "Tue 2026-11-10 08:30 OUT-1/escalation/stalled-thread/since-2026-11-03",
                "Tue 2026-11-17 08:30 OUT-1/escalation/stalled-2/since-2026-11-03",
            ],
            Lines(state, At("Wed 2026-11-04 12:00"), Matter.Stalled)
        );
    }

    [Fact]
    public void F4_a_due_date_more_than_30_days_ahead_stretches_it_to_21_days()
    {
        var state = Incident(Item(due: "Fri 2026-12-18", touched: "Tue 2026-11-03 10:00"));

        Assert.Equal(
            [
                "Tue 2026-11-24 08:30 OUT-1/escalation/stalled-1/since-2026-11-03 → @kim",
                "Tue 2026-11-24 08:30 OUT-1/escalation/stalled-thread/since-2026-11-03",
                "Tue 2026-12-01 08:30 OUT-1/escalation/stalled-2/since-2026-11-03",
            ],
            Lines(state, At("Wed 2026-11-04 12:00"), Matter.Stalled)
        );
    }

    [Fact]
    public void F5_an_overdue_item_goes_to_the_manager_then_the_team_lead_then_leadership()
    {
        // Due on Friday: Monday is the first working morning, Thursday 3 working days later, the Wednesday after that 7.
        var state = Incident(Item(due: "Fri 2026-11-06"));

        Assert.Equal(
            [
                "Mon 2026-11-09 08:30 OUT-1/escalation/1/due-2026-11-06 → @kim",
                "Thu 2026-11-12 08:30 OUT-1/escalation/2/due-2026-11-06 → @ana",
                "Wed 2026-11-18 08:30 OUT-1/escalation/3/due-2026-11-06",
            ],
            Lines(state, At("Wed 2026-11-04 12:00"), Matter.Overdue)
        );
    }

    [Fact]
    public void F5_after_a_standstill_the_steps_keep_their_distance_and_nobody_is_passed_over()
    {
        var state = Incident(Item(due: "Fri 2026-11-06"));

        Assert.Equal(
            [
                "Mon 2026-11-23 10:00 OUT-1/escalation/1/due-2026-11-06 → @kim",
                "Thu 2026-11-26 08:30 OUT-1/escalation/2/due-2026-11-06 → @ana",
                "Wed 2026-12-02 08:30 OUT-1/escalation/3/due-2026-11-06",
            ],
            Lines(state, At("Mon 2026-11-23 10:00"), Matter.Overdue)
        );
    }

    [Fact]
    public void F5_a_new_due_date_is_a_new_path_and_an_item_without_anybody_above_goes_to_leadership()
    {
        var moved = Incident(Item(due: "Fri 2026-11-13"));
        var alone = moved with { People = new Dictionary<int, PersonState>() };
        var cycle = moved with
        {
            TeamLeadId = Lee,
            People = new Dictionary<int, PersonState> { [Lee] = new(Lee, "lee", Lee, Berlin) },
        };

        Assert.StartsWith(
            "Mon 2026-11-16 08:30 OUT-1/escalation/1/due-2026-11-13",
            Lines(moved, At("Wed 2026-11-04 12:00"), Matter.Overdue)[0],
            StringComparison.Ordinal
        );
        string[] onlyLeadership = ["Wed 2026-11-25 08:30 OUT-1/escalation/3/due-2026-11-13"];
        Assert.Equal(onlyLeadership, Lines(alone, At("Mon 2026-11-16 12:00"), Matter.Overdue));
        Assert.Equal(onlyLeadership, Lines(cycle, At("Mon 2026-11-16 12:00"), Matter.Overdue));
    }

    [Fact]
    public void F6_a_done_item_is_thanked_for_once_and_old_news_is_left_to_the_weekly_follow_up()
    {
        var state = Incident(Item(done: "Thu 2026-11-05 17:10"), Item(2));

        Assert.Equal(
            ["Thu 2026-11-05 17:10 OUT-1/done/1"],
            Lines(state, At("Thu 2026-11-05 17:10"), Matter.Done)
        );
        Assert.Empty(Lines(state, At("Sun 2026-11-08 12:00"), Matter.Done));
        Assert.Empty(
            Lines(
                state with
                {
                    FollowedAt = At("Fri 2026-11-06 09:00"),
                },
                At("Fri 2026-11-06 09:00"),
                Matter.Done
            )
        );
    }

    [Fact]
    public void F6_the_last_item_brings_a_closing_draft_that_goes_out_after_two_working_days_and_then_nothing_more()
    {
        var state = Incident(Item(done: "Thu 2026-11-05 17:10"));
        var closing = Cadence
            .ForIncident(state, Calendar, At("Thu 2026-11-05 17:10"))
            .Where(o => o.Matter == Matter.Closing)
            .ToList();

        Assert.Equal(4, closing.Count);
        Assert.All(closing, o => Assert.Equal("Mon 2026-11-09 17:10", Say(o.SendsAt!.Value)));
        var closed = Sent(Swept(state, "Thu 2026-11-05 17:11"), "Mon 2026-11-09 17:10");
        var checkedIn = Sent(Swept(closed, "Mon 2026-12-07 08:30"), "Mon 2026-12-07 08:30") with
        {
            Checks = [new CheckedItem(1, At("Tue 2026-12-08 09:00"))],
        };
        Assert.DoesNotContain(
            Cadence.ForIncident(checkedIn, Calendar, At("Mon 2026-12-28 12:00")),
            o => o.IsOpen
        );
        Assert.Null(Cadence.NextDueAt(checkedIn, Calendar, At("Mon 2026-12-28 12:00")));
    }

    [Fact]
    public void F7_thirty_days_after_the_last_urgent_item_the_lead_is_asked_then_reminded_then_the_manager_hears()
    {
        // 5 December is a Saturday; the P3 that is still open keeps nobody from asking.
        var state = Incident(Item(1, done: "Thu 2026-11-05 17:10"), Item(2, priority: Priority.P3));

        Assert.Equal(
            ["Mon 2026-12-07 08:30 INC-1/check-in → @lee"],
            Lines(state, At("Fri 2026-11-06 12:00"), Matter.CheckIn)
        );
        Assert.Empty(Lines(state, At("Mon 2026-12-07 12:00"), Matter.CheckInNudge));
        var asked = Sent(Swept(state, "Mon 2026-12-07 08:30"), "Mon 2026-12-07 08:30");
        Assert.Equal(
            ["Mon 2026-12-14 08:30 INC-1/check-in/nudge → @lee"],
            Lines(asked, At("Tue 2026-12-08 12:00"), Matter.CheckInNudge)
        );
        var nudged = Sent(Swept(asked, "Mon 2026-12-14 08:30"), "Mon 2026-12-14 08:30");
        Assert.Equal(
            ["Mon 2026-12-21 08:30 INC-1/check-in/escalation → @kim"],
            Lines(nudged, At("Tue 2026-12-15 12:00"), Matter.CheckInUnanswered)
        );
        var answered = nudged with { Checks = [new CheckedItem(1, At("Tue 2026-12-15 09:00"))] };
        Assert.Empty(Lines(answered, At("Tue 2026-12-15 12:00"), Matter.CheckInUnanswered));
    }

    [Fact]
    public void F7_a_fix_that_is_opened_again_and_done_again_is_asked_about_again()
    {
        var asked = Sent(
            Swept(Incident(Item(done: "Thu 2026-11-05 17:10")), "Mon 2026-12-07 08:30"),
            "Mon 2026-12-07 08:30"
        );
        var again = asked with
        {
            Items = [Item(done: "Thu 2026-12-10 09:00") with { Reopenings = 1 }],
            Checks = [new CheckedItem(1, At("Tue 2026-12-08 09:00"))],
        };

        Assert.Equal(
            ["Mon 2027-01-11 08:30 INC-1/check-in/2 → @lee"],
            Lines(again, At("Fri 2026-12-11 12:00"), Matter.CheckIn)
        );
        Assert.Empty(Lines(Incident(Item()), At("Mon 2026-12-28 12:00"), Matter.CheckIn));
    }

    [Fact]
    public void F12_who_does_not_say_whether_it_could_hit_them_is_asked_once_more_then_their_manager_hears()
    {
        var state = Incident(Item()) with
        {
            RiskCalls = [new AskedRisk(Lee, At("Tue 2026-11-03 10:00"), null)],
        };

        Assert.Equal(
            ["Fri 2026-11-06 08:30 INC-1/similar-risk/@lee/nudge → @lee"],
            Lines(state, At("Wed 2026-11-04 12:00"), Matter.RiskNudge)
        );
        var nudged = Sent(Swept(state, "Fri 2026-11-06 08:30"), "Fri 2026-11-06 08:30");
        Assert.Equal(
            ["Thu 2026-11-12 08:30 INC-1/similar-risk/@lee/escalation → @kim"],
            Lines(nudged, At("Fri 2026-11-06 12:00"), Matter.RiskUnanswered)
        );
        var answered = state with
        {
            RiskCalls =
            [
                new AskedRisk(Lee, At("Tue 2026-11-03 10:00"), At("Wed 2026-11-04 09:00")),
            ],
        };
        Assert.Empty(Lines(answered, At("Wed 2026-11-04 12:00"), Matter.RiskNudge));
    }

    [Fact]
    public void F6_an_item_that_is_opened_again_takes_the_draft_back_and_its_next_closing_is_told_anew()
    {
        var told = Sent(
            Swept(Incident(Item(done: "Thu 2026-11-05 17:10")), "Thu 2026-11-05 17:11"),
            "Mon 2026-11-09 17:10"
        );
        var again = told with
        {
            Items = [Item(done: "Fri 2026-11-20 09:00") with { Reopenings = 1 }],
        };

        Assert.Equal(
            "Fri 2026-11-20 09:00 INC-1/closing/leadership/2",
            Lines(again, At("Fri 2026-11-20 09:00"), Matter.Closing)[0]
        );
        Assert.Contains(
            Lines(again, At("Fri 2026-11-20 09:00"), Matter.Done),
            line => line.EndsWith("OUT-1/done/2", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void F9_what_is_skipped_is_waived_and_what_is_moved_goes_at_its_new_instant()
    {
        var slot = "OUT-1/escalation/1/due-2026-11-06";
        IncidentState With(PlanWish wish) =>
            Incident(Item(due: "Fri 2026-11-06")) with
            {
                Wishes = new Dictionary<string, PlanWish> { [slot] = wish },
            };
        Obligation Of(IncidentState state) =>
            Cadence
                .ForIncident(state, Calendar, At("Mon 2026-11-09 08:30"))
                .Single(o => o.Slot == slot);

        Assert.True(Of(With(new PlanWish(true, null))).Waived);
        var moved = Of(With(new PlanWish(false, At("Wed 2026-11-11 10:00"))));
        Assert.Equal(("Wed 2026-11-11 10:00", true), (Say(moved.OpensAt), moved.IsOpen));
        // Skipping one step does not hold up the next.
        Assert.Equal(
            "Thu 2026-11-12 08:30 OUT-1/escalation/2/due-2026-11-06 → @ana",
            Lines(With(new PlanWish(true, null)), At("Mon 2026-11-09 10:00"), Matter.Overdue)[1]
        );
    }
}
