using System.Text.Json;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Afterword.Crash;

/// <summary>Puts readers, mail settings and approved updates into an empty database, by the product's own write door.</summary>
internal static class Seeding
{
    private const int Readers = 25;

    /// <returns>What must arrive, each exactly once: reader and subject.</returns>
    public static async Task<IReadOnlyList<(string To, string Subject)>> Fill(
        DatabaseOptions where,
        int deliveries,
        int mailPort
    )
    {
        using var database = new Database(Options.Create(where), NullLogger<Database>.Instance);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).Run();
        using var store = new Store(database, TimeProvider.System);
        await store.Write(db => People(db, By.Product(store.Now)));
        await store.Write(db => Mail(db, mailPort, By.Product(store.Now)));
        var expected = new List<(string, string)>();
        for (var update = 1; expected.Count < deliveries; update++)
        {
            var subject = $"Crash {update}";
            await store.Write(db => Approved(db, subject, By.Product(store.Now)));
            expected.AddRange(Enumerable.Range(0, Readers).Select(i => (Address(i), subject)));
        }
        return expected;
    }

    /// <summary>Ten hosts, so that all places on the wire are taken.</summary>
    private static string Address(int reader) => $"reader{reader}@host{reader % 10}.example";

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
                    Handle = "board",
                    Name = "Board",
                    IsLeadership = true,
                    MemberIds = members,
                },
                by
            )
        );
    }

    private static async Task Mail(AfterwordDb db, int port, By by)
    {
        var setting = new Setting(await db.NextSetting(), "channel:email");
        var fields = new Dictionary<string, string>
        {
            ["host"] = "127.0.0.1",
            ["port"] = $"{port}",
            ["security"] = "none",
            ["from"] = "afterword@example.test",
        };
        setting.Change(JsonSerializer.Serialize(fields), "", new Changes(), by);
        db.Add(setting);
    }

    private static async Task Approved(AfterwordDb db, string subject, By by)
    {
        var number = await db.NextUpdate();
        var update = Update.Draft(
            number,
            new UpdateAbout(
                $"ad-hoc/{number}",
                UpdateKind.AdHoc,
                Audience.Leadership,
                null,
                null,
                null
            ),
            new Words(subject, "**Resolved**: this message is sent while the server is killed."),
            by
        );
        update.Approve(by);
        db.Updates.Add(update);
    }
}
