using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Afterword.Server.Data;

/// <summary>What a failure of the database means for whoever asked: it passes (503), or the disk is full (507). Nothing of it was kept.</summary>
internal static class DatabaseTrouble
{
    private const int Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        InputOutput = 10,
        Full = 13,
        CannotOpen = 14;

    /// <summary>503 or 507; null for anything that is not the database's trouble.</summary>
    public static int? StatusOf(Exception? failed) =>
        failed switch
        {
            SqliteException { SqliteErrorCode: Full } => 507,
            SqliteException
            {
                SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or CannotOpen
            } => 503,
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } => 507,
            PostgresException postgres => postgres.IsTransient || IsAway(postgres) ? 503 : null,
            NpgsqlException => 503,
            DbUpdateConcurrencyException => null,
            DbUpdateException
            or InvalidOperationException when failed.InnerException is { } inner => StatusOf(inner),
            _ => null,
        };

    /// <summary>The server is stopped, stops or has lost the connection: classes 08 and 57P, which Npgsql counts as transient in part only.</summary>
    private static bool IsAway(PostgresException failed) =>
        failed.SqlState.StartsWith("57P", StringComparison.Ordinal)
        || failed.SqlState.StartsWith("08", StringComparison.Ordinal);
}
