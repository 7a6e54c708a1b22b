using Afterword.Core.Events;
using Afterword.Core.Evidence;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Afterword.Tests.Data;

public sealed class StoreTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task What_was_written_is_read_back_the_same(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        var alice = await AddPerson(test, "alice");
        var details = Some.IncidentDetails() with
        {
            LeadId = alice,
            Tags = ["dns", "deploy"],
            StatedOn = new DateOnly(2026, 11, 20),
            Milestones = [new Milestone("All clients upgraded", Some.Now.AddDays(9), null)],
            People = [new InvolvedPerson(alice, "communications")],
            SourceLinks = [new Link("Graph", "https://graphs.example.test/1")],
        };

        var number = await test.Store.Write(async db =>
        {
            var incident = Incident.Declare(
                await db.NextIncident(),
                details,
                new By(alice, Door.Web, test.Store.Now)
            );
            db.Incidents.Add(incident);
            return incident.Number;
        });

        await using var db = test.Read();
        var read = await db.Incidents.SingleAsync(i => i.Number == number);
        Assert.Equal(
            (details.Title, details.StartedAt, alice, 1),
            (read.Title, read.StartedAt, read.LeadId, read.Version)
        );
        Assert.Equal(["deploy", "dns"], read.Tags);
        Assert.Equal("All clients upgraded", Assert.Single(read.Milestones).Name);
        Assert.Equal("communications", Assert.Single(read.People).Role);
        Assert.Equal(
            1,
            await db.Incidents.CountAsync(i => i.Tags.Contains("dns") && i.StartedAt < Some.Now)
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_deed_that_breaks_a_rule_leaves_nothing_behind_and_takes_no_number(
        string provider
    )
    {
        await using var test = await TestDatabase.Open(provider);

        await Assert.ThrowsAsync<Core.RuleException>(() =>
            test.Store.Write(async db =>
            {
                db.Incidents.Add(
                    Incident.Declare(
                        await db.NextIncident(),
                        Some.IncidentDetails(),
                        By.Product(test.Store.Now)
                    )
                );
                db.Incidents.Add(
                    Incident.Declare(
                        await db.NextIncident(),
                        Some.IncidentDetails(title: " "),
                        By.Product(test.Store.Now)
                    )
                );
            })
        );

        await using var db = test.Read();
        Assert.Equal((0, 0), (await db.Incidents.CountAsync(), await db.Events.CountAsync()));
        Assert.Equal(1, await test.Store.Write(w => w.NextIncident()));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_resolved_incident_is_announced_in_the_same_transaction(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        var number = await Declare(test);

        await test.Store.Write(async db =>
            (await db.Incidents.AsTracking().SingleAsync(i => i.Number == number)).Resolve(
                test.Store.Now,
                By.Product(test.Store.Now)
            )
        );

        await using var db = test.Read();
        var announced = await db.Announcements.Select(a => a.Event.Kind).ToListAsync();
        Assert.Equal([EventKind.IncidentDeclared, EventKind.IncidentResolved], announced.Order());
        Assert.Equal(test.Store.Now, (await db.Incidents.SingleAsync()).NextDueAt);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Of_two_people_who_edit_the_same_version_the_second_is_told(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        var number = await Declare(test);

        Task Edit(string title, int version) =>
            test.Store.Write(async db =>
            {
                var incident = await db.Incidents.AsTracking().SingleAsync(i => i.Number == number);
                incident.Expect(version);
                incident.Edit(Some.IncidentDetails(title), By.Product(test.Store.Now));
            });
        await Edit("First", 1);
        var stale = await Assert.ThrowsAsync<StaleException>(() => Edit("Second", 1));

        Assert.Equal(2, stale.Version);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Fifty_writers_at_once_get_fifty_different_numbers_without_a_gap(
        string provider
    )
    {
        await using var test = await TestDatabase.Open(provider);

        var numbers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => Declare(test)))
        );

        Assert.Equal(Enumerable.Range(1, 50), numbers.Order());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Sealing_makes_a_chain_that_any_edit_breaks(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        for (var i = 0; i < 5; i++)
        {
            await Declare(test);
        }
        var sealer = new Sealer(
            test.Store,
            test.Database,
            new Pulse(test.Clock),
            test.Clock,
            NullLogger<Sealer>.Instance
        );

        Assert.Equal(5, await sealer.SealBatch(default));
        Assert.Equal(0, await sealer.SealBatch(default));

        await using var db = test.Read();
        var events = await db.Events.OrderBy(e => e.Sequence).ToListAsync();
        Assert.Equal([1, 2, 3, 4, 5], events.Select(e => e.Sequence!.Value));
        var hash = AuditChain.Genesis;
        foreach (var happened in events)
        {
            Assert.Equal(
                AuditChain.PayloadHash(happened.Salt, happened.Payload),
                happened.PayloadHash
            );
            Assert.Equal(AuditChain.Link(happened.Sequence!.Value, hash, happened), happened.Hash);
            hash = happened.Hash!;
        }
        Assert.NotEqual(events[0].Hash, AuditChain.Link(1, AuditChain.Genesis, events[1]));
    }

    [Fact]
    public async Task A_reader_of_the_SQLite_file_cannot_write()
    {
        await using var test = await TestDatabase.Open("sqlite");
        await using var db = test.Read();

        var refused = await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() =>
            db.Database.ExecuteSqlRawAsync("DELETE FROM counters")
        );

        Assert.Contains("readonly", refused.Message, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_restricted_incident_is_seen_by_its_readers_alone(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        var (alice, bob) = (await AddPerson(test, "alice"), await AddPerson(test, "bob"));
        await test.Store.Write(async db =>
        {
            var secret = Some.IncidentDetails() with { Restricted = true, ReaderIds = [alice] };
            db.Incidents.Add(
                Incident.Declare(await db.NextIncident(), secret, By.Product(test.Store.Now))
            );
        });

        await using var db = test.Read();
        Assert.Equal(1, await db.Incidents.To(new Viewer(alice, Role.Member)).CountAsync());
        Assert.Equal(0, await db.Incidents.To(new Viewer(bob, Role.Admin)).CountAsync());
        Assert.Equal(1, await db.Incidents.To(new Viewer(bob, Role.Auditor)).CountAsync());
        Assert.Equal(1, await db.Incidents.To(Viewer.System).CountAsync());
    }

    private static Task<int> Declare(TestDatabase test) =>
        test.Store.Write(async db =>
        {
            var incident = Incident.Declare(
                await db.NextIncident(),
                Some.IncidentDetails(),
                By.Product(test.Store.Now)
            );
            db.Incidents.Add(incident);
            return incident.Number;
        });

    private static Task<int> AddPerson(TestDatabase test, string handle) =>
        test.Store.Write(async db =>
        {
            var person = Person.Add(
                await db.NextPerson(),
                Some.PersonDetails(handle),
                By.Product(test.Store.Now)
            );
            db.People.Add(person);
            return person.Id;
        });
}
