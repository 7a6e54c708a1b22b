using Afterword.Core.FollowThrough;
using Afterword.Core.Updates;
using static Afterword.Tests.FollowThrough.CadenceWorld;

namespace Afterword.Tests.FollowThrough;

/// <summary>What years of simulated lives found: people who leave, mornings half a world apart, messages brought forward, clocks ahead.</summary>
public sealed class EscalationPathTests
{
    private static readonly TimeZoneInfo East = Zone("Pacific/Kiritimati");
    private static readonly TimeZoneInfo West = Zone("Etc/GMT+12");

    [Fact]
    public void F5_a_step_that_was_brought_forward_pulls_none_after_it_before_the_due_date()
    {
        var state = Told(
            Incident(Item(due: "Fri 2026-11-20")),
            "OUT-1/escalation/1/due-2026-11-20",
            "Wed 2026-11-04 10:00"
        );

        Assert.Equal(
            [
                "Thu 2026-11-26 08:30 OUT-1/escalation/2/due-2026-11-20 → @ana",
                "Wed 2026-12-02 08:30 OUT-1/escalation/3/due-2026-11-20",
            ],
            Open(state, "Wed 2026-11-04 12:00", Matter.Overdue)
        );
    }

    [Theory]
    [InlineData(Lee)]
    [InlineData(Kim)]
    public void F5_the_steps_keep_their_distance_to_one_whose_reader_has_left_since(int gone)
    {
        var state = Told(
            Incident(Item(due: "Fri 2026-11-06")),
            "OUT-1/escalation/1/due-2026-11-06",
            "Mon 2026-11-23 10:00"
        );

        Assert.Equal(
            [
                "Thu 2026-11-26 08:30 OUT-1/escalation/2/due-2026-11-06 → @ana",
                "Wed 2026-12-02 08:30 OUT-1/escalation/3/due-2026-11-06",
            ],
            Open(Without(state, gone), "Mon 2026-11-23 12:00", Matter.Overdue)
        );
    }

    [Fact]
    public void F5_leadership_keeps_its_distance_to_a_team_lead_who_has_left_since()
    {
        var state = Told(
            Without(Incident(Item(due: "Fri 2026-11-06")), Kim),
            "OUT-1/escalation/2/due-2026-11-06",
            "Wed 2026-11-25 10:00"
        );

        Assert.Equal(
            ["Tue 2026-12-01 08:30 OUT-1/escalation/3/due-2026-11-06"],
            Open(Without(state, Ana), "Thu 2026-11-26 12:00", Matter.Overdue)
        );
    }

    [Theory]
    [InlineData("Fri 2026-11-13 12:00")]
    [InlineData("Tue 2026-11-17 12:00")]
    public void F5_a_manager_who_turns_up_after_the_team_lead_was_told_is_not_told_and_holds_leadership_up_no_day(
        string now
    )
    {
        var state = Told(
            Incident(Item(due: "Fri 2026-11-06")),
            "OUT-1/escalation/2/due-2026-11-06",
            "Thu 2026-11-12 08:30"
        );
        string[] onlyLeadership = ["Wed 2026-11-18 08:30 OUT-1/escalation/3/due-2026-11-06"];

        Assert.Equal(onlyLeadership, Open(state, now, Matter.Overdue));
        // Nor once the team lead has left, years later.
        Assert.Equal(onlyLeadership, Open(Without(state, Ana), now, Matter.Overdue));
    }

    [Fact]
    public void F5_nobody_is_told_of_a_due_date_that_is_not_over_for_the_team_and_the_owner()
    {
        // In Kiritimati Thursday's morning begins while it is still Wednesday, the due date, on the other side of the date line.
        var item = Item(due: "Wed 2026-11-11", touched: "Tue 2026-11-10 10:00");
        string First(TimeZoneInfo team, TimeZoneInfo owner, TimeZoneInfo manager)
        {
            var state = In(Incident(item), team, owner, manager);
            var owed = Cadence
                .ForIncident(state, Calendar, At("Tue 2026-11-10 12:00"))
                .First(o => o is { Matter: Matter.Overdue, Step: 1 });
            return Say(owed.DueAt, manager);
        }

        Assert.Equal("Thu 2026-11-12 08:30", First(East, East, East));
        Assert.Equal("Thu 2026-11-12 08:30", First(East, East, West));
        Assert.Equal("Fri 2026-11-13 08:30", First(West, West, East));
        Assert.Equal("Fri 2026-11-13 08:30", First(East, West, East));
    }

    [Fact]
    public void F4_nobody_is_told_that_an_item_stalled_before_its_days_are_over_for_the_team()
    {
        // Touched on Tuesday evening west of the date line.
        var touched = At("Tue 2026-11-03 22:00", West);
        var state = In(Incident(Item() with { LastActivityAt = touched }), West, West, East);
        var owed = Cadence
            .ForIncident(state, Calendar, At("Fri 2026-11-06 12:00"))
            .Where(o => o.Matter == Matter.Stalled)
            .OrderBy(o => o.Slot, StringComparer.Ordinal)
            .Select(o => $"{o.Slot.Split('/')[2]} {Say(o.DueAt, West)}")
            .ToList();

        Assert.Equal(
            [
                "stalled-1 Tue 2026-11-10 06:30",
                "stalled-2 Tue 2026-11-17 08:30",
                "stalled-thread Tue 2026-11-10 08:30",
            ],
            owed
        );
    }

    [Fact]
    public void F4_a_manager_who_turns_up_later_hears_of_no_stall_that_leadership_knows_of_or_that_became_late()
    {
        var thread = "OUT-1/escalation/stalled-thread/since-2026-11-03";
        var told = Told(Incident(Item()), thread, "Tue 2026-11-10 08:30");
        var known = Told(
            told,
            "OUT-1/escalation/stalled-2/since-2026-11-03",
            "Tue 2026-11-17 08:30"
        );
        var late = told with { Items = [Item(due: "Thu 2026-11-12")] };

        // In time, a late manager hears at once, and leadership a week after that.
        Assert.Equal(
            [
                "Fri 2026-11-13 12:00 OUT-1/escalation/stalled-1/since-2026-11-03 → @kim",
                "Fri 2026-11-20 08:30 OUT-1/escalation/stalled-2/since-2026-11-03",
            ],
            Open(told, "Fri 2026-11-13 12:00", Matter.Stalled)
        );
        var heard = Told(
            told,
            "OUT-1/escalation/stalled-1/since-2026-11-03",
            "Fri 2026-11-13 12:00"
        );
        Assert.Equal(
            ["Fri 2026-11-20 08:30 OUT-1/escalation/stalled-2/since-2026-11-03"],
            Open(Without(heard, Kim), "Mon 2026-11-16 12:00", Matter.Stalled)
        );
        Assert.Empty(Open(known, "Wed 2026-11-18 12:00", Matter.Stalled));
        Assert.Empty(Open(late, "Mon 2026-11-16 12:00", Matter.Stalled));
    }

    [Fact]
    public void F4_a_thread_that_was_told_sooner_brings_leadership_no_sooner()
    {
        var state = Told(
            Incident(Item(touched: "Tue 2026-11-03 10:00")),
            "OUT-1/escalation/stalled-thread/since-2026-11-03",
            "Wed 2026-11-04 10:00"
        );

        Assert.Contains(
            "Tue 2026-11-17 08:30 OUT-1/escalation/stalled-2/since-2026-11-03",
            Open(state, "Wed 2026-11-04 12:00", Matter.Stalled)
        );
    }

    [Fact]
    public void F5_a_step_told_while_the_clock_was_a_year_ahead_does_not_hold_the_others_up_for_a_year()
    {
        var state = Told(
            Incident(Item(due: "Fri 2026-11-06")),
            "OUT-1/escalation/1/due-2026-11-06",
            "Mon 2027-11-08 08:30"
        );

        Assert.Equal(
            [
                "Thu 2026-11-12 08:30 OUT-1/escalation/2/due-2026-11-06 → @ana",
                "Wed 2026-11-18 08:30 OUT-1/escalation/3/due-2026-11-06",
            ],
            Open(state, "Mon 2026-11-09 12:00", Matter.Overdue)
        );
    }

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    private static IncidentState Told(IncidentState state, string slot, string at) =>
        state with
        {
            Told =
            [
                .. state.Told,
                new ToldUpdate(slot, UpdateState.Sent, At(at), At(at), UpdateKind.Escalation),
            ],
        };

    private static IncidentState Without(IncidentState state, int person) =>
        state with
        {
            People = state.People.ToDictionary(
                p => p.Key,
                p => p.Key == person ? p.Value with { Active = false } : p.Value
            ),
        };

    private static IncidentState In(
        IncidentState state,
        TimeZoneInfo team,
        TimeZoneInfo owner,
        TimeZoneInfo manager
    ) =>
        state with
        {
            Zone = team,
            People = new Dictionary<int, PersonState>
            {
                [Lee] = new(Lee, "lee", Kim, owner),
                [Kim] = new(Kim, "kim", null, manager),
                [Ana] = new(Ana, "ana", null, team),
            },
        };

    /// <summary>What of a matter still goes out.</summary>
    private static string[] Open(IncidentState state, string now, Matter matter)
    {
        var gone = state.Told.Select(t => t.Slot).ToList();
        return
        [
            .. Lines(state, At(now), matter)
                .Where(line => !gone.Any(slot => line.Contains(slot, StringComparison.Ordinal))),
        ];
    }
}
