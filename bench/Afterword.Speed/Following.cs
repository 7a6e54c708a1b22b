using System.Diagnostics;
using Afterword.Core.Delivery;
using Afterword.Crash;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Afterword.Speed;

/// <summary>What the loop that never forgets costs: a sweep with nothing to do, a day's reminders, and how fast an outbox empties.</summary>
internal static class Following
{
    /// <summary>Reminder runs of which the first, half of all, warm up what a server that has run for some days has warm.</summary>
    private static int Days(SpeedOptions options) => options.Quick ? 12 : 20;

    public static async Task Run(SpeedOptions options, Figures figures)
    {
        await On(options, figures, sqlite: true);
        if (Postgres is null)
        {
            Figures.Say("PostgreSQL is not installed", "not measured");
            return;
        }
        await On(options, figures, sqlite: false);
    }

    private static async Task On(SpeedOptions options, Figures figures, bool sqlite)
    {
        if (options.Has("reminders"))
        {
            await Reminders(options, figures, sqlite);
        }
        if (options.Has("deliveries"))
        {
            await Rate(options, figures, sqlite, sqlite ? 1_000 : 1_500);
        }
    }

    private static async Task Reminders(SpeedOptions options, Figures figures, bool sqlite)
    {
        var folder = Directory.CreateTempSubdirectory("afterword-following-").FullName;
        var name = $"following_{Guid.NewGuid():N}";
        try
        {
            if (sqlite)
            {
                await Reminders(options, figures, new() { Folder = folder }, "SQLite");
                return;
            }
            await Admin($"CREATE DATABASE {name} TEMPLATE template0");
            var where = new DatabaseOptions
            {
                Provider = "postgres",
                Folder = folder,
                Connection = $"{Postgres};Database={name};Maximum Pool Size=20",
            };
            await Reminders(options, figures, where, "PostgreSQL");
            NpgsqlConnection.ClearAllPools();
            await Admin($"DROP DATABASE {name} WITH (FORCE)");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Postgres =>
        Environment.GetEnvironmentVariable("AFTERWORD_BENCH_POSTGRES");

    /// <summary>Everything the loop looks for, on a database in which nothing is newly due.</summary>
    public static async Task Sweeps(Figures figures, Data large)
    {
        await using var node = new FollowingNode(
            new DatabaseOptions { Folder = large.Folder },
            new ShiftedClock(),
            1
        );
        List<double> took = [];
        for (var round = 0; round < 25; round++)
        {
            var began = Stopwatch.GetTimestamp();
            await node.Sweep.All(default);
            await node.DueUpdates.All(default);
            await node.Remind.All(default);
            if (round >= 5)
            {
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }
        figures.AtMost(
            $"sweep of {large.Items:N0} items, nothing newly due",
            Figures.Median(took),
            50,
            "ms"
        );
    }

    private static async Task Reminders(
        SpeedOptions options,
        Figures figures,
        DatabaseOptions where,
        string database
    )
    {
        var clock = new ShiftedClock();
        var mornings = FollowingData.Mornings(clock.GetUtcNow(), Days(options));
        await Fill(where, clock, mornings[0]);
        List<double> took = [];
        foreach (var (morning, day) in mornings.Select((m, i) => (m, i)))
        {
            using var ledger = new Ledger(null);
            await using var sink = new SmtpSink(ledger, 1) { AtOnce = true };
            await using var node = new FollowingNode(where, clock, sink.Port);
            clock.Ahead += morning.AddSeconds(1) - clock.GetUtcNow();
            await node.Start();
            var (began, spent) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            await node.RemindAll();
            var written = Stopwatch.GetElapsedTime(began).TotalSeconds;
            while (ledger.Count < FollowingData.Owners || await Unsent(node) > 0)
            {
                await Task.Delay(ledger.Count < FollowingData.Owners ? 2 : 5);
            }
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            if (ledger.Count != FollowingData.Owners)
            {
                throw new InvalidOperationException($"{ledger.Count} mails for 500 owners.");
            }
            Figures.Say(
                $"  reminders of day {day + 1}, {database}",
                $"{seconds:F2} s, of it {written:F2} s until all were written; processor time here {(Environment.CpuUsage.TotalTime - spent).TotalSeconds:F2} s"
            );
            if (day >= Days(options) / 2)
            {
                took.Add(seconds);
            }
        }
        figures.AtMost(
            $"a day's reminders: 20,000 late items, 500 owners, {database}",
            Figures.Median(took),
            1,
            "s"
        );
    }

    private static async Task<int> Unsent(FollowingNode node)
    {
        await using var db = node.Database.Read();
        return await db.Deliveries.CountAsync(d => d.ClaimableAt != null);
    }

    private static async Task Fill(DatabaseOptions where, ShiftedClock clock, DateTimeOffset first)
    {
        using var database = new Database(
            Microsoft.Extensions.Options.Options.Create(where),
            NullLogger<Database>.Instance
        );
        await new Migrator(database, clock, NullLogger<Migrator>.Instance).Run();
        using var store = new Store(database, clock);
        await FollowingData.Fill(store, first);
    }

    private static async Task Rate(SpeedOptions options, Figures figures, bool sqlite, double goal)
    {
        await using var run = new CrashRun(
            new CrashOptions(
                sqlite,
                Postgres ?? "",
                0,
                options.Quick ? 10_000 : 30_000,
                Seed: 1,
                Rate: true,
                Server: Path.GetFullPath(options.Server)
            ),
            Console.Error
        );
        figures.AtLeast(
            sqlite
                ? "durable deliveries, SQLite, one node"
                : "durable deliveries, PostgreSQL, two nodes",
            await run.RunForRate(),
            goal,
            "/s"
        );
    }

    private static async Task Admin(string sql)
    {
        await using var connection = new NpgsqlConnection(
            $"{Postgres};Database=postgres;Pooling=false"
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the name is ours
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
