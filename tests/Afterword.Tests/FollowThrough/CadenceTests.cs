using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Tests.Support;

namespace Afterword.Tests.FollowThrough;

public sealed class CadenceTests
{
    private static readonly DateTimeOffset Resolved = Some.Now;

    [Fact]
    public void A_resolved_incident_owes_everybody_inside_a_summary_within_a_day()
    {
        var owed = Summaries(State(Severity.Sev2, resolvedAt: Resolved), Resolved);

        Assert.Equal(Cadence.Inside.Order(), owed.Select(o => o.Audience).Order());
        Assert.All(
            owed,
            o => Assert.Equal((Resolved, Resolved.AddHours(24)), (o.OpensAt, o.DueAt))
        );
    }

    [Fact]
    public void An_incident_that_still_runs_owes_a_summary_only_when_it_is_SEV1()
    {
        Assert.Empty(Cadence.ForIncident(State(Severity.Sev2), new CadencePolicy(), Some.Now));
        Assert.All(
            Summaries(State(Severity.Sev1), Some.Now),
            o => Assert.Equal(Declared.AddHours(24), o.DueAt)
        );
    }

    [Fact]
    public void Nothing_is_owed_for_history_and_never_for_an_instant_before_it_was_followed()
    {
        var history = State(Severity.Sev1, resolvedAt: Resolved) with { FollowedAt = null };
        var followed = history with { FollowedAt = Resolved.AddDays(40) };

        Assert.Empty(Cadence.ForIncident(history, new CadencePolicy(), Some.Now));
        Assert.All(
            Summaries(followed, Some.Now),
            o => Assert.Equal(Resolved.AddDays(40), o.OpensAt)
        );
    }

    [Fact]
    public void A_summary_approved_in_time_is_met_and_one_approved_later_says_how_late()
    {
        var slot = "INC-1/initial-summary/leadership";
        Obligation Told(DateTimeOffset approvedAt) =>
            Summaries(
                    State(Severity.Sev2, Resolved) with
                    {
                        Told = [new ToldUpdate(slot, UpdateState.Sent, approvedAt)],
                    },
                    Resolved.AddDays(9)
                )
                .Single(o => o.Slot == slot);

        Assert.Null(Told(Resolved.AddHours(23)).LateBy(Resolved.AddDays(9)));
        Assert.Equal(
            TimeSpan.FromHours(2),
            Told(Resolved.AddHours(26)).LateBy(Resolved.AddDays(9))
        );
    }

    [Fact]
    public void The_cadence_is_needed_until_all_drafts_are_there_and_again_at_the_deadline()
    {
        var state = State(Severity.Sev2, Resolved);
        ToldUpdate[] drafts =
        [
            .. Summaries(state, Resolved)
                .Select(o => new ToldUpdate(o.Slot, UpdateState.Draft, null)),
        ];
        var calendar = new WorkCalendar(new CadencePolicy());

        Assert.Equal(Resolved, Cadence.NextDueAt(state, calendar, Resolved));
        Assert.Equal(
            Resolved,
            Cadence.NextDueAt(state with { Told = drafts[1..] }, calendar, Resolved)
        );
        // Saturday's deadline is Sunday's; nobody is written to before Monday morning.
        Assert.Equal(
            new DateTimeOffset(2026, 11, 23, 8, 30, 0, TimeSpan.Zero),
            Cadence.NextDueAt(state with { Told = drafts }, calendar, Resolved)
        );
    }

    private static readonly DateTimeOffset Declared = Some.Now.AddHours(-2);

    private static List<Obligation> Summaries(IncidentState state, DateTimeOffset now) =>
        [
            .. Cadence
                .ForIncident(state, new CadencePolicy(), now)
                .Where(o => o.Kind == UpdateKind.InitialSummary),
        ];

    private static IncidentState State(Severity severity, DateTimeOffset? resolvedAt = null) =>
        new()
        {
            Number = 1,
            Severity = severity,
            DeclaredAt = Declared,
            ResolvedAt = resolvedAt,
            FollowedAt = Declared,
        };
}
