using Afterword.Core.FollowThrough;
using Afterword.Core.Updates;

namespace Afterword.Simulate;

/// <summary>What must never happen, said as simply as the promises are, and not with the rules that decide.</summary>
internal sealed class Invariants
{
    private static readonly TimeSpan Gap = TimeSpan.FromDays(14);
    private readonly HashSet<string> _slots = [];
    private readonly HashSet<string> _wished = [];
    private readonly EscalationInvariants _escalations;
    private readonly HashSet<(string Person, DateOnly Day)> _digests = [];
    private readonly Dictionary<int, DateTimeOffset> _weeklySince = [];

    public Invariants() => _escalations = new EscalationInvariants(this);

    public World World { get; set; } = null!;

    public List<string> Broken { get; } = [];

    public int Checks { get; private set; }

    /// <summary>Clocks that go wrong say nothing of gaps and hours; slots stay single all the same.</summary>
    private bool Trusted { get; set; } = true;

    /// <summary>A message left.</summary>
    public void Left(Sent sent, IncidentRow? row)
    {
        Check(_slots.Add(sent.Owed.Slot), sent, "a second message in one slot");
        if (row is null)
        {
            DigestLeft(sent);
            return;
        }
        Check(
            row.State.FollowedAt is { } followed && (sent.At >= followed || !Trusted),
            sent,
            "before anybody followed it"
        );
        if (sent.ByItself && Trusted)
        {
            Check(!IsClosed(row, sent), sent, "after the incident was closed");
        }
        if (sent.ByItself && sent.Owed.Kind == UpdateKind.Escalation)
        {
            _escalations.Left(sent, row);
        }
        if (sent.Owed.Kind == UpdateKind.WeeklyFollowUp)
        {
            Weekly(row, sent.At);
        }
    }

    /// <summary>The sweep has looked at an incident and says when it comes again.</summary>
    public void Comes(IncidentRow row)
    {
        Checks++;
        if (row.NextDueAt <= World.Now)
        {
            Broken.Add($"INC-{row.State.Number} would be swept for ever at {World.Now:O}");
        }
    }

    public void Changed(IncidentRow row)
    {
        _escalations.Changed(row);
        if (!row.State.Items.Any(i => i is { IsOpen: true, KeepsWeekly: true }))
        {
            _weeklySince.Remove(row.State.Number);
        }
        else if (row.State is { FollowedAt: not null })
        {
            _weeklySince.TryAdd(row.State.Number, World.Now.AddDays(3));
        }
    }

    public void Wished(string slot) => _wished.Add(slot);

    /// <summary>Somebody decided otherwise about a message, or about one of the messages that begin so.</summary>
    public bool IsWished(string slot) =>
        _wished.Contains(slot)
        || (slot.EndsWith('/') && _wished.Any(w => w.StartsWith(slot, StringComparison.Ordinal)));

    public bool HasLeft(string slot) => _slots.Contains(slot);

    public void StoodStill()
    {
        Restart();
        _escalations.StoodStill();
    }

    public void PolicyChanged() => Restart();

    public void Jumped()
    {
        Trusted = false;
        _escalations.Jumped();
    }

    public void IsRightAgain() => _escalations.IsRightAgain();

    /// <summary>At the end, nobody may still be waiting for a weekly follow-up.</summary>
    public void End()
    {
        foreach (var row in World.Incidents)
        {
            if (_weeklySince.ContainsKey(row.State.Number))
            {
                Weekly(row, World.Now);
            }
            _escalations.Changed(row);
        }
    }

    private void Restart()
    {
        foreach (var number in _weeklySince.Keys.ToList())
        {
            _weeklySince[number] = World.Now;
        }
    }

    private void Weekly(IncidentRow row, DateTimeOffset at)
    {
        Checks++;
        var number = row.State.Number;
        if (
            Trusted
            && _weeklySince.TryGetValue(number, out var since)
            && at - since > Gap
            && !IsWished($"INC-{number}/weekly/")
        // A person may take a draft back or discard it; nobody does in this world.
        )
        {
            Broken.Add($"INC-{number}: no weekly follow-up from {since:O} to {at:O}");
        }
        if (_weeklySince.ContainsKey(number))
        {
            _weeklySince[number] = at;
        }
    }

    private void DigestLeft(Sent sent)
    {
        var person = World.People[sent.Owed.PersonId!.Value];
        var local = TimeZoneInfo.ConvertTime(sent.At, person.Zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        Check(_digests.Add((person.Handle, day)), sent, "a second digest on one day");
        Check(
            local.TimeOfDay >= new TimeSpan(8, 30, 0) && local.Hour < 18,
            sent,
            $"a digest at {local:HH:mm}"
        );
        Check(World.Calendar.IsWorkingDay(day, person.Zone), sent, "a digest on a day off");
        Check(person.Active, sent, "a digest to somebody who has left");
    }

    private static bool IsClosed(IncidentRow row, Sent sent) =>
        sent.Owed.Kind is not (UpdateKind.Closing or UpdateKind.Done or UpdateKind.CheckIn)
        && sent.Owed.Matter is not Matter.CheckInUnanswered
        && row.State.Items.Count > 0
        && row.State.Items.All(i => !i.IsOpen)
        && row.State.Items.Max(i => i.DoneAt) is { } last
        && row.State.Told.Any(t => t.Kind == UpdateKind.Closing && t.IsOut && t.ApprovedAt >= last);

    public void Check(bool holds, Sent sent, string what) =>
        Check(holds, $"{sent.At:O} {sent.Owed.Slot}: {what}");

    public void Check(bool holds, string what)
    {
        Checks++;
        if (!holds)
        {
            Broken.Add(what);
        }
    }
}
