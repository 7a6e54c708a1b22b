using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Speed;

/// <summary>20,000 items of 500 owners that are late and come up for a reminder on the same mornings.</summary>
internal static class FollowingData
{
    public const int Owners = 500;
    public const int Items = 20_000;
    private const int Incidents = 200;

    /// <summary>The mornings on which every owner is reminded of all they have, one after the other.</summary>
    public static IReadOnlyList<DateTimeOffset> Mornings(DateTimeOffset now, int many)
    {
        var calendar = new WorkCalendar(new CadencePolicy());
        var first = calendar.OnOrAfter(DateOnly.FromDateTime(now.UtcDateTime).AddDays(1), Zone);
        return
        [
            .. Enumerable
                .Range(0, many)
                .Select(i => calendar.MorningOf(calendar.After(first, i * Every, Zone), Zone)),
        ];
    }

    public static async Task Fill(Store store, DateTimeOffset firstMorning)
    {
        var calendar = new WorkCalendar(new CadencePolicy());
        var day = WorkCalendar.DayOf(firstMorning, Zone);
        var by = By.Product(store.Now.AddDays(-60));
        await store.Write(db => People(db, by));
        for (var i = 0; i < Incidents; i++)
        {
            var n = i;
            await store.Write(db => Incident(db, n, day, calendar, by));
        }
        // What else is owed for these incidents is not what is measured.
        await store.Write(db => db.Announcements.ExecuteDeleteAsync());
    }

    private static int Every { get; } = new CadencePolicy().OverdueReminderDays;

    private static TimeZoneInfo Zone => TimeZoneInfo.Utc;

    private static async Task People(AfterwordDb db, By by)
    {
        for (var i = 0; i < Owners; i++)
        {
            db.People.Add(
                Person.Add(
                    await db.NextPerson(),
                    new PersonDetails
                    {
                        Handle = $"owner{i}",
                        Name = $"Owner {i}",
                        Email = $"owner{i}@example.test",
                        TimeZone = Zone.Id,
                    },
                    by
                )
            );
        }
    }

    private static async Task Incident(
        AfterwordDb db,
        int n,
        DateOnly day,
        WorkCalendar calendar,
        By by
    )
    {
        var incident = Core.Incidents.Incident.Declare(
            await db.NextIncident(),
            new IncidentDetails
            {
                Title = $"Requests of customer group {n} timed out for an hour",
                Severity = (Severity)(n % 4),
                StartedAt = by.At.AddHours(-5),
                DetectedAt = by.At.AddHours(-4),
                ResolvedAt = by.At.AddHours(-3),
                Impact = $"{n + 20} customers could not sign in for an hour.",
            },
            by
        );
        db.Incidents.Add(incident);
        for (var i = n; i < Items; i += Incidents)
        {
            db.ActionItems.Add(
                ActionItem.Add(
                    await db.NextItem(),
                    incident.Number,
                    new ActionItemDetails
                    {
                        Title = $"Alert when group {i} waits longer than {1 + i % 9} seconds",
                        OwnerId = 1 + i % Owners,
                        DueOn = Late(day, 1 + i % 7, calendar),
                        Priority = (Priority)(i % 4),
                    },
                    by
                )
            );
        }
    }

    /// <summary>A day so long ago that a reminder falls on the given one.</summary>
    private static DateOnly Late(DateOnly day, int rounds, WorkCalendar calendar)
    {
        for (var left = rounds * Every; left > 0; left--)
        {
            day = calendar.OnOrBefore(day.AddDays(-1), Zone);
        }
        return day;
    }
}

/// <summary>The real clock, moved to another day.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
