using System.IO.Compression;
using System.Runtime.CompilerServices;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Data;

public sealed class MigrationTests
{
    private const string SqliteCatalog = """
        SELECT m.name || '.' || c.name || ' ' || c.type || ' notnull=' || c."notnull" || ' pk=' || c.pk AS "Value"
          FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'
        UNION ALL SELECT m.name || ' index ' || i."unique" || ' ' || (SELECT group_concat(name) FROM pragma_index_info(i.name))
          FROM sqlite_master m JOIN pragma_index_list(m.name) i WHERE m.type = 'table'
        UNION ALL SELECT m.name || ' -> ' || f."table" || '.' || f."to" || ' from ' || f."from" || ' ' || f.on_delete
          FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'
        """;

    private const string PostgresCatalog = """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' null=' || is_nullable || ' identity=' || is_identity AS "Value"
          FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL SELECT regexp_replace(indexdef, 'INDEX \S+', 'INDEX') FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
          WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'p')
        """;

    /// <summary>Tables that only SQL speaks to; EF has no model of them.</summary>
    private static readonly string[] WithoutModel = ["schema_migrations", "counters", "search_"];

    [Theory, ClassData(typeof(Databases))]
    public async Task The_migrated_tables_are_those_of_the_model(string provider)
    {
        await using var migrated = await TestDatabase.Open(provider);
        await using var modeled = await TestDatabase.Open(provider, migrate: false);
        await using (var db = modeled.Database.Write())
        {
            await db.Database.ExecuteSqlRawAsync(db.Database.GenerateCreateScript());
        }

        Assert.Equal(await Catalog(modeled), await Catalog(migrated));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Migrating_twice_changes_nothing(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        var before = await Catalog(test);

        await test.Migrator().Run();

        Assert.Equal(before, await Catalog(test));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_database_of_a_newer_version_is_refused_with_a_sentence(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await using var db = test.Database.Write();
        await db.Database.ExecuteSqlRawAsync(
            "INSERT INTO schema_migrations (number, name, sha256, applied_at) VALUES (9999, 'later', '', '')"
        );

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            test.Migrator().Run()
        );

        Assert.Contains(
            "newer Afterword (migration 9999)",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string, string> EarlierVersions()
    {
        var data = new TheoryData<string, string>();
        foreach (var database in new Databases())
        {
            foreach (var file in Directory.GetFiles(Upgrades(), $"*.{database.Data}.sql.gz"))
            {
                data.Add(
                    new TheoryDataRow<string, string>(database.Data, Path.GetFileName(file))
                    {
                        Skip = database.Skip,
                    }
                );
            }
        }
        return data;
    }

    /// <summary>The files are the demo's database as an earlier version left it, without accounts and secrets: see Upgrades/README.md.</summary>
    [Theory, MemberData(nameof(EarlierVersions))]
    public async Task A_database_of_an_earlier_version_takes_todays_form_and_keeps_what_it_holds(
        string provider,
        string file
    )
    {
        await using var test = await TestDatabase.Open(provider, migrate: false);
        await Restore(test, Path.Combine(Upgrades(), file));

        await test.Migrator().Run();

        await using var fresh = await TestDatabase.Open(provider);
        Assert.Equal(await Catalog(fresh), await Catalog(test));
        await using var db = test.Read();
        Assert.Equal(6, (await db.Incidents.ToListAsync()).Count);
        Assert.Equal(40, (await db.ActionItems.ToListAsync()).Count);
        Assert.NotEmpty(await db.PostMortems.ToListAsync());
        Assert.NotEmpty(await db.Deliveries.Where(d => d.SettledAt != null).ToListAsync());
        Assert.NotEmpty(await db.Updates.Where(u => u.WordsHash != null).ToListAsync());
        Assert.All(await db.Events.ToListAsync(), e => Assert.NotNull(e.Sequence));
    }

    private static string Upgrades([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Upgrades");

    private static async Task Restore(TestDatabase test, string file)
    {
        await using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        await using var db = test.Database.Write();
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = await reader.ReadToEndAsync();
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IEnumerable<string>> Catalog(TestDatabase test)
    {
        await using var db = test.Read();
        var rows = await db
            .Database.SqlQueryRaw<string>(test.Database.IsSqlite ? SqliteCatalog : PostgresCatalog)
            .ToListAsync();
        return
        [
            .. rows.Where(row =>
                    !WithoutModel.Any(table => row.Contains(table, StringComparison.Ordinal))
                )
                .Order(StringComparer.Ordinal),
        ];
    }
}
