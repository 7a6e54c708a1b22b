using System.Globalization;
using System.Security.Cryptography;
using Npgsql;

namespace Afterword.Server.Data;

/// <summary>
/// Which nodes live, as PostgreSQL knows it: each holds an advisory lock on a connection of its own, and the server lets go of it as soon as the
/// process is gone. A node that is only frozen, or cut off without a word, still counts as present: then its leases run out by themselves. On
/// SQLite there is one node, and nobody to ask.
/// </summary>
internal sealed class RollCall(Database database) : IAsyncDisposable
{
    /// <summary>An arbitrary number: the first half of the locks' keys; the second says who.</summary>
    private const int Class = 0x4157_524c;

    private readonly int _me = RandomNumberGenerator.GetInt32(1, int.MaxValue);
    private NpgsqlConnection? _line;

    /// <summary>This node's name on the roll; null until it has answered once, and always on SQLite.</summary>
    public string? Me { get; private set; }

    /// <summary>Answers, and asks who else is present.</summary>
    /// <returns>The names of the present, this node's among them; null on SQLite.</returns>
    /// <exception cref="NpgsqlException">The database is away; nobody knows who lives.</exception>
    public async Task<IReadOnlySet<string>?> Ask(CancellationToken ct)
    {
        if (database.IsSqlite)
        {
            return null;
        }
        try
        {
            var present = await Present(ct);
            if (!present.Contains(Name(_me)))
            {
                await Answer(ct);
                present.Add(Name(_me));
            }
            Me = Name(_me);
            return present;
        }
        catch
        {
            await Hang();
            throw;
        }
    }

    /// <summary>Leaves: whatever this node still holds is anybody's at once.</summary>
    public async ValueTask DisposeAsync() => await Hang();

    private async Task<HashSet<string>> Present(CancellationToken ct)
    {
        _line ??= await database.OpenLine(ct);
        await using var command = new NpgsqlCommand(
            """
            SELECT objid::bigint FROM pg_locks
            WHERE locktype = 'advisory' AND classid = @class::oid AND objsubid = 2 AND granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            _line
        );
        command.Parameters.AddWithValue("class", (long)Class);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var present = new HashSet<string>();
        while (await rows.ReadAsync(ct))
        {
            present.Add(Name(rows.GetInt64(0)));
        }
        return present;
    }

    /// <summary>Shared, so that two nodes which drew one number both count as present as long as either lives.</summary>
    private async Task Answer(CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pg_advisory_lock_shared(@class, @me)",
            _line
        );
        command.Parameters.AddWithValue("class", Class);
        command.Parameters.AddWithValue("me", _me);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task Hang()
    {
        if (_line is { } line)
        {
            _line = null;
            await line.DisposeAsync();
        }
    }

    private static string Name(long number) => number.ToString(CultureInfo.InvariantCulture);
}
