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
        var thread = Step(
            owing,
            item,
            idleSince,
            managerDays,
            new Way("stalled-thread", idleSince, 1)
        );
        if (!IsOverdueBy(item, thread, state))
        {
            yield return thread;
        }
        var toldOn = TakenOn(owing, thread);
        var first = Step(
            owing,
            item,
            idleSince,
            managerDays,
            new Way("stalled-1", idleSince, 1, manager)
        );
        var goes = manager is not null && Goes(owing, item, idleSince, first);
        if (goes)
        {
            yield return first;
        }
        // Who was told counts though they have left since.
        if (goes || state.ToldIn(first.Slot) is not null)
        {
            var heardOn = TakenOn(owing, first);
            toldOn = heardOn > toldOn ? heardOn : toldOn;
        }
        var leadership = Step(
            owing,
            item,
            toldOn,
            leadershipDays - managerDays,
            new Way("stalled-2", idleSince, 2)
        );
        if (!IsOverdueBy(item, leadership, state))
        {
            yield return leadership;
        }
    }

    /// <summary>A manager who turns up later is not told after leadership, nor of what is late by then.</summary>
    private static bool Goes(Owing owing, ItemState item, DateOnly idleSince, Obligation step)
    {
        var above = Slot(item, new Way("stalled-2", idleSince, 2));
        return (!step.IsOpen || owing.State.ToldIn(above) is null)
            && !IsOverdueBy(item, step, owing.State);
    }

    /// <summary>The day on which a step was told or will be; one that somebody told sooner brings leadership no sooner.</summary>
    private static DateOnly TakenOn(Owing owing, Obligation step) =>
        WorkCalendar.DayOf(Owing.Later(owing.ToldAt(step), step.DueAt), owing.State.Zone);

    private static string Slot(ItemState item, Way way) =>
        $"OUT-{item.Number}/escalation/{way.Name}/since-{way.IdleSince.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    private static bool IsOverdueBy(ItemState item, Obligation step, IncidentState state) =>
        item.DueOn is { } due && WorkCalendar.DayOf(step.OpensAt, state.Zone) > due;

    private static Obligation Step(Owing owing, ItemState item, DateOnly from, int days, Way way)
    {
        var zone = way.To?.Zone ?? owing.State.Zone;
        var slot = Slot(item, way);
        var opensAt = owing.MorningFrom(from.AddDays(days), zone);
        var sendsAt = owing.Daytime(slot, opensAt, zone);
        return owing.Met(
            new Obligation
            {
                Slot = slot,
                Kind = UpdateKind.Escalation,
                Matter = Matter.Stalled,
                Audience =
                    way.To is not null ? Audience.Manager
                    : way.Step == 1 ? Audience.Thread
                    : Audience.Leadership,
                PersonId = way.To?.Id,
                IncidentNumber = owing.State.Number,
                ItemNumbers = [item.Number],
                Step = way.Step,
                OpensAt = sendsAt,
                SendsAt = sendsAt,
                DueAt = opensAt,
                Why = "Nobody has touched the item for long.",
            }
        );
    }

    private sealed record Way(string Name, DateOnly IdleSince, int Step, PersonState? To = null);
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
