using Afterword.Core;
using Afterword.Server.Data.Mapping;
using NpgsqlTypes;

namespace Afterword.Server.Data.Bulk;

/// <summary>A column of rows that are written many at a time.</summary>
/// <param name="Name">The column.</param>
/// <param name="Type">Its type on PostgreSQL.</param>
/// <param name="Of">Its value for one row, as EF would store it but for instants, which stay themselves.</param>
/// <param name="Array">The values of all rows, typed as Npgsql wants them.</param>
internal sealed record BulkColumn<T>(
    string Name,
    NpgsqlDbType Type,
    Func<T, object?> Of,
    Func<IReadOnlyList<T>, Array> Array
);

/// <summary>Makes columns, one method a type.</summary>
internal static class Column<T>
{
    public static BulkColumn<T> Text(string name, Func<T, string?> of) =>
        new(name, NpgsqlDbType.Text, of, rows => All(rows, of));

    /// <summary>An enum by its name, as the mapping stores it.</summary>
    public static BulkColumn<T> Name(string name, Func<T, Enum> of) =>
        Text(name, row => SnakeCase.Of(of(row)));

    public static BulkColumn<T> Int(string name, Func<T, int?> of) =>
        new(name, NpgsqlDbType.Integer, row => of(row), rows => All(rows, of));

    public static BulkColumn<T> Long(string name, Func<T, long?> of) =>
        new(name, NpgsqlDbType.Bigint, row => of(row), rows => All(rows, of));

    public static BulkColumn<T> Flag(string name, Func<T, bool> of) =>
        new(name, NpgsqlDbType.Boolean, row => of(row), rows => All(rows, of));

    public static BulkColumn<T> Bytes(string name, Func<T, byte[]?> of) =>
        new(name, NpgsqlDbType.Bytea, of, rows => All(rows, of));

    public static BulkColumn<T> Instant(string name, Func<T, DateTimeOffset?> of) =>
        new(
            name,
            NpgsqlDbType.TimestampTz,
            row => of(row) is { } at ? MicrosecondsConverter.Of(at) : null,
            rows => All(rows, row => of(row)?.UtcDateTime)
        );

    private static TValue[] All<TValue>(IReadOnlyList<T> rows, Func<T, TValue> of)
    {
        var all = new TValue[rows.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = of(rows[i]);
        }
        return all;
    }
}
