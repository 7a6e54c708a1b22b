using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>The plan: what the cadence will send if nobody does anything. The same functions as the sweep's, run ahead.</summary>
public static class Forecast
{
    private const int MostSteps = 2000;

    /// <summary>What is owed for an incident and not met, and what will be, by the instant at which it happens.</summary>
    /// <param name="state">The incident and what was told of it.</param>
    /// <param name="calendar">The times.</param>
    /// <param name="now">The instant of asking, UTC.</param>
    /// <param name="until">How far to look, UTC.</param>
    /// <returns>Without the reminders of its owners, which are bundled by person (<see cref="ForPerson"/>).</returns>
    public static IReadOnlyList<Obligation> ForIncident(
        IncidentState state,
        WorkCalendar calendar,
        DateTimeOffset now,
        DateTimeOffset until
    )
    {
        var ahead = new Dictionary<string, Obligation>();
        var at = now;
        for (var step = 0; step < MostSteps && at <= until; step++)
        {
            var owed = Cadence.ForIncident(state, calendar, at);
            foreach (var one in owed.Where(o => o.MetAt is null && o.OpensAt <= until))
            {
                // A step of a path comes later while nobody took the one before; the last answer is the plan.
                ahead[one.Slot] = one;
            }
            state = After(state, owed, at);
            if (NextStep(state, owed, at) is not { } next)
            {
                break;
            }
            at = next;
        }
        return
        [
            .. ahead
                .Values.Where(o => o.IsOpen || state.Wishes.ContainsKey(o.Slot))
                .OrderBy(Instant)
                .ThenBy(o => o.Slot, StringComparer.Ordinal),
        ];
    }

    /// <summary>The digests a person will get, by day.</summary>
    /// <param name="person">The person.</param>
    /// <param name="items">The items they answer for.</param>
    /// <param name="calendar">The times.</param>
    /// <param name="now">The instant of asking, UTC.</param>
    /// <param name="until">How far to look, UTC.</param>
    /// <param name="wishes">What people decided about single days, by slot.</param>
    public static IEnumerable<Digest> ForPerson(
        PersonState person,
        IReadOnlyList<OwnedItem> items,
        WorkCalendar calendar,
        DateTimeOffset now,
        DateTimeOffset until,
        IReadOnlyDictionary<string, PlanWish> wishes
    )
    {
        var last = WorkCalendar.DayOf(until, person.Zone);
        var day = WorkCalendar.DayOf(now, person.Zone);
        if (calendar.MorningOf(day, person.Zone) < now)
        {
            day = day.AddDays(1);
        }
        for (; day <= last; day = day.AddDays(1))
        {
            if (Digest.ForPerson(person, items, day, calendar) is { } digest)
            {
                var skipped = wishes.TryGetValue(digest.Owed.Slot, out var wish) && wish.Skipped;
                yield return digest with
                {
                    Owed = digest.Owed with { Waived = skipped },
                };
            }
        }
    }

    /// <summary>When something owed will be seen by its readers, or must be.</summary>
    public static DateTimeOffset Instant(Obligation owed) => owed.SendsAt ?? owed.DueAt;

    /// <summary>The incident as the sweep would leave it: what opened has its draft, what goes by itself has gone.</summary>
    private static IncidentState After(
        IncidentState state,
        IReadOnlyList<Obligation> owed,
        DateTimeOffset at
    )
    {
        var told = state.Told.Select(t => t.IsWaiting && t.GoesAt <= at ? Gone(t) : t).ToList();
        told.AddRange(
            owed.Where(o => o.IsOpen && o.OpensAt <= at && state.ToldIn(o.Slot) is null)
                .Select(o => new ToldUpdate(
                    o.Slot,
                    o.SendsAt <= at ? UpdateState.Approved : UpdateState.Draft,
                    o.SendsAt <= at ? at : null,
                    at,
                    o.Kind,
                    o.Audience,
                    o.SendsAt <= at ? null : o.SendsAt
                ))
        );
        return state with { Told = told };
    }

    private static ToldUpdate Gone(ToldUpdate told) =>
        told with
        {
            State = UpdateState.Approved,
            ApprovedAt = told.GoesAt,
            GoesAt = null,
        };

    private static DateTimeOffset? NextStep(
        IncidentState state,
        IReadOnlyList<Obligation> owed,
        DateTimeOffset at
    )
    {
        var opens = owed.Where(o => o.IsOpen && o.OpensAt > at && state.ToldIn(o.Slot) is null)
            .Min(o => (DateTimeOffset?)o.OpensAt);
        var goes = state.Told.Where(t => t.IsWaiting && t.GoesAt > at).Min(t => t.GoesAt);
        return opens is null || goes < opens ? goes : opens;
    }
}
