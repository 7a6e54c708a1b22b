using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Afterword.Speed;

/// <summary>Fills an empty database by the product's own write door: 500 owners, 1,000 followed incidents, items of which a fifth is overdue.</summary>
internal static class Seeding
{
    public const int Owners = 500;
    public const int Incidents = 1_000;
    public const string Handle = "owner0";
    public const string Password = "a long enough passphrase";

    /// <summary>Fills the folder.</summary>
    /// <returns>A bearer token with the right to write.</returns>
    public static async Task<string> Fill(DatabaseOptions where, int items)
    {
        using var database = new Database(Options.Create(where), NullLogger<Database>.Instance);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).Run();
        using var store = new Store(database, TimeProvider.System);
        var by = By.Product(store.Now.AddDays(-60));
        await store.Write(db => People(db, by));
        for (var i = 0; i < Incidents; i++)
        {
            var n = i;
            await store.Write(db => Incident(db, n, items / Incidents, store.Now));
        }
        return await store.Write(db => Token(db, store.Now));
    }

    private static async Task People(AfterwordDb db, By by)
    {
        List<int> ids = [];
        for (var i = 0; i < Owners; i++)
        {
            var person = Person.Add(
                await db.NextPerson(),
                new PersonDetails
                {
                    Handle = $"owner{i}",
                    Name = $"Owner {i}",
                    Email = $"owner{i}@example.test",
                    Role = i == 0 ? Role.Admin : Role.Member,
                    ManagerId = i == 0 ? null : ids[i / 10],
                },
                by
            );
            db.People.Add(person);
            ids.Add(person.Id);
        }
        Accounts.Create(db, ids[0], Password, by);
        for (var t = 0; t < 20; t++)
        {
            db.Teams.Add(
                Team.Add(
                    await db.NextTeam(),
                    new TeamDetails
                    {
                        Handle = $"team{t}",
                        Name = $"Team {t}",
                        LeadId = ids[t],
                        MemberIds = [.. ids.Skip(t * 25).Take(25)],
                        IsLeadership = t == 0,
                    },
                    by
                )
            );
        }
    }

    private static async Task Incident(AfterwordDb db, int n, int items, DateTimeOffset now)
    {
        var began = now.AddDays(-55 + n % 50).AddMinutes(-n);
        var by = new By(1 + n % Owners, Door.Web, began.AddHours(3));
        var incident = Core.Incidents.Incident.Declare(
            await db.NextIncident(),
            new IncidentDetails
            {
                Title = $"Requests of customer group {n} timed out for an hour",
                Severity = (Severity)(n % 4),
                TeamId = 1 + n % 20,
                LeadId = 1 + n % Owners,
                StartedAt = began,
                DetectedAt = began.AddMinutes(7),
                MitigatedAt = began.AddMinutes(44),
                ResolvedAt = began.AddHours(2),
                Impact = $"{n + 20} customers could not sign in for an hour.",
                AffectedUsers = n + 20,
            },
            by
        );
        db.Incidents.Add(incident);
        for (var i = 0; i < items; i++)
        {
            db.ActionItems.Add(await Item(db, incident.Number, n * items + i, now, by));
        }
    }

    private static async Task<ActionItem> Item(
        AfterwordDb db,
        int incident,
        int n,
        DateTimeOffset now,
        By by
    )
    {
        // A prime step spreads what is overdue and who owns it over all incidents.
        var spread = n * 7919 % 100;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var item = ActionItem.Add(
            await db.NextItem(),
            incident,
            new ActionItemDetails
            {
                Title = $"Alert when group {n} waits longer than {1 + n % 9} seconds",
                OwnerId = 1 + n * 31 % Owners,
                DueOn = today.AddDays(spread < 20 ? -1 - spread : spread - 19),
                Priority = (Priority)(n % 4),
            },
            by
        );
        if (spread is >= 20 and < 40)
        {
            item.Start(by with { At = now.AddDays(-2) });
        }
        return item;
    }

    private static async Task<string> Token(AfterwordDb db, DateTimeOffset now)
    {
        var token = Secret.New(ApiToken.Prefix);
        db.Add(
            ApiToken.Issue(
                await db.NextToken(),
                1,
                "bench",
                "write",
                30,
                token,
                new By(1, Door.Web, now)
            )
        );
        return token;
    }
}
