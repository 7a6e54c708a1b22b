using System.Globalization;
using Afterword.Core.FollowThrough;

namespace Afterword.Simulate;

/// <summary>
/// F4 and F5, in calendar days of the team: nobody hears before 7 days without a sign of life (14 for leadership; 21 and 28 where the due
/// date is far), nor before the due date is over for the team and the owner; in order, at least 3 days to the team lead and 7 to
/// leadership, for so many working days are never fewer. And what is owed is not lost: leadership hears in the end.
/// </summary>
internal sealed class EscalationInvariants(Invariants all)
{
    /// <summary>
    /// The path takes 8 working days. A manager and a team lead who turn up on the last day before the next step make it 17, which
    /// with weekends and the random holidays is less than this.
    /// </summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(45);

    /// <summary>By item and due date or stall, the highest step that left, and the day on which the last heard of it.</summary>
    private readonly Dictionary<string, (int Step, DateOnly On, bool IsWished)> _paths = [];

    /// <summary>By item, the message that leadership must have had in the end, and since when it is on its way.</summary>
    private readonly Dictionary<int, (string Slot, DateTimeOffset Since)> _awaited = [];

    private bool _isWrong;

    /// <summary>Items up to this one have dates that a wrong clock wrote; of those that came later, everything is right.</summary>
    private int _doubtful;

    private World World => all.World;

    public void Jumped() => _isWrong = true;

    public void IsRightAgain()
    {
        _isWrong = false;
        _doubtful = World
            .Incidents.SelectMany(i => i.State.Items)
            .Select(i => i.Number)
            .DefaultIfEmpty()
            .Max();
        _awaited.Clear();
    }

    /// <summary>What did not go while the server stood still has its days from now on.</summary>
    public void StoodStill()
    {
        foreach (var item in _awaited.Keys.ToList())
        {
            var awaited = _awaited[item];
            _awaited[item] = awaited with
            {
                Since = awaited.Since > World.Now ? awaited.Since : World.Now,
            };
        }
    }

    /// <summary>An escalation left by itself; where a person chose its instant, only what follows it is looked at.</summary>
    public void Left(Sent sent, IncidentRow row)
    {
        var isWished = all.IsWished(sent.Owed.Slot);
        if (!isWished)
        {
            Hour(sent, row);
        }
        if (sent.Owed.ItemNumbers is not [var number])
        {
            return;
        }
        var item = row.State.Items.Single(i => i.Number == number);
        all.Check(item.IsOpen, sent, "an escalation of a closed item");
        if (!Trusts(item))
        {
            return;
        }
        if (!isWished && sent.Owed.Matter == Matter.Overdue)
        {
            Overdue(sent, row, item);
        }
        else if (!isWished)
        {
            Stalled(sent, row, item);
        }
        Order(sent, Day(sent.At, row.State.Zone), isWished);
    }

    /// <summary>Somebody changed an incident, or its life in this world ends.</summary>
    public void Changed(IncidentRow row)
    {
        foreach (var item in row.State.Items)
        {
            if (_awaited.TryGetValue(item.Number, out var awaited))
            {
                all.Check(
                    World.Now - awaited.Since < Longest
                        || _isWrong
                        || all.HasLeft(awaited.Slot)
                        || all.IsWished($"OUT-{item.Number}/escalation/"),
                    $"{awaited.Slot}: owed since {awaited.Since:O} and not sent by {World.Now:O}"
                );
            }
            if (Awaited(item, row.State) is not { } next || !Trusts(item))
            {
                _awaited.Remove(item.Number);
            }
            else if (next.Slot != awaited.Slot)
            {
                _awaited[item.Number] = next;
            }
        }
    }

    /// <summary>A due date far ahead changes both paths, so that only the late ones and those without a date are waited for.</summary>
    private (string Slot, DateTimeOffset Since)? Awaited(ItemState item, IncidentState state)
    {
        if (!item.IsOpen || state.FollowedAt is not { } followed)
        {
            return null;
        }
        if (item.DueOn is { } due)
        {
            var late = new DateTimeOffset(due.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
            return (
                $"OUT-{item.Number}/escalation/3/due-{Name(due)}",
                late > World.Now ? late : World.Now
            );
        }
        var touched = item.LastActivityAt > followed ? item.LastActivityAt : followed;
        return (
            $"OUT-{item.Number}/escalation/stalled-2/since-{Name(Day(touched, state.Zone))}",
            World.Now
        );
    }

    private void Overdue(Sent sent, IncidentRow row, ItemState item)
    {
        var owner = row.State.Reachable(item.OwnerId)?.Zone ?? row.State.Zone;
        all.Check(
            Day(sent.At, row.State.Zone) > item.DueOn && Day(sent.At, owner) > item.DueOn,
            sent,
            "an escalation before the due date was over"
        );
    }

    private void Order(Sent sent, DateOnly on, bool isWished)
    {
        // OUT-17/escalation/2/due-2026-11-20: the path is all but the step.
        var parts = sent.Owed.Slot.Split('/');
        var path = $"{parts[0]} {parts[3]}";
        var isFirst = !_paths.TryGetValue(path, out var before);
        if (!isFirst && !isWished)
        {
            var days = on.DayNumber - before.On.DayNumber;
            // The thread and the manager hear of a stalled item on the same step.
            var isSame = sent.Owed.Matter == Matter.Stalled && sent.Owed.Step == before.Step;
            // The thread is nobody's superior: it hears at its own time though a person told leadership before.
            var isThread = before.IsWished && parts[2] == "stalled-thread";
            all.Check(
                sent.Owed.Step > before.Step || isSame || isThread,
                sent,
                "an escalation out of order"
            );
            all.Check(
                isSame || isThread || days >= LeastDays(before.Step, sent.Owed),
                sent,
                $"{days} days after step {before.Step}"
            );
        }
        if (isFirst || sent.Owed.Step >= before.Step)
        {
            _paths[path] = (sent.Owed.Step, on, isWished);
        }
    }

    private static int LeastDays(int before, Obligation owed) =>
        (owed.Matter, before, owed.Step) switch
        {
            (Matter.Overdue, 1, 2) => 3,
            (Matter.Overdue, 2, 3) => 4,
            (Matter.Overdue, 1, 3) => 7,
            (Matter.Stalled, 1, 2) => 7,
            _ => 0,
        };

    private void Stalled(Sent sent, IncidentRow row, ItemState item)
    {
        var touched = Day(item.LastActivityAt, row.State.Zone);
        var on = Day(sent.At, row.State.Zone);
        var isFar = item.DueOn?.DayNumber - touched.DayNumber > 30;
        var least = (sent.Owed.Step, isFar) switch
        {
            (1, false) => 7,
            (1, true) => 21,
            (_, false) => 14,
            (_, true) => 28,
        };
        var days = on.DayNumber - touched.DayNumber;
        all.Check(days >= least, sent, $"stalled for {days} days of {least}");
        all.Check(!(item.DueOn < on), sent, "late and stalled at once");
    }

    private void Hour(Sent sent, IncidentRow row)
    {
        var zone = sent.Owed.PersonId is { } id ? World.People[id].Zone : row.State.Zone;
        var local = TimeZoneInfo.ConvertTime(sent.At, zone).DateTime;
        all.Check(local.Hour is >= 7 and < 22, sent, $"an escalation at {local:HH:mm}");
    }

    private bool Trusts(ItemState item) => !_isWrong && item.Number > _doubtful;

    private static DateOnly Day(DateTimeOffset at, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static string Name(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
