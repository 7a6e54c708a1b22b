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

/// <summary>Puts readers, mail and Slack settings, incidents and approved updates into an empty database, by the product's own write door.</summary>
internal static class Seeding
{
    private const int Readers = 24;

    /// <summary>Each incident has a Slack channel of its own; a channel takes one message a second.</summary>
    private const int Incidents = 20;

    /// <returns>What must arrive, each exactly once: target and the mark of the update.</returns>
    public static async Task<IReadOnlyList<(string To, string Mark)>> Fill(
        DatabaseOptions where,
        int deliveries,
        int mailPort,
        string? slackRoot
    )
    {
        using var database = new Database(Options.Create(where), NullLogger<Database>.Instance);
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
        var expected = new List<(string, string)>();
        for (var update = 1; expected.Count < deliveries; update++)
        {
            var (mark, incident) = (Marks.Of(update), update % Incidents);
            await store.Write(db => Approved(db, incident + 1, mark, By.Product(store.Now)));
            expected.AddRange(Enumerable.Range(0, Readers).Select(i => (Address(i), mark)));
            if (slackRoot is not null)
            {
                expected.Add((Channel(incident), mark));
            }
        }
        return expected;
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
