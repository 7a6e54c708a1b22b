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
internal sealed class BulkRows<T>(string table, BulkColumn<T>[] keys, BulkColumn<T>[] values)
{
    private readonly BulkColumn<T>[] _all = [.. keys, .. values];

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
        var changed = await Run(db, rows, db.IsSqlite ? OneUpdate() : ManyUpdates(), ct);
        if (changed != rows.Count)
        {
            throw new DbUpdateConcurrencyException(
                $"{rows.Count - changed} of {rows.Count} rows of {table} were changed by somebody else."
            );
        }
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
            ? $"{into} VALUES ({string.Join(", ", _all.Select((_, i) => $"@p{i}"))}) {conflict}"
            : $"{into} SELECT {Names(_all)} FROM unnest({Parameters()}) WITH ORDINALITY AS given({Names(_all)}, nth) ORDER BY nth {conflict}";
        await Run(db, rows, sql, ct);
    }

    private string OneUpdate() =>
        $"UPDATE {table} SET {string.Join(", ", values.Select((c, i) => $"{c.Name} = @p{keys.Length + i}"))} WHERE {string.Join(" AND ", keys.Select((c, i) => $"{c.Name} = @p{i}"))}";

    private string ManyUpdates() =>
        $"UPDATE {table} SET {string.Join(", ", values.Select((c, i) => $"{c.Name} = given.p{keys.Length + i}"))} FROM unnest({Parameters()}) AS given({string.Join(", ", _all.Select((_, i) => $"p{i}"))}) WHERE {string.Join(" AND ", keys.Select((c, i) => $"{table}.{c.Name} = given.p{i}"))}";

    private string Parameters() => string.Join(", ", _all.Select((_, i) => $"@p{i}"));

    private static string Names(IEnumerable<BulkColumn<T>> columns) =>
        string.Join(", ", columns.Select(c => c.Name));

    private async Task<int> Run(
        AfterwordDb db,
        IReadOnlyList<T> rows,
        string sql,
        CancellationToken ct
    )
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
#pragma warning disable CA2100 // names of our own tables and columns
        command.CommandText = sql;
#pragma warning restore CA2100
        return command is NpgsqlCommand postgres
            ? await Together(postgres, rows, ct)
            : OneByOne(command, rows);
    }

    private async Task<int> Together(
        NpgsqlCommand command,
        IReadOnlyList<T> rows,
        CancellationToken ct
    )
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
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>SQLite's calls never wait for anything but the disk, so they are plain calls.</summary>
    private int OneByOne(DbCommand command, IReadOnlyList<T> rows)
    {
        var parameters = new DbParameter[_all.Length];
        for (var i = 0; i < _all.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameters[i] = parameter);
        }
        var changed = 0;
        foreach (var row in rows)
        {
            for (var i = 0; i < _all.Length; i++)
            {
                parameters[i].Value = _all[i].Of(row) ?? DBNull.Value;
            }
            changed += command.ExecuteNonQuery();
        }
        return changed;
    }
}
