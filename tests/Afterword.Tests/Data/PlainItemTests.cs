using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Mapping;
using Afterword.Server.FollowThrough;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Afterword.Tests.Data;

/// <summary>Deeds to items are kept by hand-written statements; what EF would have kept is what they must keep.</summary>
public sealed class PlainItemTests
{
    private static readonly TeamDetails Payments = new()
    {
        Handle = "payments",
        Name = "Payments",
        LeadId = 1,
    };

    private static readonly ActionItemDetails Full = new()
    {
        Title = "Alert when 2 % of logins fail",
        Description = "In *both* regions",
        OwnerId = 1,
        OwnerText = "the login people",
        DueOn = new DateOnly(2026, 12, 1),
        DueText = "next sprint",
        Priority = Priority.P1,
        Category = LearningCategory.Detection,
        Ticket = "OPS-7",
        Links = [new Link("Run-book", "https://wiki.example.test/1")],
        Tags = ["dns", "login"],
        Acceptance = "It rings within a minute",
    };

    [Theory, ClassData(typeof(Databases))]
    public async Task An_item_kept_by_hand_is_the_item_that_EF_keeps(string provider)
    {
        await using var test = await Open(provider);
        var (byHand, byEf) = await test.Store.Write(async db =>
        {
            var by = Some.Alice(test.Store.Now);
            var hand = ActionItem.Add(await db.NextItem(), 1, Full, by);
            db.Writing.Items.Add(hand);
            var ef = ActionItem.Add(await db.NextItem(), 1, Full, by);
            db.ActionItems.Add(ef);
            return (hand.Number, ef.Number);
        });
        await AreAlike(test, byHand, byEf);

        test.Clock.Advance(TimeSpan.FromDays(2));
        await test.Store.Write(async db =>
        {
            var hand = await db.Writing.Items.Find(byHand, Viewer.System, default);
            var ef = await db.ActionItems.AsTracking().SingleAsync(a => a.Number == byEf);
            foreach (var item in new[] { hand!, ef })
            {
                item.Start(Some.Alice(test.Store.Now));
                item.MoveDueDate(
                    new DateOnly(2026, 12, 9),
                    "The vendor",
                    Some.Alice(test.Store.Now)
                );
                item.Edit(
                    Full with
                    {
                        DueOn = item.DueOn,
                        OwnerId = null,
                        OwnerTeamId = 1,
                        Tags = [],
                        Priority = null,
                    },
                    Some.Alice(test.Store.Now)
                );
            }
        });
        await AreAlike(test, byHand, byEf);

        // In their morning, not in that of whoever had it before.
        await test.Store.Write(async db =>
        {
            var hand = await db.Writing.Items.Find(byHand, Viewer.System, default);
            var ef = await db.ActionItems.AsTracking().SingleAsync(a => a.Number == byEf);
            foreach (var item in new[] { hand!, ef })
            {
                item.Edit(
                    Full with
                    {
                        DueOn = item.DueOn,
                        OwnerId = 2,
                    },
                    Some.Alice(test.Store.Now)
                );
            }
        });
        await AreAlike(test, byHand, byEf);

        await test.Store.Write(async db =>
        {
            var hand = await db.Writing.Items.Find(byHand, Viewer.System, default);
            var ef = await db.ActionItems.AsTracking().SingleAsync(a => a.Number == byEf);
            hand!.Complete(Some.Alice(test.Store.Now), "PR 7");
            ef.Complete(Some.Alice(test.Store.Now), "PR 7");
        });
        await AreAlike(test, byHand, byEf);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_deed_marks_its_incident_and_asking_the_cadence_takes_the_mark_away(
        string provider
    )
    {
        await using var test = await Open(provider);
        await Add(test);
        Assert.Equal(test.Store.Now, (await Incident(test)).NextDueAt);

        test.Clock.Advance(TimeSpan.FromSeconds(1));
        var owing = await Sweep(test).Owing([1], default);

        var incident = await Incident(test);
        var expected = await Fresh(test);
        Assert.Empty(owing);
        Assert.False(expected <= test.Store.Now);
        Assert.Equal((expected, 1), (incident.NextDueAt, incident.Version));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_is_due_meanwhile_is_left_to_be_carried_out(string provider)
    {
        await using var test = await Open(provider, resolved: true); // its first summary is to be drafted
        await Add(test);

        var owing = await Sweep(test).Owing([1], default);

        Assert.Equal([1], owing);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Looking_at_an_item_changes_nothing(string provider)
    {
        await using var test = await Open(provider);
        await Add(test);

        await test.Store.Write(async db =>
        {
            var item = await db.Writing.Items.Find(1, Viewer.System, default);
            item!.Edit(Full, Some.Alice(test.Store.Now));
        });

        await using var db = test.Read();
        Assert.Equal(1, (await db.ActionItems.SingleAsync()).Version);
        Assert.Equal(1, await db.Events.CountAsync(e => e.Subject == SubjectKind.ActionItem));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_writers_who_come_together_one_that_fails_takes_nothing_with_it(
        string provider
    )
    {
        await using var test = await Open(provider);

        await Task.WhenAll(
            Enumerable
                .Range(0, 60)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        var adding = Add(test, fail: i % 3 == 0);
                        if (i % 3 == 0)
                        {
                            await Assert.ThrowsAsync<InvalidOperationException>(() => adding);
                        }
                        else
                        {
                            await adding;
                        }
                    })
                )
        );

        await using var db = test.Read();
        Assert.Equal(
            Enumerable.Range(1, 40),
            await db.ActionItems.Select(a => a.Number).Order().ToListAsync()
        );
        Assert.Equal(40, await db.Events.CountAsync(e => e.Kind == EventKind.ItemAdded));
    }

    [Theory]
    [InlineData("nothing", true)]
    [InlineData("another incident", true)]
    [InlineData("a person", false)]
    [InlineData("its team", false)]
    [InlineData("its item", false)]
    [InlineData("itself", false)]
    public async Task On_SQLite_what_happens_while_the_cadence_is_asked_is_not_overlooked(
        string meanwhile,
        bool isWrittenDown
    )
    {
        await using var test = await Open("sqlite");
        await Add(test);
        test.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var reading = test.Read();
        var look = await DueLook.At(reading, [1], test.Store.Now, default);

        await Happen(test, meanwhile);
        var before = (await Incident(test)).NextDueAt;
        await test.Store.Write(db => look.Keep(db, default));

        var kept = (await Incident(test)).NextDueAt;
        Assert.True(look.Any);
        Assert.Equal(isWrittenDown, kept != before);
        Assert.True(kept <= test.Store.Now || kept == await Fresh(test));
    }

    private static Task Happen(TestDatabase test, string what) =>
        test.Store.Write(async db =>
        {
            var by = Some.Alice(test.Store.Now);
            switch (what)
            {
                case "another incident":
                    db.Incidents.Add(
                        Core.Incidents.Incident.Declare(
                            await db.NextIncident(),
                            Some.IncidentDetails(),
                            by
                        )
                    );
                    break;
                case "a person":
                    db.People.Add(
                        Person.Add(
                            await db.NextPerson(),
                            Some.PersonDetails() with
                            {
                                Handle = "noor",
                                Email = "noor@example.test",
                            },
                            by
                        )
                    );
                    break;
                case "its team":
                    (await db.Teams.AsTracking().SingleAsync()).Edit(
                        Payments with
                        {
                            TimeZone = "Pacific/Auckland",
                        },
                        by
                    );
                    break;
                case "its item":
                    (await db.Writing.Items.Find(1, Viewer.System, default))!.Complete(by, "PR 7");
                    break;
                case "itself":
                    (await db.Incidents.AsTracking().SingleAsync()).Resolve(test.Store.Now, by);
                    break;
            }
        });

    private static async Task<DateTimeOffset?> Fresh(TestDatabase test)
    {
        await using var db = test.Read();
        var incident = await Incident(test);
        var state = await NextDue.State(db, incident, default);
        return NextDue.Of(incident, state, await CadenceRules.Of(db, default), test.Store.Now);
    }

    private static Sweep Sweep(TestDatabase test) =>
        new(
            test.Store,
            test.Database,
            () => Delivery.TellingWorld.Site,
            test.Clock,
            NullLogger<Sweep>.Instance
        );

    private static async Task<TestDatabase> Open(string provider, bool resolved = false)
    {
        var test = await TestDatabase.Open(provider);
        await test.Store.Write(async db =>
        {
            var by = By.Product(test.Store.Now);
            db.People.Add(Person.Add(await db.NextPerson(), Some.PersonDetails(), by));
        });
        await test.Store.Write(async db =>
        {
            var far = Some.PersonDetails() with
            {
                Handle = "tane",
                Email = "tane@example.test",
                TimeZone = "Pacific/Auckland",
            };
            db.People.Add(Person.Add(await db.NextPerson(), far, By.Product(test.Store.Now)));
        });
        await test.Store.Write(async db =>
        {
            var by = By.Product(test.Store.Now);
            db.Teams.Add(Team.Add(await db.NextTeam(), Payments, by));
            db.Incidents.Add(
                Core.Incidents.Incident.Declare(
                    await db.NextIncident(),
                    Some.IncidentDetails() with
                    {
                        ResolvedAt = resolved ? test.Store.Now : null,
                        TeamId = 1,
                    },
                    by
                )
            );
        });
        await test.Store.Write(db => NextDue.Set(db, 1, null, default));
        return test;
    }

    private static Task Add(TestDatabase test, bool fail = false) =>
        test.Store.Write(async db =>
        {
            db.Writing.Items.Add(
                ActionItem.Add(await db.NextItem(), 1, Full, Some.Alice(test.Store.Now))
            );
            if (fail)
            {
                throw new InvalidOperationException("This one fails.");
            }
        });

    private static async Task<Incident> Incident(TestDatabase test)
    {
        await using var db = test.Read();
        return await db.Incidents.SingleAsync(i => i.Number == 1);
    }

    private static async Task AreAlike(TestDatabase test, int one, int other)
    {
        await using var db = test.Read();
        Assert.Equal(await Row(db, other), await Row(db, one));
        Assert.Equal(await History(db, other), await History(db, one));
    }

    /// <summary>Every column but the number, as text.</summary>
    private static async Task<List<string>> Row(AfterwordDb db, int number)
    {
        var item = await db.ActionItems.AsTracking().SingleAsync(a => a.Number == number);
        return
        [
            .. db.Entry(item)
                .Properties.Where(p => p.Metadata.Name != nameof(ActionItem.Number))
                .Select(p => $"{p.Metadata.Name}: {Text(p.CurrentValue)}"),
            $"reminder: {(await db.ItemReminders.SingleOrDefaultAsync(r => r.ItemNumber == number))?.At}",
        ];
    }

    private static string? Text(object? value) =>
        value is System.Collections.IEnumerable and not string
            ? System.Text.Json.JsonSerializer.Serialize(value)
            : value?.ToString();

    private static async Task<List<string>> History(AfterwordDb db, int number)
    {
        var events = await db
            .Events.Where(e => e.Subject == SubjectKind.ActionItem && e.SubjectId == number)
            .OrderBy(e => e.Id)
            .ToListAsync();
        Assert.All(events, e => Assert.Equal((16, 32), (e.Salt.Length, e.PayloadHash.Length)));
        return
        [
            .. events.Select(e =>
                $"{e.Kind} {e.IncidentNumber} {e.ActorId} {e.Door} {e.At} {e.Payload}"
            ),
        ];
    }
}
