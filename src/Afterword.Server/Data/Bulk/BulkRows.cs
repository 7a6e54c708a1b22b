using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Afterword.Server.Data.Bulk;

/// <summary>
/// Writes many rows of one table within a write: on SQLite one prepared statement run again and again, on PostgreSQL one statement over
/// arrays. For what is written a thousand times a second; everything else is EF's.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="keys">What a row is found by; empty for a table that is only inserted into.</param>
/// <param name="values">What is written.</param>
/// <param name="raised">A column that counts its changes by itself, where the rows at hand may not know how many there were.</param>
/// <param name="where">What else must hold of a row that is changed: our own text; null for nothing.</param>
internal sealed class BulkRows<T>(
    string table,
    BulkColumn<T>[] keys,
    BulkColumn<T>[] values,
    string? raised = null,
    string? where = null
)
{
    private readonly BulkColumn<T>[] _all = [.. keys, .. values];

    private readonly string _oneUpdate =
        $"UPDATE {table} SET {Set("@p", table, keys.Length, values, raised)} WHERE {Found("@p", table, keys, where)}";

    private readonly string _manyUpdates =
        $"UPDATE {table} SET {Set("given.p", table, keys.Length, values, raised)} FROM unnest({Parameters(keys.Length + values.Length)}) AS given({Given(keys.Length + values.Length)}) WHERE {Found("given.p", table, keys, where)}";

    private readonly string _standing =
        $"UPDATE {table} SET {Set("given.p", table, keys.Length, values, raised)} FROM unnest({Parameters(keys.Length + values.Length)}) WITH ORDINALITY AS given({Given(keys.Length + values.Length)}, nth) WHERE {Found("given.p", table, keys, where)} RETURNING given.nth";

    /// <summary>What is written, by name: what is not named here is stored empty.</summary>
    public IReadOnlyList<string> Columns => [.. _all.Select(c => c.Name)];

    /// <summary>Changes rows that stand there. Each must be found by its keys, the version among them.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else changed one of them meanwhile; the write begins again.</exception>
    public async Task Update(AfterwordDb db, IReadOnlyList<T> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
        {
            return;
        }
        db.Wrote(typeof(T));
        var changed = await Run(db, rows, db.IsSqlite ? _oneUpdate : _manyUpdates, ct);
        if (changed != rows.Count)
        {
            throw new DbUpdateConcurrencyException(
                $"{rows.Count - changed} of {rows.Count} rows of {table} were changed by somebody else."
            );
        }
    }

    /// <summary>Changes those rows that still stand as their keys say, and leaves the others alone.</summary>
    /// <returns>Those that were changed.</returns>
    public async Task<IReadOnlyList<T>> UpdateStanding(
        AfterwordDb db,
        IReadOnlyList<T> rows,
        CancellationToken ct
    )
    {
        if (rows.Count == 0)
        {
            return [];
        }
        db.Wrote(typeof(T));
        await using var command = Command(db, db.IsSqlite ? _oneUpdate : _standing);
        return command is NpgsqlCommand postgres
            ? await Standing(postgres, rows, ct)
            : OneByOne(command, rows);
    }

    /// <summary>Adds rows, in their order.</summary>
    /// <param name="db">The write.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="ct">Stops the work.</param>
    /// <param name="conflict">What follows the insert: an ON CONFLICT clause of our own.</param>
    public async Task Insert(
        AfterwordDb db,
        IReadOnlyList<T> rows,
        CancellationToken ct,
        string conflict = ""
    )
    {
        if (rows.Count == 0)
        {
            return;
        }
        db.Wrote(typeof(T));
        var into = $"INSERT INTO {table} ({Names(_all)})";
        var sql = db.IsSqlite
            ? $"{into} VALUES ({Parameters(_all.Length)}) {conflict}"
            : $"{into} SELECT {Names(_all)} FROM unnest({Parameters(_all.Length)}) WITH ORDINALITY AS given({Names(_all)}, nth) ORDER BY nth {conflict}";
        await Run(db, rows, sql, ct);
    }

    private static string Set(
        string given,
        string table,
        int from,
        BulkColumn<T>[] values,
        string? raised
    ) =>
        string.Join(
            ", ",
            values
                .Select((c, i) => $"{c.Name} = {given}{from + i}")
                .Concat(raised is null ? [] : [$"{raised} = {table}.{raised} + 1"])
        );

    private static string Found(string given, string table, BulkColumn<T>[] keys, string? where) =>
        string.Join(
            " AND ",
            keys.Select((c, i) => $"{table}.{c.Name} = {given}{i}")
                .Concat(where is null ? [] : [where])
        );

    private static string Given(int many) =>
        string.Join(", ", Enumerable.Range(0, many).Select(i => $"p{i}"));

    private static string Parameters(int many) =>
        string.Join(", ", Enumerable.Range(0, many).Select(i => $"@p{i}"));

    private static string Names(IEnumerable<BulkColumn<T>> columns) =>
        string.Join(", ", columns.Select(c => c.Name));

    private async Task<int> Run(
        AfterwordDb db,
        IReadOnlyList<T> rows,
        string sql,
        CancellationToken ct
    )
    {
        await using var command = Command(db, sql);
        if (command is not NpgsqlCommand postgres)
        {
            return OneByOne(command, rows).Count;
        }
        Give(postgres, rows);
        return await postgres.ExecuteNonQueryAsync(ct);
    }

    private static DbCommand Command(AfterwordDb db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // names of our own tables and columns
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private void Give(NpgsqlCommand command, IReadOnlyList<T> rows)
    {
        for (var i = 0; i < _all.Length; i++)
        {
            command.Parameters.Add(
                new NpgsqlParameter($"p{i}", NpgsqlDbType.Array | _all[i].Type)
                {
                    Value = _all[i].Array(rows),
                }
            );
        }
    }

    private async Task<IReadOnlyList<T>> Standing(
        NpgsqlCommand command,
        IReadOnlyList<T> rows,
        CancellationToken ct
    )
    {
        Give(command, rows);
        await using var hit = await command.ExecuteReaderAsync(ct);
        var changed = new List<T>(rows.Count);
        while (await hit.ReadAsync(ct))
        {
            changed.Add(rows[(int)hit.GetInt64(0) - 1]);
        }
        return changed;
    }

    /// <summary>SQLite's calls never wait for anything but the disk, so they are plain calls.</summary>
    /// <returns>The rows that were changed or added.</returns>
    private List<T> OneByOne(DbCommand command, IReadOnlyList<T> rows)
    {
        var parameters = new DbParameter[_all.Length];
        for (var i = 0; i < _all.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameters[i] = parameter);
        }
        var changed = new List<T>(rows.Count);
        foreach (var row in rows)
        {
            for (var i = 0; i < _all.Length; i++)
            {
                parameters[i].Value = _all[i].Of(row) ?? DBNull.Value;
            }
            if (command.ExecuteNonQuery() > 0)
            {
                changed.Add(row);
            }
        }
        return changed;
    }
}
