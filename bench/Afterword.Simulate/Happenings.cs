using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;

namespace Afterword.Simulate;

/// <summary>What people and operators do to a world, at random.</summary>
internal sealed class Happenings(World world)
{
    private static readonly TimeZoneInfo[] Zones =
    [
        .. new[]
        {
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "Africa/Cairo",
            "Pacific/Chatham",
            "Pacific/Kiritimati",
            "Etc/GMT+12",
        }.Select(TimeZoneInfo.FindSystemTimeZoneById),
    ];

    private int _items;

    private Random Random => world.Random;

    public void Begin(DateTimeOffset at, int incidents)
    {
        world.Now = at;
        for (var id = 1; id <= 8; id++)
        {
            // Some have no manager, some manage each other in a circle.
            int? manager = Random.Next(4) == 0 ? null : 1 + Random.Next(8);
            world.People[id] = new PersonState(id, $"p{id}", manager, Zone());
        }
        for (var number = 1; number <= incidents; number++)
        {
            world.Incidents.Add(new IncidentRow(NewIncident(number)));
        }
    }

    public TimeSpan Pause(int incidents) =>
        TimeSpan.FromHours(1 + Random.NextDouble() * 24 * 60 / incidents);

    /// <summary>One thing happens.</summary>
    public void Next()
    {
        var row = world.Incidents[Random.Next(world.Incidents.Count)];
        switch (Random.Next(100))
        {
            case < 2:
                ChangePeople();
                break;
            case < 3:
                ChangeCalendar();
                break;
            case < 5:
                world.Now += Outage();
                world.Invariants.StoodStill();
                break;
            case < 6 when Random.Next(4) == 0:
                Jump();
                break;
            case < 30:
                Approve(row);
                break;
            case < 33:
                Wish(row);
                break;
            default:
                Work(row);
                break;
        }
    }

    private TimeZoneInfo Zone() => Zones[Random.Next(Zones.Length)];

    private IncidentState NewIncident(int number) =>
        new()
        {
            Number = number,
            Severity = Random.Next(5) == 0 ? Severity.Sev1 : Severity.Sev2,
            DeclaredAt = world.Now,
            LeadId = Random.Next(6) == 0 ? null : 1 + Random.Next(8),
            TeamLeadId = 1 + Random.Next(8),
            Zone = Zone(),
            People = world.People,
        };

    private void Work(IncidentRow row)
    {
        var state = row.State;
        if (state.FollowedAt is null)
        {
            // Most begin their life now; some were history for a while.
            row.State = state with
            {
                DeclaredAt = Random.Next(5) == 0 ? state.DeclaredAt : world.Now,
                FollowedAt = world.Now,
            };
        }
        else if (state.ResolvedAt is null && Random.Next(2) == 0)
        {
            row.State = state with { ResolvedAt = world.Now.AddMinutes(-Random.Next(300)) };
        }
        else if (state.Items.Count == 0 || (state.Items.Count < 8 && Random.Next(4) == 0))
        {
            row.State = state with { Items = [.. state.Items, NewItem()] };
        }
        else
        {
            var at = Random.Next(state.Items.Count);
            row.State = state with
            {
                Items = [.. state.Items.Select((item, n) => n == at ? Change(item) : item)],
            };
        }
        foreach (var item in row.State.Items.Except(state.Items))
        {
            world.Tell($"{row.State.Zone.Id} {item}", item.Number);
        }
        world.Invariants.Changed(row);
        world.Touched(row);
    }

    private ItemState NewItem() =>
        new()
        {
            Number = ++_items,
            Priority = Random.Next(5) is < 4 and var p ? (Priority)p : null,
            OwnerId = Random.Next(8) == 0 ? null : 1 + Random.Next(8),
            TeamLeadId = Random.Next(3) == 0 ? 1 + Random.Next(8) : null,
            DueOn = Random.Next(5) == 0 ? null : Due(),
            CreatedAt = world.Now,
            LastActivityAt = world.Now,
        };

    private DateOnly Due() =>
        DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(Random.Next(-10, 90));

    private ItemState Change(ItemState item)
    {
        var touched = item with { LastActivityAt = world.Now };
        if (!item.IsOpen)
        {
            return Random.Next(12) == 0
                ? touched with
                {
                    Status = ActionItemStatus.InProgress,
                    DoneAt = null,
                    Reopenings = item.Reopenings + 1,
                }
                : item;
        }
        return Random.Next(8) switch
        {
            < 3 => touched with { Status = ActionItemStatus.Done, DoneAt = world.Now },
            3 => touched with { Status = ActionItemStatus.Cancelled, DoneAt = world.Now },
            4 => touched with { DueOn = Random.Next(6) == 0 ? null : Due() },
            5 => touched with { OwnerId = 1 + Random.Next(8) },
            _ => touched,
        };
    }

    private void Approve(IncidentRow row)
    {
        var waiting = row.State.Told.Where(t => t.IsWaiting).ToList();
        foreach (var told in waiting.Where(_ => Random.Next(3) > 0))
        {
            world.Approve(row, told);
        }
    }

    private void Wish(IncidentRow row)
    {
        var open = Cadence
            .ForIncident(row.State, world.Calendar, world.Now)
            .Where(o => o.IsOpen && row.State.ToldIn(o.Slot) is null)
            .ToList();
        if (open.Count == 0)
        {
            return;
        }
        var slot = open[Random.Next(open.Count)].Slot;
        var wish =
            Random.Next(2) == 0
                ? new PlanWish(true, null)
                : new PlanWish(false, world.Now.AddHours(Random.Next(1, 200)));
        row.State = row.State with
        {
            Wishes = new Dictionary<string, PlanWish>(row.State.Wishes) { [slot] = wish },
        };
        world.Tell(
            $"{slot}: {wish}",
            open.First(o => o.Slot == slot).ItemNumbers is [var n] ? n : 0
        );
        world.Invariants.Wished(slot);
        world.Touched(row);
    }

    private void ChangePeople()
    {
        var id = 1 + Random.Next(8);
        var person = world.People[id];
        world.People = new Dictionary<int, PersonState>(world.People)
        {
            [id] = Random.Next(3) switch
            {
                0 => person with { Zone = Zone() },
                1 => person with { ManagerId = 1 + Random.Next(8) },
                _ => person with { Active = !person.Active },
            },
        };
        world.Tell($"{world.People[id]}");
        world.TouchedAll();
    }

    private void ChangeCalendar()
    {
        var policy = world.Calendar.Policy;
        var day = DateOnly.FromDateTime(world.Now.UtcDateTime).AddDays(Random.Next(60));
        var next = Random.Next(4) switch
        {
            0 => policy with { WeeklyDay = 1 + Random.Next(5) },
            1 => policy with
            {
                Weekend = Random.Next(2) == 0 ? "Friday, Saturday" : "Saturday, Sunday",
            },
            _ => policy with { Holidays = $"{policy.Holidays}; {day:yyyy-MM-dd}" },
        };
        world.Calendar = new WorkCalendar(next);
        world.Tell($"{next.WeeklyDay} {next.Weekend} {next.Holidays}");
        world.Invariants.PolicyChanged();
        world.TouchedAll();
    }

    private TimeSpan Outage() =>
        Random.Next(5) == 0
            ? TimeSpan.FromDays(Random.NextDouble() * 25)
            : TimeSpan.FromHours(Random.NextDouble() * 40);

    /// <summary>The clock is set wrong by up to 400 days, and right again a little later.</summary>
    private void Jump()
    {
        var right = world.Now;
        world.Tell("the clock is set wrong");
        world.Invariants.Jumped();
        world.Now = right.AddDays(Random.Next(-400, 1));
        for (var look = 0; look < 5; look++)
        {
            world.Now += TimeSpan.FromHours(Random.NextDouble() * 20);
            world.Tick();
            Work(world.Incidents[Random.Next(world.Incidents.Count)]);
        }
        world.Now = right.AddDays(1);
        world.Invariants.IsRightAgain();
        world.TouchedAll();
    }
}
