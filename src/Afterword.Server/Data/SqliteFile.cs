using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Afterword.Server.Data;

/// <summary>How the SQLite file is opened: durable, one writer, readers that cannot write.</summary>
internal static class SqliteFile
{
    /// <summary>The first SQLite without the WAL-reset race.</summary>
    private static readonly Version Safe = new(3, 51, 3);

    /// <summary>Takes the folder for this process.</summary>
    /// <exception cref="InvalidOperationException">Another Afterword has it.</exception>
    public static FileStream TakeLock(string folder)
    {
        try
        {
            return new FileStream(
                Path.Combine(folder, "afterword.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (IOException)
        {
            throw new InvalidOperationException(
                $"Another Afterword is running on the data folder '{folder}'. Stop it first, or start this one with another --data folder."
            );
        }
    }

    public static SqliteConnection OpenWriter(string path, ILogger log)
    {
        var writer = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()
        );
        writer.Open();
        Run(
            writer,
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;"
        );
        Run(
            writer,
            "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA wal_autocheckpoint=1000;"
        );
        if (Version.TryParse(writer.ServerVersion, out var version) && version < Safe)
        {
            log.LogInformation(
                "SQLite {Version} is older than {Safe}: writes and checkpoints share one connection, which avoids its WAL-reset race.",
                version,
                Safe
            );
        }
        return writer;
    }

    public static string ReaderConnectionString(string path) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = true,
        }.ToString();

    /// <summary>Makes a connection unable to write or to checkpoint.</summary>
    public static void ReadOnly(DbConnection connection) => Run(connection, QueryOnly.Pragmas);

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // both callers pass constants
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Makes every reader's connection unable to write or to checkpoint.</summary>
    public sealed class QueryOnly : DbConnectionInterceptor
    {
        public const string Pragmas =
            "PRAGMA query_only=1; PRAGMA busy_timeout=5000; PRAGMA wal_autocheckpoint=0; PRAGMA trusted_schema=OFF; PRAGMA mmap_size=0;";

        public override void ConnectionOpened(
            DbConnection connection,
            ConnectionEndEventData eventData
        ) => Run(connection, Pragmas);

        public override Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Run(connection, Pragmas);
            return Task.CompletedTask;
        }
    }
}
