using System.Text.Json;
using Afterword.Core.Events;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Settings;

/// <summary>
/// What the operator set, from memory. A change on this node shows at once, one on another node within two seconds: that often the
/// table is asked whether anything changed, which is one small sum.
/// </summary>
internal sealed class AfterwordSettings
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    private readonly Store _store;
    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly IDataProtector _protector;
    private readonly Lock _lock = new();
    private SettingsShot _shot = SettingsShot.Empty;
    private long _askedAt;
    private bool _stale = true;

    public AfterwordSettings(
        Store store,
        Database database,
        IDataProtectionProvider protection,
        TimeProvider time
    )
    {
        (_store, _database, _time) = (store, database, time);
        _protector = protection.CreateProtector("settings");
        database.KeysFrom = () => Of<OrganizationSettings>().Keys;
        store.Saved += changed =>
        {
            if (changed.Contains(typeof(Setting)))
            {
                Volatile.Write(ref _stale, true);
            }
        };
    }

    /// <summary>A record of settings, as it is now.</summary>
    public T Of<T>()
        where T : class => (T)Of(AllSettings.Of(typeof(T)));

    public object Of(SettingsKind kind) =>
        Now()
            .Values.GetOrAdd(
                kind.Name,
                static (_, from) =>
                    JsonSerializer.Deserialize(
                        from.Shot.Json(from.Kind.Name),
                        from.Kind.Type,
                        SettingsJson.Options
                    )!,
                (Shot: Now(), Kind: kind)
            );

    /// <summary>What was filled in for a channel, by field name, secrets decrypted; empty when it was never set up.</summary>
    public IReadOnlyDictionary<string, string> Channel(string id)
    {
        var (shot, name) = (Now(), ChannelName(id));
        var values = Texts(shot.Json(name));
        if (shot.Secrets(name) is { Length: > 0 } secrets)
        {
            foreach (var (field, value) in Texts(_protector.Unprotect(secrets)))
            {
                values[field] = value;
            }
        }
        return values;
    }

    /// <summary>Counts the changes of a record; 0 for one that has its defaults. Against a stale edit.</summary>
    public int Version(SettingsKind kind) => Now().Version(kind.Name);

    /// <inheritdoc cref="Version(SettingsKind)"/>
    public int ChannelVersion(string id) => Now().Version(ChannelName(id));

    /// <summary>Saves a record.</summary>
    /// <exception cref="StaleException">Somebody else saved in between.</exception>
    public Task Save(SettingsKind kind, object value, By by, int version, CancellationToken ct)
    {
        var json = JsonSerializer.Serialize(value, kind.Type, SettingsJson.Options);
        var changes = new Changes();
        foreach (var property in SettingsFields.Of(kind.Type))
        {
            changes.Of(
                JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                Changes.Words(property.GetValue(Of(kind))),
                Changes.Words(property.GetValue(value))
            );
        }
        return Save(kind.Name, json, "", changes, by, version, ct);
    }

    /// <summary>Saves what was filled in for a channel.</summary>
    /// <param name="id">The channel.</param>
    /// <param name="values">All fields; empty ones are left out.</param>
    /// <param name="secret">Which of them are secrets.</param>
    /// <param name="by">Who.</param>
    /// <param name="version">What the editor saw.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="StaleException">Somebody else saved in between.</exception>
    public Task SaveChannel(
        string id,
        IReadOnlyDictionary<string, string> values,
        Func<string, bool> secret,
        By by,
        int version,
        CancellationToken ct
    )
    {
        var before = Channel(id);
        var changes = new Changes();
        foreach (var field in values.Keys.Union(before.Keys).Order(StringComparer.Ordinal))
        {
            var (from, to) = (
                before.GetValueOrDefault(field, ""),
                values.GetValueOrDefault(field, "")
            );
            if (secret(field) && from != to)
            {
                changes.Of(field, from.Length > 0 ? "set" : "", to.Length > 0 ? "set anew" : "");
            }
            else if (!secret(field))
            {
                changes.Of(field, from, to);
            }
        }
        var filled = values.Where(v => v.Value.Length > 0).ToLookup(v => secret(v.Key));
        // Before the deed: the ring of keys may have to write, and the store's gate is not to be passed twice.
        var secrets = filled[true].Any() ? _protector.Protect(Json(filled[true])) : "";
        return Save(ChannelName(id), Json(filled[false]), secrets, changes, by, version, ct);
    }

    private Task Save(
        string name,
        string json,
        string secrets,
        Changes changes,
        By by,
        int version,
        CancellationToken ct
    ) =>
        !changes.Any
            ? Task.CompletedTask
            : _store.Write(
                async db =>
                {
                    var setting = await db.Set<Setting>()
                        .AsTracking()
                        .SingleOrDefaultAsync(s => s.Name == name, ct);
                    if ((setting?.Version ?? 0) != version)
                    {
                        throw new StaleException(setting?.Version ?? 0);
                    }
                    if (setting is null)
                    {
                        db.Add(setting = new Setting(await db.NextSetting(ct), name));
                    }
                    setting.Change(json, secrets, changes, by);
                },
                ct
            );

    private SettingsShot Now()
    {
        lock (_lock)
        {
            var stale = Volatile.Read(ref _stale);
            if (!stale && _time.GetElapsedTime(_askedAt) < AskEvery)
            {
                return _shot;
            }
            Volatile.Write(ref _stale, false);
            try
            {
                if (stale || SettingsShot.SumOf(_database.Plain) != _shot.Sum)
                {
                    _shot = SettingsShot.Take(_database.Plain);
                }
                _askedAt = _time.GetTimestamp();
            }
            catch
            {
                Volatile.Write(ref _stale, true);
                throw;
            }
            return _shot;
        }
    }

    private static string ChannelName(string id) => $"channel:{id}";

    private static Dictionary<string, string> Texts(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(json, SettingsJson.Options) ?? [];

    private static string Json(IEnumerable<KeyValuePair<string, string>> values) =>
        JsonSerializer.Serialize(values.ToDictionary(), SettingsJson.Options);
}
