using Npgsql;

namespace Afterword.Tests.Support;

/// <summary>The databases every data test runs on. PostgreSQL is skipped, with the reason, where bin/test did not start one.</summary>
public sealed class Databases : TheoryData<string>
{
    public const string Variable = "AFTERWORD_TEST_POSTGRES";

    public Databases()
    {
        Add("sqlite");
        Add(PostgresRow);
    }

    internal static TheoryDataRow<string> PostgresRow =>
        new("postgres")
        {
            Skip = Postgres is null
                ? $"{Variable} is not set; bin/test starts a PostgreSQL of its own and sets it."
                : null,
        };

    public static string? Postgres =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : null;

    // Each copy of the template waits for the disk; many at once on a busy machine wait beyond any patience.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);
    private const int Patience = 300; // seconds

    /// <summary>Makes a database and gives its connection string.</summary>
    /// <param name="template">What it begins as: empty unless said otherwise.</param>
    public static async Task<string> CreatePostgres(string template = "template0")
    {
        await OneAtATime.WaitAsync();
        try
        {
            return await Create($"aw_{Guid.NewGuid():N}", template);
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<string> Create(string name, string template)
    {
        await using var admin = new NpgsqlConnection($"{Postgres};Database=postgres;Pooling=false");
        await admin.OpenAsync();
        await using var create = admin.CreateCommand();
        create.CommandTimeout = Patience;
#pragma warning disable CA2100 // the names are ours
        create.CommandText = $"CREATE DATABASE {name} TEMPLATE {template}";
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync();
        return $"{Postgres};Database={name};Maximum Pool Size=20";
    }

    public static async Task DropPostgres(string connection)
    {
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        await using var admin = new NpgsqlConnection($"{Postgres};Database=postgres;Pooling=false");
        await admin.OpenAsync();
        await using var drop = admin.CreateCommand();
        drop.CommandTimeout = Patience;
#pragma warning disable CA2100
        drop.CommandText = $"DROP DATABASE IF EXISTS {name} WITH (FORCE)";
#pragma warning restore CA2100
        await drop.ExecuteNonQueryAsync();
    }
}

/// <summary>For what only several nodes can do.</summary>
public sealed class PostgresOnly : TheoryData<string>
{
    public PostgresOnly() => Add(Databases.PostgresRow);
}
