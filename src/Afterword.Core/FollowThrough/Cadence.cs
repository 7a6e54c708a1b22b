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
        state.FollowedAt is not { } followedAt || SummaryOwedFrom(state) is not { } from
            ? []
            :
            [
                .. ToldFirst.Select(audience =>
                    InitialSummary(state, audience, Later(from, followedAt), policy)
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

    private static DateTimeOffset? SummaryOwedFrom(IncidentState state) =>
        state.ResolvedAt ?? (state.Severity == Severity.Sev1 ? state.DeclaredAt : null);

    private static Obligation InitialSummary(
        IncidentState state,
        Audience audience,
        DateTimeOffset from,
        CadencePolicy policy
    )
    {
        var slot = $"INC-{state.Number}/initial-summary/{SnakeCase.Of(audience).Replace('_', '-')}";
        var told = state.Told.FirstOrDefault(t => t.Slot == slot);
        return new Obligation(
            slot,
            UpdateKind.InitialSummary,
            audience,
            state.Number,
            from,
            from.AddHours(policy.InitialSummaryHours),
            told?.ApprovedAt,
            told?.State == UpdateState.Discarded
        );
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) =>
        one > other ? one : other;
}
