using System.Data.Common;
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

    public Database(IOptions<DatabaseOptions> options, ILogger<Database> log)
    {
        var settings = options.Value;
        IsSqlite = settings.IsSqlite;
        if (IsSqlite)
        {
            DataFolder.Make(settings.Folder);
            _lock = SqliteFile.TakeLock(settings.Folder);
            var path = Path.Combine(settings.Folder, "afterword.db");
            Plain = new PlainSql(SqliteFile.ReaderConnectionString(path));
            _writer = SqliteFile.OpenWriter(path, log);
            _writing = new DbContextOptionsBuilder<AfterwordDb>().UseSqlite(_writer).Options;
            _reading = new DbContextOptionsBuilder<AfterwordDb>()
                .UseSqlite(SqliteFile.ReaderConnectionString(path))
                .AddInterceptors(new SqliteFile.QueryOnly())
                .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
                .Options;
            return;
        }
        _postgres = new NpgsqlDataSourceBuilder(settings.Connection).Build();
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

    /// <summary>A context for reading, without tracking.</summary>
    public AfterwordDb Read() => new(_reading) { Plain = Plain };

    /// <summary>A context for writing; only the store and the migrator ask for it.</summary>
    public AfterwordDb Write() => new(_writing);

    public void Dispose()
    {
        Plain.Dispose();
        _writer?.Dispose();
        _postgres?.Dispose();
        if (_writer is not null)
        {
            SqliteConnection.ClearAllPools();
        }
        _lock?.Dispose();
    }
}
