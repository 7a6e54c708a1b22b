using System.Collections.Concurrent;
using System.Data.Common;
using Afterword.Server.Data.Mapping;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Afterword.Server.Data;

/// <summary>
/// Reads by hand-written SQL, for the few lists that everybody opens all day. On SQLite the statements stay prepared on their
/// connection, which spares about half of the time of a short query; Npgsql prepares what it sees often by itself.
/// </summary>
internal sealed class PlainSql : IDisposable
{
    private const int MostIdle = 16;

    private readonly ConcurrentBag<Reader> _idle = [];
    private readonly string? _sqlite;
    private readonly NpgsqlDataSource? _postgres;

    public PlainSql(string readerConnection) => _sqlite = readerConnection;

    public PlainSql(NpgsqlDataSource postgres) => _postgres = postgres;

    public bool IsSqlite => _sqlite is not null;

    /// <summary>The rows of a query.</summary>
    /// <param name="sql">Constant text and names of parameters, never what somebody typed.</param>
    /// <param name="parameters">Names with <c>@</c>; instants and dates as themselves.</param>
    /// <param name="read">Makes one of a row; it must not keep the row.</param>
    /// <param name="ct">Stops the work.</param>
    public async Task<List<T>> Rows<T>(
        string sql,
        IReadOnlyList<(string Name, object Value)> parameters,
        Func<PlainRow, T> read,
        CancellationToken ct
    )
    {
        if (_postgres is not null)
        {
            await using var command = _postgres.CreateCommand(sql);
            foreach (var (name, value) in parameters)
            {
                command.Parameters.AddWithValue(name, value);
            }
            return await All(command, read, ct);
        }
        var reader = _idle.TryTake(out var idle) ? idle : new Reader(_sqlite!);
        try
        {
            var rows = await All(reader.Statements.Of(sql, parameters!), read, ct);
            Keep(reader);
            return rows;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The same at once, for what may not wait: settings and keys that the framework asks for without async.</summary>
    public List<T> RowsNow<T>(string sql, Func<PlainRow, T> read)
    {
        if (_postgres is not null)
        {
            using var command = _postgres.CreateCommand(sql);
            return AllNow(command, read);
        }
        var reader = _idle.TryTake(out var idle) ? idle : new Reader(_sqlite!);
        try
        {
            var rows = AllNow(reader.Statements.Of(sql, []), read);
            Keep(reader);
            return rows;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Whether a query finds anything.</summary>
    public async Task<bool> Any(
        string sql,
        IReadOnlyList<(string Name, object Value)> parameters,
        CancellationToken ct
    ) => await Rows($"SELECT 1 WHERE EXISTS ({sql})", parameters, row => row.Int(0), ct) is [_];

    public void Dispose()
    {
        while (_idle.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private void Keep(Reader reader)
    {
        if (_idle.Count >= MostIdle)
        {
            reader.Dispose();
            return;
        }
        _idle.Add(reader);
    }

    private List<T> AllNow<T>(DbCommand command, Func<PlainRow, T> read)
    {
        using var rows = command.ExecuteReader();
        var all = new List<T>();
        while (rows.Read())
        {
            all.Add(read(new PlainRow(rows, IsSqlite)));
        }
        return all;
    }

    private async Task<List<T>> All<T>(
        DbCommand command,
        Func<PlainRow, T> read,
        CancellationToken ct
    )
    {
        await using var rows = await command.ExecuteReaderAsync(ct);
        var all = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            all.Add(read(new PlainRow(rows, IsSqlite)));
        }
        return all;
    }

    /// <summary>A connection that can only read, with the statements it has prepared. One query at a time.</summary>
    private sealed class Reader : IDisposable
    {
        private readonly SqliteConnection _connection;

        public Reader(string connectionString)
        {
            _connection = new SqliteConnection(connectionString);
            _connection.Open();
            SqliteFile.ReadOnly(_connection);
            Statements = new PreparedStatements(_connection);
        }

        public PreparedStatements Statements { get; }

        public void Dispose()
        {
            Statements.Dispose();
            _connection.Dispose();
        }
    }
}

/// <summary>A row of a hand-written query; columns by position.</summary>
internal readonly struct PlainRow(DbDataReader row, bool isSqlite)
{
    public int Int(int column) => row.GetInt32(column);

    public int? IntOrNull(int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public bool Flag(int column) => row.GetBoolean(column);

    public long Long(int column) => row.GetInt64(column);

    public byte[]? BytesOrNull(int column) => row.IsDBNull(column) ? null : Bytes(column);

    public byte[] Bytes(int column) => row.GetFieldValue<byte[]>(column);

    public DateOnly Date(int column) => row.GetFieldValue<DateOnly>(column);

    public string Text(int column) => row.GetString(column);

    public string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public DateOnly? DateOrNull(int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    public DateTimeOffset Instant(int column) =>
        isSqlite
            ? MicrosecondsConverter.At(row.GetInt64(column))
            : row.GetFieldValue<DateTimeOffset>(column);

    public DateTimeOffset? InstantOrNull(int column) =>
        row.IsDBNull(column) ? null : Instant(column);

    /// <summary>A list of words: JSON on SQLite, an array on PostgreSQL.</summary>
    public IReadOnlyList<string> Words(int column) =>
        !isSqlite ? row.GetFieldValue<string[]>(column)
        : row.GetString(column) is "[]" ? []
        : System.Text.Json.JsonSerializer.Deserialize<string[]>(row.GetString(column))!;

    /// <summary>A list of numbers, as words.</summary>
    public IReadOnlyList<string> Numbers(int column) =>
        isSqlite
            ? row.GetString(column) is { Length: > 2 } list
                ? list.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries)
                : []
            :
            [
                .. row.GetFieldValue<int[]>(column)
                    .Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ];
}
