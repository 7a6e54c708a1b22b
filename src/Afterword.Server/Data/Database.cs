using Afterword.Core;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Afterword.Server.Data;

/// <summary>
/// Opens contexts. On SQLite there is one connection that writes and checkpoints, behind the store's gate, and readers that can
/// do neither: SQLite before 3.51.3 can lose commits when one connection writes while another checkpoints (reliability.md 0.1).
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly DbContextOptions<AfterwordDb> _reading;
    private readonly DbContextOptions<AfterwordDb> _writing;
    private readonly SqliteConnection? _writer;
    private readonly FileStream? _lock;
    private readonly NpgsqlDataSource? _postgres;
    private readonly string _connection;
    private readonly Lazy<PlainRows> _rows;

    /// <summary>What pages, deeds and loops ask again and again is a few hundred statements.</summary>
    private const int MostPrepared = 200;

    public Database(IOptions<DatabaseOptions> options, ILogger<Database> log)
    {
        var settings = options.Value;
        (IsSqlite, _connection) = (settings.IsSqlite, settings.Connection);
        _rows = new Lazy<PlainRows>(() =>
        {
            using var db = Read();
            return new PlainRows(db.Model);
        });
        if (IsSqlite)
        {
            DataFolder.Make(settings.Folder);
            _lock = SqliteFile.TakeLock(settings.Folder);
            var path = Path.Combine(settings.Folder, "afterword.db");
            Plain = new PlainSql(SqliteFile.ReaderConnectionString(path));
            _writer = SqliteFile.OpenWriter(path, log);
            Statements = new PreparedStatements(_writer);
            _writing = new DbContextOptionsBuilder<AfterwordDb>().UseSqlite(_writer).Options;
            _reading = new DbContextOptionsBuilder<AfterwordDb>()
                .UseSqlite(SqliteFile.ReaderConnectionString(path))
                .AddInterceptors(new SqliteFile.QueryOnly())
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                .Options;
            return;
        }
        _postgres = new NpgsqlDataSourceBuilder(Preparing(settings.Connection)).Build();
        Plain = new PlainSql(_postgres);
        _writing = new DbContextOptionsBuilder<AfterwordDb>().UseNpgsql(_postgres).Options;
        _reading = new DbContextOptionsBuilder<AfterwordDb>()
            .UseNpgsql(_postgres)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;
    }

    public bool IsSqlite { get; }

    /// <summary>Reads by hand-written SQL.</summary>
    public PlainSql Plain { get; }

    /// <summary>What is prepared on the one connection that writes, on SQLite; for the store alone.</summary>
    public PreparedStatements? Statements { get; }

    /// <summary>How items and events are kept by hand-written statements.</summary>
    public PlainRows Rows => _rows.Value;

    /// <summary>Where contexts learn how keys are written; the settings give it, which need the database themselves.</summary>
    public Func<KeyPrefixes> KeysFrom { get; set; } = () => new KeyPrefixes();

    /// <summary>A context for reading, without tracking.</summary>
    public AfterwordDb Read() =>
        new(_reading)
        {
            Plain = Plain,
            KeysFrom = KeysFrom,
            FirstUse = Wake,
        };

    /// <summary>A context for writing; only the store and the migrator ask for it.</summary>
    public AfterwordDb Write() => new(_writing) { KeysFrom = KeysFrom, FirstUse = Wake };

    /// <summary>Whether EF was asked for anything yet: its model costs a start half a second, so what is done at every start asks by hand.</summary>
    public bool IsEfAwake { get; private set; }

    /// <summary>A connection to PostgreSQL beside the pool, for what must end with it.</summary>
    public async Task<NpgsqlConnection> OpenLine(CancellationToken ct)
    {
        var line = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_connection) { Pooling = false }.ConnectionString
        );
        try
        {
            await line.OpenAsync(ct);
            return line;
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    private void Wake() => IsEfAwake = true;

    /// <summary>Statements that come again stay planned on their connection, unless the operator says otherwise.</summary>
    private static string Preparing(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        if (!connection.Contains("prepare", StringComparison.OrdinalIgnoreCase))
        {
            settings.MaxAutoPrepare = MostPrepared;
        }
        return settings.ConnectionString;
    }

    public void Dispose()
    {
        Plain.Dispose();
        Statements?.Dispose();
        _writer?.Dispose();
        _postgres?.Dispose();
        if (_writer is not null)
        {
            SqliteConnection.ClearAllPools();
        }
        _lock?.Dispose();
    }
}
