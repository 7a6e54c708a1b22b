using System.Data.Common;
using Npgsql;

namespace Afterword.Server.Data;

/// <summary>
/// Hand-written statements in the transaction of one write, for the few deeds that a team does all day. They see what this write
/// did by hand before, and nothing that EF has not saved yet.
/// </summary>
internal sealed class PlainWrite
{
    private readonly PreparedStatements? _sqlite;
    private readonly NpgsqlConnection? _postgres;
    private readonly NpgsqlTransaction? _transaction;

    public PlainWrite(Database database, PreparedStatements sqlite)
    {
        _sqlite = sqlite;
        Items = new PlainItems(this, database.Rows);
    }

    public PlainWrite(Database database, DbTransaction transaction)
    {
        _transaction = (NpgsqlTransaction)transaction;
        _postgres = _transaction.Connection;
        Items = new PlainItems(this, database.Rows);
    }

    public bool IsSqlite => _sqlite is not null;

    /// <summary>Action items, found and kept without EF.</summary>
    public PlainItems Items { get; }

    /// <summary>The rows of a query or of a statement with <c>RETURNING</c>.</summary>
    /// <param name="sql">Constant text and names of parameters, never what somebody typed.</param>
    /// <param name="parameters">Names with <c>@</c>; instants and dates as themselves.</param>
    /// <param name="read">Makes one of a row; it must not keep the row.</param>
    /// <param name="ct">Stops the work.</param>
    public async Task<List<T>> Rows<T>(
        string sql,
        IReadOnlyList<(string Name, object? Value)> parameters,
        Func<DbDataReader, T> read,
        CancellationToken ct
    )
    {
        var command = Command(sql, parameters);
        try
        {
            await using var rows = await command.ExecuteReaderAsync(ct);
            var all = new List<T>();
            while (await rows.ReadAsync(ct))
            {
                all.Add(read(rows));
            }
            return all;
        }
        finally
        {
            await End(command);
        }
    }

    /// <summary>A statement without rows.</summary>
    /// <returns>How many rows it changed.</returns>
    public async Task<int> Do(
        string sql,
        IReadOnlyList<(string Name, object? Value)> parameters,
        CancellationToken ct
    )
    {
        var command = Command(sql, parameters);
        try
        {
            return await command.ExecuteNonQueryAsync(ct);
        }
        finally
        {
            await End(command);
        }
    }

    private DbCommand Command(string sql, IReadOnlyList<(string Name, object? Value)> parameters)
    {
        if (_sqlite is not null)
        {
            return _sqlite.Of(sql, parameters);
        }
#pragma warning disable CA2100 // constant text, see Rows
        var command = new NpgsqlCommand(sql, _postgres, _transaction);
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(
                name,
                value is IReadOnlyList<string> words ? words.ToArray() : value ?? DBNull.Value
            );
        }
        return command;
    }

    // Prepared statements stay.
    private ValueTask End(DbCommand command) =>
        _sqlite is null ? command.DisposeAsync() : ValueTask.CompletedTask;
}
