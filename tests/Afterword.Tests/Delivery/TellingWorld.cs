using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Delivery;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.FollowThrough;
using Afterword.Server.Security;
using Afterword.Server.Security.Keys;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Afterword.Tests.Delivery;

/// <summary>A database with people and teams, and the workers of as many nodes as a test asks for.</summary>
internal sealed class TellingWorld : IAsyncDisposable
{
    private readonly List<RollCall> _rolls = [];

    private TellingWorld(TestDatabase database) => Db = database;

    public TestDatabase Db { get; }

    public TestClock Clock => Db.Clock;

    public Store Store => Db.Store;

    /// <summary>The channel of all nodes; null while mail is not configured.</summary>
    public FakeChannel? Mail { get; set; } = new();

    public static Site Site { get; } =
        new(
            new KeyPrefixes(),
            new Uri("https://afterword.example.test/"),
            "mail.example.test",
            Core.Templates.TemplateBook.Shipped
        );

    public static async Task<TellingWorld> Open(string provider = "sqlite") =>
        new(await TestDatabase.Open(provider));

    public Announce Announce(ILogger<Announce>? log = null) =>
        new(Store, Db.Database, () => Site, Clock, log ?? NullLogger<Announce>.Instance);

    public ProgressAsks ProgressAsks() =>
        new(Store, Db.Database, () => Site, Clock, NullLogger<ProgressAsks>.Instance);

    public BrokenTemplates BrokenTemplates() =>
        new(
            Store,
            new Server.Data.Templates.TemplateShelf(Store, Db.Database, Clock),
            () => Site,
            NullLogger<BrokenTemplates>.Instance
        );

    public Sweep Sweep() => new(Store, Db.Database, () => Site, Clock, NullLogger<Sweep>.Instance);

    public DueUpdates DueUpdates() =>
        new(Store, Db.Database, Clock, NullLogger<DueUpdates>.Instance);

    public Remind Remind() =>
        new(Store, Db.Database, () => Site, Clock, NullLogger<Remind>.Instance);

    /// <summary>The loop of the follow-through over a database that is ready.</summary>
    public FollowThroughWorker FollowThrough()
    {
        var pulse = new Pulse(Clock);
        pulse.SetMigrated();
        return new FollowThroughWorker(
            Announce(),
            Sweep(),
            DueUpdates(),
            Remind(),
            ProgressAsks(),
            BrokenTemplates(),
            new Reviews(Store, Db.Database, () => Site),
            Store,
            pulse,
            new ClockGuard(Db.Database, Clock),
            Clock,
            NullLogger<FollowThroughWorker>.Instance
        );
    }

    public Claims Claims(RollCall? roll = null) => new(Store, Db.Database, roll ?? Roll());

    /// <summary>The line on which one more node answers the roll; it has not answered yet.</summary>
    public RollCall Roll()
    {
        _rolls.Add(new RollCall(Db.Database));
        return _rolls[^1];
    }

    public DeadNodes DeadNodes(RollCall? roll = null)
    {
        roll ??= Roll();
        return new DeadNodes(Claims(roll), roll, Clock, NullLogger<DeadNodes>.Instance);
    }

    public Payloads Payloads() => new(Store, () => Site, Stops);

    /// <summary>The links by which a reader stops a kind of mail.</summary>
    public static StopLinks Stops { get; } =
        new(
            new MasterKey(
                Options.Create(
                    new SecurityOptions { MasterKey = Convert.ToBase64String(new byte[32]) }
                ),
                Options.Create(new DatabaseOptions())
            )
        );

    public Results Results() => new(Store, Clock, NullLogger<Results>.Instance);

    public ChannelSetup? Setup() =>
        Mail is null ? null : new ChannelSetup(Mail, ChannelSettings.None);

    public DeliveryWorker Worker(Claims? claims = null) =>
        new(
            claims ?? Claims(),
            new Carrier(Store, Payloads(), Results(), _ => Setup(), NullLogger<Carrier>.Instance),
            DeadNodes(),
            Store,
            new Pulse(Clock),
            Clock,
            NullLogger<DeliveryWorker>.Instance
        )
        {
            Drain = TimeSpan.FromMilliseconds(200),
        };

    /// <summary>Begins and finishes all that is due, and again until nothing is.</summary>
    public static async Task Run(DeliveryWorker worker)
    {
        while (await worker.Begin(default) > 0)
        {
            await worker.Idle();
        }
    }

    public Task<int> AddPerson(string handle, string? email = null, bool active = true) =>
        Store.Write(async db =>
        {
            var person = Person.Add(
                await db.NextPerson(),
                Some.PersonDetails(handle, email: email) with
                {
                    Active = active,
                },
                By.Product(Store.Now)
            );
            db.People.Add(person);
            return person.Id;
        });

    /// <summary>Many people in one write.</summary>
    public Task<List<int>> AddPeople(IEnumerable<string> addresses) =>
        Store.Write(async db =>
        {
            List<int> added = [];
            foreach (var address in addresses)
            {
                var person = Person.Add(
                    await db.NextPerson(),
                    Some.PersonDetails($"p{added.Count}", email: address),
                    By.Product(Store.Now)
                );
                db.People.Add(person);
                added.Add(person.Id);
            }
            return added;
        });

    public Task<int> AddTeam(
        string handle,
        IReadOnlyList<int> members,
        bool leadership = false,
        string email = "",
        int? lead = null
    ) =>
        Store.Write(async db =>
        {
            var team = Team.Add(
                await db.NextTeam(),
                new TeamDetails
                {
                    Handle = handle,
                    Name = handle,
                    MemberIds = members,
                    IsLeadership = leadership,
                    Email = email,
                    LeadId = lead,
                },
                By.Product(Store.Now)
            );
            db.Teams.Add(team);
            return team.Id;
        });

    public Task<int> Declare(IncidentDetails? details = null) =>
        Store.Write(async db =>
        {
            var incident = Incident.Declare(
                await db.NextIncident(),
                details ?? Some.IncidentDetails(),
                By.Product(Store.Now)
            );
            db.Incidents.Add(incident);
            return incident.Number;
        });

    public Task Resolve(int number) =>
        Store.Write(async db =>
            (await db.Incidents.AsTracking().SingleAsync(i => i.Number == number)).Resolve(
                Store.Now,
                By.Product(Store.Now)
            )
        );

    /// <summary>An approved update to everybody in leadership, told on: its deliveries stand.</summary>
    public async Task<int> Approved(int? incident = null, string subject = "INC-1: Checkout")
    {
        var number = await Store.Write(async db =>
        {
            var update = Core.Updates.Update.Draft(
                await db.NextUpdate(),
                new UpdateAbout(
                    $"ad-hoc/{Guid.NewGuid():N}",
                    UpdateKind.AdHoc,
                    Audience.Leadership,
                    incident,
                    null,
                    null
                ),
                new Words(subject, "It is over."),
                Some.Alice(Store.Now)
            );
            update.Approve(Some.Alice(Store.Now));
            db.Updates.Add(update);
            return update.Number;
        });
        await Announce().All(default);
        return number;
    }

    public async Task<List<Core.Delivery.Delivery>> Deliveries()
    {
        await using var db = Db.Read();
        return await db.Deliveries.OrderBy(d => d.Id).ToListAsync();
    }

    public async Task<Update> Update(int number)
    {
        await using var db = Db.Read();
        return await db.Updates.SingleAsync(u => u.Number == number);
    }

    public async Task<List<Update>> Updates()
    {
        await using var db = Db.Read();
        return await db.Updates.OrderBy(u => u.Number).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var roll in _rolls)
        {
            await roll.DisposeAsync();
        }
        await Db.DisposeAsync();
    }
}
