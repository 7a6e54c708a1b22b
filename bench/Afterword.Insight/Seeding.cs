using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Data.Insight;
using Afterword.Server.Security;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Afterword.Insight;

/// <summary>
/// An organization with a long memory: incidents spread evenly over the days, ten items and nine messages each. The rows are written
/// past the nouns, for speed; what metrics count of them is added up by the product's own roll-up.
/// </summary>
internal static class Seeding
{
    public const string Handle = "reader";
    public const string Password = "a long enough passphrase";
    private const int ItemsEach = 10;
    private const int Teams = 20;

    /// <summary>Fills a folder.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="items">How many items.</param>
    /// <param name="days">Over how many days up to now.</param>
    public static async Task Fill(string folder, int items, int days)
    {
        var options = new DatabaseOptions { Provider = "sqlite", Folder = folder };
        using var database = new Database(Options.Create(options), NullLogger<Database>.Instance);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).Run();
        using var store = new Store(database, TimeProvider.System);
        await store.Write(People);
        await using (
            var connection = new SqliteConnection(
                $"Data Source={Path.Combine(folder, "afterword.db")}"
            )
        )
        {
            await connection.OpenAsync();
            // A load that is broken off is begun again, so nothing here waits for the disk; indexes and triggers come back at its end.
            Run(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -262144");
            var (drop, make) = Helpers(connection);
            Run(connection, drop);
            await using (var transaction = connection.BeginTransaction())
            {
                Rows(connection, items / ItemsEach, days, store.Now);
                await transaction.CommitAsync();
            }
            Run(connection, make);
        }
        await new RollUp(store, database).CatchUp(CancellationToken.None);
    }

    /// <summary>What takes the indexes and triggers of the loaded tables away, and what makes them again.</summary>
    private static (string Drop, string Make) Helpers(SqliteConnection connection)
    {
        using var ask = connection.CreateCommand();
        ask.CommandText =
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('index', 'trigger') AND tbl_name IN ('incidents', 'action_items', 'updates')";
        using var rows = ask.ExecuteReader();
        var (drop, make) = (new List<string>(), new List<string>());
        while (rows.Read())
        {
            drop.Add($"DROP {rows.GetString(0)} {rows.GetString(1)}");
            make.Add(rows.GetString(2));
        }
        return (string.Join("; ", drop), string.Join("; ", make));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // names and statements of the product's own schema
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private static async Task People(AfterwordDb db)
    {
        var by = By.Product(DateTimeOffset.UtcNow);
        var person = Person.Add(
            await db.NextPerson(),
            new PersonDetails
            {
                Handle = Handle,
                Name = "Reader",
                Email = "reader@example.test",
                Role = Role.Admin,
            },
            by
        );
        db.People.Add(person);
        Accounts.Create(db, person.Id, Password, by);
        for (var t = 0; t < Teams; t++)
        {
            var details = new TeamDetails { Handle = $"team{t}", Name = $"Team {t}" };
            db.Teams.Add(Team.Add(await db.NextTeam(), details, by));
        }
    }

    private static void Rows(
        SqliteConnection connection,
        int incidents,
        int days,
        DateTimeOffset now
    )
    {
        using var incident = new Bulk(
            connection,
            "incidents",
            "service_ids, affected_team_ids, tags, stated_duration, impact, cost, people, source_links, milestones, slack_thread, ticket, reader_ids, imported, version, status",
            "'[]', '[]', '[\"dns\"]', '', '', '', '[]', '[]', '[]', '', '', '[]', 0, 1, 'resolved'",
            "number",
            "title",
            "severity",
            "team_id",
            "started_at",
            "detected_at",
            "mitigated_at",
            "resolved_at",
            "declared_at",
            "occurred_at",
            "followed_at",
            "restricted"
        );
        using var item = new Bulk(
            connection,
            "action_items",
            "description, owner_text, due_text, status_reason, ticket, links, tags, acceptance, evidence, verification, reopenings, version",
            "'', '', '', '', '', '[]', '[]', '', '', '', 0, 1",
            "number",
            "incident_number",
            "title",
            "due_on",
            "original_due_on",
            "slips",
            "priority",
            "status",
            "created_at",
            "done_at",
            "last_activity_at"
        );
        using var update = new Bulk(
            connection,
            "updates",
            "body, version",
            "'', 1",
            "number",
            "slot",
            "incident_number",
            "kind",
            "audience",
            "subject",
            "state",
            "due_at",
            "created_at",
            "approved_at",
            "sent_at"
        );
        var random = new Random(20261122);
        for (var i = 1; i <= incidents; i++)
        {
            var began = now.AddDays(-days * (1 - (i - 0.5) / incidents));
            Incident(incident, random, i, began);
            for (var n = 0; n < ItemsEach; n++)
            {
                Item(item, random, (i - 1) * ItemsEach + n + 1, i, began, now);
            }
            Messages(update, random, i, began);
        }
    }

    private static void Incident(Bulk row, Random random, int number, DateTimeOffset began)
    {
        var minutes = Math.Exp(2 + random.NextDouble() * 4);
        var resolved = began.AddMinutes(minutes);
        row.Row(
            number,
            $"Requests of group {number} timed out",
            $"sev{1 + random.Next(4)}",
            1 + random.Next(Teams),
            Micro(began),
            Micro(began.AddMinutes(minutes * 0.1)),
            Micro(began.AddMinutes(minutes * 0.6)),
            Micro(resolved),
            Micro(began.AddMinutes(minutes * 0.1)),
            Micro(began),
            Micro(began),
            number % 500 == 0 ? 1 : 0
        );
    }

    private static void Item(
        Bulk row,
        Random random,
        int number,
        int incident,
        DateTimeOffset began,
        DateTimeOffset now
    )
    {
        var written = began.AddHours(4 + random.Next(60));
        var due = DateOnly.FromDateTime(written.UtcDateTime).AddDays(7 + random.Next(30));
        var slips = random.Next(5) == 0 ? 1 : 0;
        var done = written.AddDays(3 + random.NextDouble() * 35);
        var open = done > now;
        row.Row(
            number,
            incident,
            $"Alert when group {number} waits",
            due.AddDays(slips * 7)
                .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            slips,
            $"p{1 + random.Next(4)}",
            open ? "in_progress" : "done",
            Micro(written),
            open ? null : Micro(done),
            Micro(open ? written : done)
        );
    }

    private static void Messages(Bulk row, Random random, int incident, DateTimeOffset began)
    {
        var over = began.AddHours(3);
        for (var n = 0; n < 9; n++)
        {
            var (kind, due, after) = n switch
            {
                < 4 => ("initial_summary", over.AddHours(24), over.AddHours(random.Next(40))),
                < 7 => (
                    "weekly_follow_up",
                    over.AddDays(7 * (n - 3)),
                    over.AddDays(7 * (n - 3)).AddHours(random.Next(30))
                ),
                7 => ("escalation", over.AddDays(20), over.AddDays(20)),
                _ => ("closing", over.AddDays(40), over.AddDays(40)),
            };
            var number = (incident - 1) * 9 + n + 1;
            row.Row(
                number,
                $"{incident}/{n}",
                incident,
                kind,
                n % 2 == 0 ? "leadership" : "technical",
                "",
                "sent",
                Micro(due),
                Micro(began),
                Micro(after),
                Micro(after)
            );
        }
    }

    private static long Micro(DateTimeOffset at) =>
        (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
