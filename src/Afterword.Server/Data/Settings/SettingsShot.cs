using System.Collections.Concurrent;

namespace Afterword.Server.Data.Settings;

/// <summary>The table of settings at one moment, with the records read from it.</summary>
internal sealed class SettingsShot
{
    public static readonly SettingsShot Empty = new([]);

    private readonly Dictionary<string, Row> _rows;

    private SettingsShot(IEnumerable<Row> rows) => _rows = rows.ToDictionary(row => row.Name);

    public ConcurrentDictionary<string, object> Values { get; } = new();

    /// <summary>Grows with every change, because settings are never deleted.</summary>
    public int Sum => _rows.Values.Sum(row => row.Version);

    public static SettingsShot Take(PlainSql sql) =>
        new(
            sql.RowsNow(
                "SELECT name, value, secrets, version FROM settings",
                row => new Row(row.Text(0), row.Text(1), row.Text(2), row.Int(3))
            )
        );

    /// <summary><see cref="Sum"/> as it is in the table now.</summary>
    public static int SumOf(PlainSql sql) =>
        sql.RowsNow(
            "SELECT CAST(coalesce(sum(version), 0) AS integer) FROM settings",
            row => row.Int(0)
        )[0];

    public string Json(string name) => _rows.TryGetValue(name, out var row) ? row.Value : "{}";

    public string Secrets(string name) => _rows.TryGetValue(name, out var row) ? row.Secrets : "";

    public int Version(string name) => _rows.TryGetValue(name, out var row) ? row.Version : 0;

    private sealed record Row(string Name, string Value, string Secrets, int Version);
}
