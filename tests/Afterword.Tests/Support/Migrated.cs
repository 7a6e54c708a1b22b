using Afterword.Server.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

[assembly: AssemblyFixture(typeof(Afterword.Tests.Support.Migrated))]

namespace Afterword.Tests.Support;

/// <summary>
/// Databases that have had every migration. They run once a database kind and are copied for each test: run anew they would be most of the
/// work of a short test.
/// </summary>
public sealed class Migrated : IAsyncDisposable
{
    private static readonly Lazy<Task<string>> Sqlite = new(MigrateSqlite);
    private static readonly Lazy<Task<string>> Template = new(MigratePostgres);

    /// <summary>Lays a migrated SQLite database into a data folder that has none yet.</summary>
    public static async Task LayInto(string folder)
    {
        var there = Path.Combine(folder, "afterword.db");
        if (File.Exists(there))
        {
            return;
        }
        DataFolder.Make(folder);
        File.Copy(await Sqlite.Value, there);
    }

    /// <summary>A migrated PostgreSQL database of its own; gives its connection string.</summary>
    public static async Task<string> CreatePostgres() =>
        await Databases.CreatePostgres(await Template.Value);

    /// <summary>Once all tests have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Sqlite.IsValueCreated)
        {
            Directory.Delete(Path.GetDirectoryName(await Sqlite.Value)!, recursive: true);
        }
        if (Template.IsValueCreated)
        {
            await Databases.DropPostgres($"{Databases.Postgres};Database={await Template.Value}");
        }
    }

    private static async Task<string> MigrateSqlite()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"afterword-migrated-{Guid.NewGuid():N}");
        await Migrate(new DatabaseOptions { Provider = "sqlite", Folder = folder });
        return Path.Combine(folder, "afterword.db");
    }

    private static async Task<string> MigratePostgres()
    {
        var connection = await Databases.CreatePostgres();
        // A connection kept open by the pool would forbid the copy.
        await Migrate(
            new DatabaseOptions
            {
                Provider = "postgres",
                Connection = $"{connection};Pooling=false",
            }
        );
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private static async Task Migrate(DatabaseOptions options)
    {
        using var database = new Database(Options.Create(options), NullLogger<Database>.Instance);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).Run();
    }
}
