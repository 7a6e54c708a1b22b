using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Afterword.Server.Data.Bulk;

/// <summary>Reads many narrow rows by hand-written SQL within a write, which EF would take several times as long for.</summary>
internal static class Reading
{
    /// <summary>The rows of a query over some numbers.</summary>
    /// <param name="db">The write.</param>
    /// <param name="sql">Constant text; <c>{numbers}</c> stands where the numbers do: <c>a.number IN {numbers}</c>.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="read">Makes one of a row; it must not keep the row.</param>
    /// <param name="ct">Stops the work.</param>
    public static async Task<List<T>> Of<T>(
        AfterwordDb db,
        string sql,
        IReadOnlyCollection<int> numbers,
        Func<PlainRow, T> read,
        CancellationToken ct
    )
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // constant text of ours
        command.CommandText = sql.Replace(
            "IN {numbers}",
            db.IsSqlite ? "IN (SELECT value FROM json_each(@numbers))" : "= ANY (@numbers)",
            StringComparison.Ordinal
        );
#pragma warning restore CA2100
        command.Parameters.Add(Parameter(command, numbers));
        await using var rows = await command.ExecuteReaderAsync(ct);
        var all = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            all.Add(read(new PlainRow(rows, db.IsSqlite)));
        }
        return all;
    }

    private static DbParameter Parameter(DbCommand command, IReadOnlyCollection<int> numbers)
    {
        if (command is NpgsqlCommand)
        {
            return new NpgsqlParameter<int[]>("numbers", [.. numbers]);
        }
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@numbers";
        parameter.Value = $"[{string.Join(',', numbers)}]";
        return parameter;
    }
}
