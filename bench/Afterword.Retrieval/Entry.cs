using System.Globalization;
using Afterword.Server.Data;
using Npgsql;

namespace Afterword.Retrieval;

/// <summary>Prints the figures of each database, then one summary line; 0 only where the goals hold.</summary>
internal static class Entry
{
    public static async Task<int> Main(string[] args)
    {
        var corpus = Environment.GetEnvironmentVariable("AFTERWORD_CORPUS");
        if (string.IsNullOrEmpty(corpus) || !Directory.Exists(corpus))
        {
            Console.WriteLine(
                "retrieval: skipped; set AFTERWORD_CORPUS to the folder of the real post-mortems."
            );
            return 0;
        }
        var incidents = args.Contains("--quick") ? 1_000 : 10_000;
        var connection = After(args, "--connection");
        var rounds = new List<(string Name, Figures Figures)>
        {
            ("sqlite", await Sqlite(corpus, incidents)),
        };
        if (connection is null)
        {
            Console.WriteLine(
                "postgres: not asked; pass --connection \"Host=…\" of a server on which a database may be made."
            );
        }
        else
        {
            rounds.Add(("postgres", await Postgres(connection, corpus, incidents)));
        }
        foreach (var (name, figures) in rounds)
        {
            Print(name, figures, incidents);
        }
        var holds = rounds.All(r => r.Figures.Holds);
        Console.WriteLine(
            $"retrieval: {(holds ? "goals hold" : "GOALS MISSED")} at {incidents.ToString("N0", CultureInfo.InvariantCulture)} incidents on {string.Join(" and ", rounds.Select(r => r.Name))} (sentence first >= 95 %, three words in the first three >= 90 %, 95th percentile < 50 ms)"
        );
        return holds ? 0 : 1;
    }

    private static async Task<Figures> Sqlite(string corpus, int incidents)
    {
        var folder = Directory.CreateTempSubdirectory("afterword-retrieval-").FullName;
        try
        {
            return await Round.Run(
                new DatabaseOptions { Provider = "sqlite", Folder = folder },
                corpus,
                incidents
            );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Figures> Postgres(string connection, string corpus, int incidents)
    {
        var name = $"aw_retrieval_{Guid.NewGuid():N}";
        await Admin(connection, $"CREATE DATABASE {name} TEMPLATE template0");
        try
        {
            return await Round.Run(
                new DatabaseOptions
                {
                    Provider = "postgres",
                    Connection = $"{connection};Database={name}",
                },
                corpus,
                incidents
            );
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await Admin(connection, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        }
    }

    private static async Task Admin(string connection, string sql)
    {
        await using var admin = new NpgsqlConnection(
            $"{connection};Database=postgres;Pooling=false"
        );
        await admin.OpenAsync();
        await using var command = admin.CreateCommand();
#pragma warning disable CA2100 // the name is ours
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 300;
        await command.ExecuteNonQueryAsync();
    }

    private static void Print(string name, Figures figures, int incidents)
    {
        var culture = CultureInfo.InvariantCulture;
        Console.WriteLine(string.Create(culture, $"{name}, {incidents:N0} synthetic incidents:"));
        Console.WriteLine(
            string.Create(
                culture,
                $"  root-cause sentence found first      {figures.SentencesFirst} of {figures.Sentences} ({100.0 * figures.SentencesFirst / Math.Max(1, figures.Sentences):F1} %)"
            )
        );
        Console.WriteLine(
            string.Create(
                culture,
                $"  sentence of another section first    {figures.OthersFirst} of {figures.Others} ({100.0 * figures.OthersFirst / Math.Max(1, figures.Others):F1} %), where a document has no root cause of its own"
            )
        );
        Console.WriteLine(
            string.Create(
                culture,
                $"  three key words in the first three   {figures.WordsInThree} of {figures.Words} ({100.0 * figures.WordsInThree / Math.Max(1, figures.Words):F1} %)"
            )
        );
        Console.WriteLine(
            string.Create(
                culture,
                $"  time a search                        median {figures.Median:F1} ms, 95th percentile {figures.NinetyFifth:F1} ms, slowest {figures.Slowest:F1} ms"
            )
        );
        foreach (var missed in figures.Missed)
        {
            Console.WriteLine($"  missed: {missed}");
        }
    }

    private static string? After(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
