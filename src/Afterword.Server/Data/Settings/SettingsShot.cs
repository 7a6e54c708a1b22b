using System.Collections.Concurrent;

namespace Afterword.Server.Data.Settings;

/// <summary>The table of settings at one moment, with the records read from it.</summary>
internal sealed class SettingsShot(IEnumerable<Setting> rows)
{
    public static readonly SettingsShot Empty = new([]);

    private readonly Dictionary<string, Setting> _rows = rows.ToDictionary(row => row.Name);

    public ConcurrentDictionary<string, object> Values { get; } = new();

    /// <summary>Grows with every change, because settings are never deleted.</summary>
    public int Sum => _rows.Values.Sum(row => row.Version);

    public string Json(string name) => _rows.TryGetValue(name, out var row) ? row.Value : "{}";

    public string Secrets(string name) => _rows.TryGetValue(name, out var row) ? row.Secrets : "";

    public int Version(string name) => _rows.TryGetValue(name, out var row) ? row.Version : 0;
}
