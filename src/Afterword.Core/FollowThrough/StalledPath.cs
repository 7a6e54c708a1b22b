using System.Globalization;
using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// F4: an open item nobody has touched goes to the owner's manager and into the incident's thread, then to leadership; its owner was
/// asked before, in the reminder. Each once per stall. Once the item is overdue the other path speaks, so that nobody hears twice.
/// </summary>
internal static class StalledPath
{
    public static IEnumerable<Obligation> For(Owing owing) =>
        owing.State.Items.Where(i => i.IsOpen).SelectMany(i => Of(owing, i));

    private static IEnumerable<Obligation> Of(Owing owing, ItemState item)
    {
        var (state, policy) = (owing.State, owing.Policy);
        var idleSince = Idle.Since(item, owing.FollowedAt, state.Zone);
        var far = Idle.IsFarAhead(item, idleSince, policy);
        var managerDays = far ? policy.FarStalledManagerDays : policy.StalledManagerDays;
        var leadershipDays = far ? policy.FarStalledLeadershipDays : policy.StalledLeadershipDays;
        var owner = state.Reachable(item.OwnerId);
        var manager =
            state.Reachable(owner?.ManagerId) is { } boss && boss.Id != owner!.Id ? boss : null;
        var thread = Step(owing, item, idleSince, managerDays, 1, null);
        if (!IsOverdueBy(item, thread, state))
        {
            yield return thread;
            if (manager is not null)
            {
                yield return Step(owing, item, idleSince, managerDays, 1, manager);
            }
        }
        var toldOn = WorkCalendar.DayOf(owing.ToldAt(thread), state.Zone);
        var leadership = Step(
            owing,
            item,
            toldOn,
            Math.Max(1, leadershipDays - managerDays),
            2,
            null
        ) with
        {
            Slot = Slot(item, "stalled-2", idleSince),
        };
        if (!IsOverdueBy(item, leadership, state))
        {
            yield return owing.Met(leadership);
        }
    }

    private static bool IsOverdueBy(ItemState item, Obligation step, IncidentState state) =>
        item.DueOn is { } due && WorkCalendar.DayOf(step.OpensAt, state.Zone) > due;

    private static Obligation Step(
        Owing owing,
        ItemState item,
        DateOnly from,
        int days,
        int step,
        PersonState? to
    )
    {
        var zone = to?.Zone ?? owing.State.Zone;
        var opensAt = owing.Calendar.MorningOf(
            owing.Calendar.OnOrAfter(from.AddDays(days), zone),
            zone
        );
        var name = to is null ? "stalled-thread" : "stalled-1";
        return owing.Met(
            new Obligation
            {
                Slot = Slot(item, name, from),
                Kind = UpdateKind.Escalation,
                Matter = Matter.Stalled,
                Audience =
                    to is not null ? Audience.Manager
                    : step == 1 ? Audience.Thread
                    : Audience.Leadership,
                PersonId = to?.Id,
                IncidentNumber = owing.State.Number,
                ItemNumbers = [item.Number],
                Step = step,
                OpensAt = opensAt,
                SendsAt = opensAt,
                DueAt = opensAt,
                Why = "Nobody has touched the item for long.",
            }
        );
    }

    private static string Slot(ItemState item, string name, DateOnly idleSince) =>
        $"OUT-{item.Number}/escalation/{name}/since-{idleSince.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}

/// <summary>How long an item has had no sign of life.</summary>
internal static class Idle
{
    /// <summary>The day of the last sign of life; what came before anybody followed it does not count.</summary>
    public static DateOnly Since(ItemState item, DateTimeOffset followedAt, TimeZoneInfo zone) =>
        WorkCalendar.DayOf(Owing.Later(item.LastActivityAt, followedAt), zone);

    /// <summary>Whether its due date is so far ahead that it may lie longer.</summary>
    public static bool IsFarAhead(ItemState item, DateOnly idleSince, CadencePolicy policy) =>
        item.DueOn is { } due && due.DayNumber - idleSince.DayNumber > policy.FarAheadDays;
}
