using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Server.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>How many messages a policy sends within a day, so that nobody lets ten thousand go by one number in a form.</summary>
internal static class PolicyImpact
{
    /// <summary>From how many more messages on somebody is asked.</summary>
    public const int Many = 50;

    private const int Batch = 500;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    /// <summary>How many go within a day.</summary>
    /// <param name="db">Where to read.</param>
    /// <param name="policy">The policy as it would be.</param>
    /// <param name="organization">Zone and working hours.</param>
    /// <param name="now">Now.</param>
    /// <param name="ct">Stops the counting.</param>
    public static async Task<int> Messages(
        AfterwordDb db,
        CadencePolicy policy,
        OrganizationSettings organization,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var rules = CadenceRules.Of(policy, organization);
        var count = 0;
        for (var after = 0; ; )
        {
            var incidents = await db
                .Incidents.AsNoTracking()
                .Where(i => i.Number > after && i.FollowedAt != null)
                .OrderBy(i => i.Number)
                .Take(Batch)
                .ToListAsync(ct);
            if (incidents is not [.., var last])
            {
                return count;
            }
            after = last.Number;
            count += await Count(db, incidents, rules, now, ct);
        }
    }

    private static async Task<int> Count(
        AfterwordDb db,
        List<Incident> incidents,
        CadenceRules rules,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var states = await CadenceStates.Load(db, incidents, rules, ct);
        return states.Values.Sum(state =>
            Cadence
                .ForIncident(state, rules.Calendar, now)
                .Count(o =>
                    o.IsOpen
                    && o.SendsAt <= now + Soon
                    && state.ToldIn(o.Slot) is null
                    && Telling.OwedWords.CanWrite(o)
                ) + Reminded(state, rules, now)
        );
    }

    /// <summary>Owners of the incident who are reminded within a day; an owner in several incidents counts once for each.</summary>
    private static int Reminded(IncidentState state, CadenceRules rules, DateTimeOffset now) =>
        state.FollowedAt is not { } followedAt
            ? 0
            : state
                .Items.Where(i => i.IsOpen)
                .Where(i =>
                    state.Reachable(i.OwnerId) is { } owner
                    && Reminders.NextAt(i, followedAt, now, owner.Zone, rules.Calendar)
                        <= now + Soon
                )
                .Select(i => i.OwnerId)
                .Distinct()
                .Count();
}
