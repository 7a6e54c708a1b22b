using Afterword.Server.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Afterword.Tests.Support;

/// <summary>A migrated database of its own with a store and a clock, without a server around it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _folder = Path.Combine(
        Path.GetTempPath(),
        $"afterword-{Guid.NewGuid():N}"
    );
    private string? _connection;

    private TestDatabase() { }

    public TestClock Clock { get; } = new();

    public Database Database { get; private set; } = null!;

    public Store Store { get; private set; } = null!;

    public static async Task<TestDatabase> Open(string provider, bool migrate = true)
    {
        var test = new TestDatabase();
        var options = new DatabaseOptions { Provider = provider, Folder = test._folder };
        if (provider == "postgres")
        {
            options.Connection = test._connection = await (
                migrate ? Migrated.CreatePostgres() : Databases.CreatePostgres()
            );
        }
        else if (migrate)
        {
            await Migrated.LayInto(test._folder);
        }
        test.Database = new Database(Options.Create(options), NullLogger<Database>.Instance);
        test.Store = new Store(test.Database, test.Clock);
        return test;
    }

    public Migrator Migrator() => new(Database, Clock, NullLogger<Migrator>.Instance);

    public AfterwordDb Read() => Database.Read();

    public async ValueTask DisposeAsync()
    {
        Store.Dispose();
        Database.Dispose();
        if (_connection is not null)
        {
            await Databases.DropPostgres(_connection);
        }
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
