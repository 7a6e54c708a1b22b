using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Afterword.Crash;

/// <summary>A row of the outbox as a bystander reads it.</summary>
internal sealed record OutboxRow(string To, string Mark, string State, int Fence);

/// <summary>Looks at the outbox from outside, without writing: beside a running server, and right after a kill.</summary>
internal sealed class Outbox(bool sqlite, string where)
{
    private const string Rows =
        "SELECT d.target, substr(u.body, 1, 11), d.state, d.fence FROM deliveries d JOIN updates u ON u.number = d.update_number";

    /// <summary>What the worker of a process holds, dead or alive.</summary>
    public Task<List<OutboxRow>> HeldBy(int process) =>
        Held($"d.state = 'leased' AND d.lease_owner LIKE '%/{process}/%'");

    /// <summary>What any worker holds.</summary>
    public Task<List<OutboxRow>> Held() => Held("d.state = 'leased'");

    private async Task<List<OutboxRow>> Held(string where)
    {
        try
        {
            return await Read($"{Rows} WHERE {where}");
        }
        catch (SqliteException)
        {
            // Nobody has the file open, so there is no shared memory that a reader may join: nothing is held.
            return [];
        }
    }

    /// <summary>What keeps messages waiting just now, in the servers' words.</summary>
    public async Task<List<string>> Troubles()
    {
        try
        {
            return
            [
                .. (
                    await Read(
                        "SELECT channel, last_error, state, 0 FROM deliveries WHERE last_error <> '' UNION SELECT 'gate ' || name, trouble, 'shut', failures FROM gates WHERE failures > 0"
                    )
                ).Select(row => $"{row.To} {row.State}: {row.Mark}"),
            ];
        }
        catch (SqliteException)
        {
            return [];
        }
    }

    /// <summary>Every row.</summary>
    public Task<List<OutboxRow>> All() => Read(Rows);

    /// <summary>Whether nothing is left to do: every update told on, every delivery settled or dead.</summary>
    public async Task<bool> IsDone()
    {
        await using var connection = await Open();
        await using var ask = connection.CreateCommand();
        ask.CommandText =
            "SELECT (SELECT count(*) FROM announcements) + (SELECT count(*) FROM deliveries WHERE claimable_at IS NOT NULL)";
        return Convert.ToInt64(await ask.ExecuteScalarAsync(), null) == 0;
    }

    /// <summary>What is still to do, in words: state, target, tries and when next.</summary>
    public async Task<IReadOnlyList<string>> Remaining()
    {
        await using var connection = await Open();
        await using var ask = connection.CreateCommand();
        ask.CommandText =
            "SELECT state, channel, target, attempts, claimable_at, coalesce(last_error, '') FROM deliveries WHERE claimable_at IS NOT NULL LIMIT 20";
        await using var reader = await ask.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(
                string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue))
            );
        }
        return rows;
    }

    /// <summary>How many mails somebody may claim by and by; null when nobody can tell just now.</summary>
    /// <param name="readers">How many mails an update that is not told on yet will be.</param>
    public async Task<long?> Waiting(int readers)
    {
        try
        {
            await using var connection = await Open();
            await using var ask = connection.CreateCommand();
#pragma warning disable CA2100 // a number of our own
            ask.CommandText =
                $"SELECT (SELECT count(*) FROM announcements) * {readers} + (SELECT count(*) FROM deliveries WHERE claimable_at IS NOT NULL AND state <> 'leased' AND channel = 'email')";
#pragma warning restore CA2100
            return Convert.ToInt64(await ask.ExecuteScalarAsync(), null);
        }
        catch (SqliteException)
        {
            // As above: nobody has the file open.
            return null;
        }
    }

    private async Task<List<OutboxRow>> Read(string sql)
    {
        await using var connection = await Open();
        await using var ask = connection.CreateCommand();
#pragma warning disable CA2100 // our own constants
        ask.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await ask.ExecuteReaderAsync();
        var rows = new List<OutboxRow>();
        while (await reader.ReadAsync())
        {
            rows.Add(
                new OutboxRow(
                    reader.GetString(0),
                    reader.GetString(1),
                    reader.GetString(2),
                    reader.GetInt32(3)
                )
            );
        }
        return rows;
    }

    private async Task<DbConnection> Open()
    {
        DbConnection connection = sqlite
            ? new SqliteConnection($"Data Source={where};Mode=ReadOnly;Pooling=False")
            : new NpgsqlConnection($"{where};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
