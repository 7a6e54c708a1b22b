using Microsoft.Data.Sqlite;

namespace Afterword.Insight;

/// <summary>Inserts rows by one prepared statement; columns that nobody names get what a plain row has.</summary>
internal sealed class Bulk : IDisposable
{
    private readonly SqliteCommand _insert;

    public Bulk(
        SqliteConnection connection,
        string table,
        string fixedColumns,
        string fixedValues,
        params string[] columns
    )
    {
        _insert = connection.CreateCommand();
#pragma warning disable CA2100 // names are ours
        _insert.CommandText =
            $"INSERT INTO {table} ({fixedColumns}, {string.Join(", ", columns)}) VALUES ({fixedValues}, {string.Join(", ", columns.Select(c => "@" + c))})";
#pragma warning restore CA2100
        foreach (var column in columns)
        {
            _insert.Parameters.Add(new SqliteParameter("@" + column, DBNull.Value));
        }
    }

    public void Row(params object?[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
        _insert.ExecuteNonQuery();
    }

    public void Dispose() => _insert.Dispose();
}
