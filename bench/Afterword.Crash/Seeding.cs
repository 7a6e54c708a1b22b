using System.Globalization;
using System.Text.Json;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Afterword.Crash;

/// <summary>
/// Puts readers, mail and Slack settings, incidents and approved updates into a database, by the product's own write door: first into an
/// empty one, and more updates whenever the servers are about to run dry.
/// </summary>
internal sealed class Seeding(DatabaseOptions where, int mailPort, string? slackRoot)
{
    /// <summary>Mails that each update becomes.</summary>
    public const int Readers = 24;

    /// <summary>Each incident has a Slack channel of its own; a channel takes one message a second.</summary>
    private const int Incidents = 20;

    private readonly List<(string To, string Mark)> _expected = [];
    private int _updates;

    /// <summary>What must arrive, each exactly once: target and the mark of the update.</summary>
    public IReadOnlyList<(string To, string Mark)> Expected => _expected;

    /// <summary>Everything a server needs, and the first deliveries.</summary>
    public async Task Fill(int deliveries)
    {
        using var database = Open();
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).Run();
        using var store = new Store(database, TimeProvider.System);
        await store.Write(db => People(db, By.Product(store.Now)));
        await store.Write(db => Mail(db, mailPort, By.Product(store.Now)));
        if (slackRoot is not null)
        {
            await store.Write(db => Slack(db, slackRoot, By.Product(store.Now)));
        }
        for (var i = 0; i < Incidents; i++)
        {
            var channel = slackRoot is null ? "" : Channel(i);
            await store.Write(db => Declared(db, channel, By.Product(store.Now)));
        }
        await Approve(store, deliveries);
    }

    /// <summary>More deliveries. On SQLite only while no server has the folder.</summary>
    public async Task More(int deliveries)
    {
        using var database = Open();
        using var store = new Store(database, TimeProvider.System);
        await Approve(store, _expected.Count + deliveries);
    }

    private Database Open() => new(Options.Create(where), NullLogger<Database>.Instance);

    private async Task Approve(Store store, int deliveries)
    {
        while (_expected.Count < deliveries)
        {
            _updates++;
            var (mark, incident) = (Marks.Of(_updates), _updates % Incidents);
            await store.Write(db => Approved(db, incident + 1, mark, By.Product(store.Now)));
            _expected.AddRange(Enumerable.Range(0, Readers).Select(i => (Address(i), mark)));
            if (slackRoot is not null)
            {
                _expected.Add((Channel(incident), mark));
            }
        }
    }

    /// <summary>Ten hosts, so that all places on the wire are taken.</summary>
    private static string Address(int reader) => $"reader{reader}@host{reader % 10}.example";

    private static string Channel(int incident) =>
        string.Create(CultureInfo.InvariantCulture, $"C0CRASH{incident:D2}");

    private static async Task People(AfterwordDb db, By by)
    {
        List<int> members = [];
        for (var i = 0; i < Readers; i++)
        {
            var person = Person.Add(
                await db.NextPerson(),
                new PersonDetails
                {
                    Handle = $"reader{i}",
                    Name = $"Reader {i}",
                    Email = Address(i),
                },
                by
            );
            db.People.Add(person);
            members.Add(person.Id);
        }
        db.Teams.Add(
            Team.Add(
                await db.NextTeam(),
                new TeamDetails
                {
                    Handle = "payments",
                    Name = "Payments",
                    MemberIds = members,
                },
                by
            )
        );
    }

    private static Task Mail(AfterwordDb db, int port, By by) =>
        Set(
            db,
            "email",
            new()
            {
                ["host"] = "127.0.0.1",
                ["port"] = $"{port}",
                ["security"] = "none",
                ["from"] = "afterword@example.test",
            },
            by
        );

    // The token stands in the clear: the key that would hide it is the server's, and the sink's token opens nothing.
    private static Task Slack(AfterwordDb db, string root, By by) =>
        Set(db, "slack", new() { ["token"] = SlackSink.Token, ["apiUrl"] = root }, by);

    private static async Task Set(
        AfterwordDb db,
        string channel,
        Dictionary<string, string> fields,
        By by
    )
    {
        var setting = new Setting(await db.NextSetting(), $"channel:{channel}");
        setting.Change(JsonSerializer.Serialize(fields), "", new Changes(), by);
        db.Add(setting);
    }

    private static async Task Declared(AfterwordDb db, string channel, By by)
    {
        var number = await db.NextIncident();
        db.Incidents.Add(
            Incident.Declare(
                number,
                new IncidentDetails
                {
                    Title = $"Crash {number}",
                    TeamId = 1,
                    SlackThread = channel,
                },
                by
            )
        );
    }

    private static async Task Approved(AfterwordDb db, int incident, string mark, By by)
    {
        var number = await db.NextUpdate();
        var update = Update.Draft(
            number,
            new UpdateAbout(
                $"ad-hoc/{number}",
                UpdateKind.AdHoc,
                Audience.Technical,
                incident,
                null,
                null
            ),
            new Words(
                $"Crash of {incident}",
                $"{mark} **Resolved**: this message is sent while the server is killed."
            ),
            by
        );
        update.Approve(by);
        db.Updates.Add(update);
    }
}
