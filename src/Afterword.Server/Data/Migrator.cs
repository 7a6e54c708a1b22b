using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>
/// Brings the database to this version's tables: numbered SQL files, each in a transaction of its own, under a lock so that two
/// nodes may start at once. A file that was changed after it ran, or a database from a newer version, stops the start.
/// </summary>
internal sealed class Migrator(Database database, TimeProvider time, ILogger<Migrator> log)
{
    /// <summary>An arbitrary number that only Afterword's migrations lock on.</summary>
    private const long LockKey = 0x4146_5445_5257_4f52;

    public async Task Run(CancellationToken ct = default)
    {
        if (await IsDone(ct))
        {
            return;
        }
        await using var db = database.Write();
        await db.Database.OpenConnectionAsync(ct);
        if (!database.IsSqlite)
        {
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({LockKey})", ct);
        }
        try
        {
            await Apply(db, ct);
        }
        finally
        {
            if (!database.IsSqlite)
            {
                await db.Database.ExecuteSqlAsync(
                    $"SELECT pg_advisory_unlock({LockKey})",
                    CancellationToken.None
                );
            }
        }
    }

    /// <summary>The migrations of a provider in order.</summary>
    internal static IReadOnlyList<Migration> Shipped(bool sqlite)
    {
        var assembly = typeof(Migrator).Assembly;
        var prefix = $"Afterword.Server.Data.Migrations.{(sqlite ? "sqlite" : "postgres")}.";
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => Migration.Load(assembly, name, prefix)),
        ];
    }

    /// <summary>A start with nothing to migrate, which is nearly every one, asks two small questions and takes no lock.</summary>
    private async Task<bool> IsDone(CancellationToken ct)
    {
        var there = await database.Plain.Any(
            database.IsSqlite
                ? "SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'"
                : "SELECT 1 FROM information_schema.tables WHERE table_name = 'schema_migrations' AND table_schema = current_schema()",
            [],
            ct
        );
        if (!there)
        {
            return false;
        }
        var applied = await database.Plain.Rows(
            "SELECT number, sha256 FROM schema_migrations ORDER BY number",
            [],
            row => (row.Int(0), row.Text(1)),
            ct
        );
        return applied.SequenceEqual(
            Shipped(database.IsSqlite).OrderBy(m => m.Number).Select(m => (m.Number, m.Sha256))
        );
    }

    private async Task Apply(AfterwordDb db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlRawAsync(
            "CREATE TABLE IF NOT EXISTS schema_migrations (number integer NOT NULL PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at text NOT NULL)",
            ct
        );
        var shipped = Shipped(database.IsSqlite);
        var applied = (
            await db
                .Database.SqlQuery<AppliedMigration>(
                    $"SELECT number, sha256 FROM schema_migrations"
                )
                .ToListAsync(ct)
        ).ToDictionary(m => m.Number, m => m.Sha256);
        if (
            applied.Keys.FirstOrDefault(number => shipped.All(m => m.Number != number))
            is var unknown
                and not 0
        )
        {
            throw new InvalidOperationException(
                $"The database was written by a newer Afterword (migration {unknown}); start that version, or restore a backup."
            );
        }
        foreach (var migration in shipped)
        {
            if (!applied.TryGetValue(migration.Number, out var sha256))
            {
                await Apply(db, migration, ct);
            }
            else if (sha256 != migration.Sha256)
            {
                throw new InvalidOperationException(
                    $"Migration {migration.Name} differs from the one this database was made with; migrations never change once they ran."
                );
            }
        }
    }

    private async Task Apply(AfterwordDb db, Migration migration, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync(
            migration
                .Sql.Replace("{", "{{", StringComparison.Ordinal)
                .Replace("}", "}}", StringComparison.Ordinal),
            ct
        );
        var appliedAt = time.Now().ToString("O");
        await db.Database.ExecuteSqlAsync(
            $"INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES ({migration.Number}, {migration.Name}, {migration.Sha256}, {appliedAt})",
            ct
        );
        await transaction.CommitAsync(ct);
        log.LogInformation("Migrated the database: {Migration}.", migration.Name);
    }

    private sealed record AppliedMigration(int Number, string Sha256);
}

/// <summary>One numbered SQL file.</summary>
internal sealed record Migration(int Number, string Name, string Sql, string Sha256)
{
    public static Migration Load(Assembly assembly, string resource, string prefix)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var sql = reader.ReadToEnd();
        var name = resource[prefix.Length..^".sql".Length];
        return new Migration(
            int.Parse(name[..4], null),
            name,
            sql,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))
        );
    }
}
