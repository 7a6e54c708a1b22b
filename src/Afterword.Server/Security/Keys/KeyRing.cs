using System.Security.Cryptography;
using System.Xml.Linq;
using Afterword.Server.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Security.Keys;

/// <summary>Keeps the ring of keys in the database, so that all nodes share it. Never protect anything inside a deed: the ring may write.</summary>
internal sealed class DatabaseKeys(Database database, Store store) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        return database.Plain.RowsNow(
            "SELECT xml FROM protection_keys",
            row => XElement.Parse(row.Text(0))
        );
    }

    // The framework asks for this without async; it happens once in ninety days.
    public void StoreElement(XElement element, string friendlyName) =>
        store
            .Write(db =>
            {
                db.Add(
                    new StoredKey(
                        friendlyName,
                        element.ToString(SaveOptions.DisableFormatting),
                        store.Now
                    )
                );
                return Task.CompletedTask;
            })
            .GetAwaiter()
            .GetResult();
}

internal static class KeyRing
{
    public static void AddKeyRing(this IServiceCollection services)
    {
        services.AddSingleton<MasterKey>();
        services.AddSingleton<DatabaseKeys>();
        services.AddSingleton<KeyWrapper>();
        services.AddDataProtection().SetApplicationName("Afterword");
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<DatabaseKeys, KeyWrapper>(
                (options, keys, wrapper) =>
                    (options.XmlRepository, options.XmlEncryptor) = (keys, wrapper)
            );
        services.AddSingleton<IFirstStart, OpenKeyRing>();
    }
}

/// <summary>Makes the first key, once for all nodes, and stops a node that cannot read the ring.</summary>
internal sealed class OpenKeyRing(Database database, MasterKey master, IKeyManager keys)
    : IFirstStart
{
    /// <summary>An arbitrary number that only the making of the first key locks on.</summary>
    private const long LockKey = 0x4146_5445_524b_4559;

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    public async Task Run(CancellationToken ct)
    {
        if (await Written(ct))
        {
            Open(written: true);
            return;
        }
        await using var guard = database.Read();
        await guard.Database.OpenConnectionAsync(ct);
        if (!database.IsSqlite)
        {
            await guard.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({LockKey})", ct);
        }
        try
        {
            Open(await Written(ct));
        }
        finally
        {
            if (!database.IsSqlite)
            {
                await guard.Database.ExecuteSqlAsync(
                    $"SELECT pg_advisory_unlock({LockKey})",
                    CancellationToken.None
                );
            }
        }
    }

    private Task<bool> Written(CancellationToken ct) =>
        database.Plain.Any("SELECT 1 FROM protection_keys", [], ct);

    private void Open(bool written)
    {
        if (!master.Exists)
        {
            if (written)
            {
                throw Foreign("is missing");
            }
            master.Create();
        }
        try
        {
            if (!written)
            {
                // Keys live by the wall clock, which the framework reads itself; ours may be a test's.
                var now = TimeProvider.System.GetUtcNow();
                keys.CreateNewKey(now, now + Lifetime);
            }
            foreach (var key in keys.GetAllKeys())
            {
                key.CreateEncryptor();
            }
        }
        catch (Exception unreadable) when (unreadable is CryptographicException)
        {
            throw Foreign("is not the one this database was written with");
        }
    }

    private InvalidOperationException Foreign(string what) =>
        new(
            $"The master key {what}. Put the file '{master.Path}' of the first node (or of the backup) here, or set Security:MasterKey to its content."
        );
}
