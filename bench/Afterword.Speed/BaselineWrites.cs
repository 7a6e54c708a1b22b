using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace Afterword.Speed;

/// <summary>
/// Adds an item and starts one, in plain SQL: the same rows as ours (the counter, the item with its owner, its event, the mark that the
/// incident's plan is to be looked at), one durable transaction (synchronous FULL) on one connection behind a lock, prepared statements.
/// </summary>
internal sealed class BaselineWrites : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SqliteCommand _number;
    private readonly SqliteCommand _owner;
    private readonly SqliteCommand _add;
    private readonly SqliteCommand _remind;
    private readonly SqliteCommand _start;
    private readonly SqliteCommand _event;
    private readonly SqliteCommand _mark;

    public BaselineWrites(string file)
    {
        _connection = new SqliteConnection($"Data Source={file};Pooling=False");
        _connection.Open();
        using (var pragma = _connection.CreateCommand())
        {
            pragma.CommandText =
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON";
            pragma.ExecuteNonQuery();
        }
        _number = Command(
            "UPDATE counters SET value = value + 1 WHERE name = 'item' RETURNING value"
        );
        _owner = Command("SELECT id FROM people WHERE handle = $handle AND active");
        _add = Command(AddSql());
        _remind = Command(
            "INSERT INTO item_reminders (item_number, at) VALUES ($number, $at + 86400000000)"
        );
        _start = Command(
            "UPDATE action_items SET status = 'in_progress', started_at = $at, last_activity_at = $at, version = version + 1 WHERE number = $number RETURNING incident_number, version, title"
        );
        _event = Command(
            "INSERT INTO events (kind, subject, subject_id, incident_number, actor_id, door, at, payload, salt, payload_hash) VALUES ($kind, 'action_item', $number, $incident, 1, 'api', $at, $payload, $salt, $hash) RETURNING id"
        );
        _mark = Command("UPDATE incidents SET next_due_at = $at WHERE number = $incident");
    }

    private SqliteCommand[] All => [_number, _owner, _add, _remind, _start, _event, _mark];

    public async Task Add(HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var fields = body.RootElement;
        string Text(string name) => fields.GetProperty(name).GetString()!;
        var title = Text("title");
        var incident = int.Parse(Text("incident")["INC-".Length..], CultureInfo.InvariantCulture);
        var at = Microseconds();
        var number = await Transaction(() =>
        {
            Set(_owner, ("$handle", Text("owner").TrimStart('@')));
            var owner = _owner.ExecuteScalar();
            var taken = Convert.ToInt32(_number.ExecuteScalar(), CultureInfo.InvariantCulture);
            Set(_add, ("$number", taken), ("$incident", incident), ("$title", title));
            Set(_add, ("$due", Text("dueOn")), ("$at", at), ("$owner", owner));
            Set(_add, ("$priority", Text("priority")));
            _add.ExecuteNonQuery();
            Set(_remind, ("$number", taken), ("$at", at));
            _remind.ExecuteNonQuery();
            var note = JsonSerializer.Serialize(new { note = title });
            Happened("item_added", taken, incident, at, note);
            return taken;
        });
        await Answer(http, 201, number, title, "not_started", 1);
    }

    public async Task Start(HttpContext http, int number)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        var at = Microseconds();
        var (version, title) = await Transaction(() =>
        {
            Set(_start, ("$number", number), ("$at", at));
            (int Incident, int Version, string Title) now;
            using (var row = _start.ExecuteReader())
            {
                row.Read();
                now = (row.GetInt32(0), row.GetInt32(1), row.GetString(2));
            }
            const string changes =
                """{"changes":[{"field":"status","from":"not_started","to":"in_progress"}]}""";
            Happened("item_started", number, now.Incident, at, changes);
            return (now.Version, now.Title);
        });
        await Answer(http, 200, number, title, "in_progress", version);
    }

    public void Dispose()
    {
        foreach (var command in All)
        {
            command.Dispose();
        }
        _connection.Dispose();
        _gate.Dispose();
    }

    private void Happened(string kind, int number, int incident, long at, string payload)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        Set(_event, ("$kind", kind), ("$number", number), ("$incident", incident), ("$at", at));
        Set(_event, ("$payload", payload), ("$salt", salt));
        Set(_event, ("$hash", SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(payload)])));
        _event.ExecuteScalar();
        Set(_mark, ("$at", at), ("$incident", incident));
        _mark.ExecuteNonQuery();
    }

    private async Task<T> Transaction<T>(Func<T> work)
    {
        await _gate.WaitAsync();
        try
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var command in All)
            {
                command.Transaction = transaction;
            }
            var result = work();
            transaction.Commit();
            return result;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Columns nobody sets take what the first row has, so that a new column does not break the baseline.</summary>
    private string AddSql()
    {
        var given = new Dictionary<string, string>
        {
            ["number"] = "$number",
            ["incident_number"] = "$incident",
            ["title"] = "$title",
            ["owner_id"] = "$owner",
            ["priority"] = "$priority",
            ["due_on"] = "$due",
            ["original_due_on"] = "$due",
            ["status"] = "'not_started'",
            ["created_at"] = "$at",
            ["started_at"] = "NULL",
            ["last_activity_at"] = "$at",
            ["version"] = "1",
        };
        using var info = _connection.CreateCommand();
        info.CommandText = "SELECT name FROM pragma_table_info('action_items')";
        using var rows = info.ExecuteReader();
        List<string> columns = [];
        while (rows.Read())
        {
            columns.Add(rows.GetString(0));
        }
        return $"INSERT INTO action_items ({string.Join(", ", columns)}) SELECT {string.Join(", ", columns.Select(c => given.GetValueOrDefault(c, c)))} FROM action_items WHERE number = 1";
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // made of constants and the schema's own column names
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static void Set(SqliteCommand command, params (string Name, object? Value)[] values)
    {
        foreach (var (name, value) in values)
        {
            if (command.Parameters.Contains(name))
            {
                command.Parameters[name].Value = value ?? DBNull.Value;
            }
            else
            {
                command.Parameters.AddWithValue(name, value ?? DBNull.Value);
            }
        }
    }

    private static long Microseconds() => (DateTime.UtcNow - DateTime.UnixEpoch).Ticks / 10;

    private static Task Answer(
        HttpContext http,
        int status,
        int number,
        string title,
        string state,
        int version
    )
    {
        http.Response.StatusCode = status;
        http.Response.Headers.ETag = $"\"{version}\"";
        return http.Response.WriteAsJsonAsync(
            new
            {
                key = $"OUT-{number}",
                title,
                status = state,
                version,
            }
        );
    }
}
