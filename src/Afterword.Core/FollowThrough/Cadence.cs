using Afterword.Core.Incidents;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// Decides what is owed for an incident. Pure: the same function shows the plan in advance, runs the sweep and is simulated in tests.
/// </summary>
public static class Cadence
{
    private static readonly Audience[] ToldFirst = [Audience.Leadership, Audience.AffectedTeams];

    /// <summary>Everything owed for an incident, met or not, in the order of its due instants.</summary>
    /// <param name="state">The incident and what was told of it.</param>
    /// <param name="policy">The times.</param>
    /// <param name="now">The instant of asking, UTC.</param>
    /// <returns>Nothing for an incident that nobody follows.</returns>
    public static IReadOnlyList<Obligation> ForIncident(
        IncidentState state,
        CadencePolicy policy,
        DateTimeOffset now
    ) =>
        state.FollowedAt is not { } followedAt || FirstSummary(state, policy) is not { } summary
            ? []
            :
            [
                .. ToldFirst.Select(audience =>
                    InitialSummary(
                        state,
                        audience,
                        Later(summary.OpensAt, followedAt),
                        Later(summary.From, followedAt).AddHours(policy.InitialSummaryHours)
                    )
                ),
            ];

    /// <summary>The next instant at which the product must act by itself for this incident; null when there is none ahead.</summary>
    /// <param name="state">The incident and what was told of it.</param>
    /// <param name="policy">The times.</param>
    /// <param name="now">The instant of asking, UTC.</param>
    public static DateTimeOffset? NextDueAt(
        IncidentState state,
        CadencePolicy policy,
        DateTimeOffset now
    ) =>
        ForIncident(state, policy, now)
            .Where(o => !state.Told.Any(t => t.Slot == o.Slot))
            .Min(o => (DateTimeOffset?)o.OpensAt);

    /// <summary>
    /// From when on the first summary can be written, and from when on its hours count: the resolution, or the declaration of a SEV1
    /// that was still running when they had passed. Its resolution later does not forgive what was late by then.
    /// </summary>
    private static (DateTimeOffset OpensAt, DateTimeOffset From)? FirstSummary(
        IncidentState state,
        CadencePolicy policy
    )
    {
        if (state.Severity != Severity.Sev1)
        {
            return state.ResolvedAt is { } over ? (over, over) : null;
        }
        var declared = state.DeclaredAt;
        return
            state.ResolvedAt is { } resolved
            && resolved <= declared.AddHours(policy.InitialSummaryHours)
            ? (Earlier(declared, resolved), resolved)
            : (declared, declared);
    }

    private static Obligation InitialSummary(
        IncidentState state,
        Audience audience,
        DateTimeOffset opensAt,
        DateTimeOffset dueAt
    )
    {
        var slot = $"INC-{state.Number}/initial-summary/{SnakeCase.Of(audience).Replace('_', '-')}";
        var told = state.Told.FirstOrDefault(t => t.Slot == slot);
        return new Obligation(
            slot,
            UpdateKind.InitialSummary,
            audience,
            state.Number,
            opensAt,
            dueAt,
            told?.ApprovedAt,
            told?.State == UpdateState.Discarded
        );
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) =>
        one > other ? one : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) =>
        one < other ? one : other;
}
