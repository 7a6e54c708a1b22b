using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Tests.Support;

namespace Afterword.Tests.FollowThrough;

public sealed class CadenceTests
{
    private static readonly DateTimeOffset Resolved = Some.Now;

    [Fact]
    public void A_resolved_incident_owes_leadership_and_the_affected_teams_a_summary_within_a_day()
    {
        var owed = Cadence.ForIncident(
            State(Severity.Sev2, resolvedAt: Resolved),
            new CadencePolicy(),
            Resolved
        );

        Assert.Equal([Audience.Leadership, Audience.AffectedTeams], owed.Select(o => o.Audience));
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
            Cadence.ForIncident(State(Severity.Sev1), new CadencePolicy(), Some.Now),
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
            Cadence.ForIncident(followed, new CadencePolicy(), Some.Now),
            o => Assert.Equal(Resolved.AddDays(40), o.OpensAt)
        );
    }

    [Fact]
    public void A_summary_approved_in_time_is_met_and_one_approved_later_says_how_late()
    {
        var slot = "INC-1/initial-summary/leadership";
        Obligation Told(DateTimeOffset approvedAt) =>
            Cadence.ForIncident(
                State(Severity.Sev2, Resolved) with
                {
                    Told = [new ToldUpdate(slot, UpdateState.Sent, approvedAt)],
                },
                new CadencePolicy(),
                Resolved.AddDays(9)
            )[0];

        Assert.Null(Told(Resolved.AddHours(23)).LateBy(Resolved.AddDays(9)));
        Assert.Equal(
            TimeSpan.FromHours(2),
            Told(Resolved.AddHours(26)).LateBy(Resolved.AddDays(9))
        );
    }

    [Fact]
    public void The_cadence_is_needed_until_both_drafts_are_there()
    {
        var state = State(Severity.Sev2, Resolved);
        var half = state with
        {
            Told = [new ToldUpdate("INC-1/initial-summary/leadership", UpdateState.Draft, null)],
        };
        var both = state with
        {
            Told =
            [
                .. half.Told,
                new ToldUpdate("INC-1/initial-summary/affected-teams", UpdateState.Draft, null),
            ],
        };

        Assert.Equal(Resolved, Cadence.NextDueAt(state, new CadencePolicy(), Resolved));
        Assert.Equal(Resolved, Cadence.NextDueAt(half, new CadencePolicy(), Resolved));
        Assert.Null(Cadence.NextDueAt(both, new CadencePolicy(), Resolved));
    }

    private static readonly DateTimeOffset Declared = Some.Now.AddHours(-2);

    private static IncidentState State(Severity severity, DateTimeOffset? resolvedAt = null) =>
        new(1, severity, Declared, resolvedAt, Declared, []);
}
