using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace Afterword.Speed;

/// <summary>The list of overdue items, the first 50, as JSON: the same rows and fields as <c>GET /api/v1/action-items</c>.</summary>
internal sealed class BaselineReads(string file)
{
    private const string Sql = """
        SELECT a.number, a.title, a.description, a.incident_number, p.handle, p.name, a.owner_text, a.due_on, a.due_text, a.original_due_on,
          a.slips, a.priority, a.status, a.status_reason, a.category, a.ticket, a.links, a.tags, a.parent_number, a.acceptance, a.evidence,
          a.verification, a.created_at, a.started_at, a.done_at, a.last_activity_at, a.reopenings, a.version,
          a.due_from, a.snoozed_until, a.from_update
        FROM action_items a LEFT JOIN people p ON p.id = a.owner_id
        WHERE a.closed = 0 AND a.due_sort < $today ORDER BY a.due_sort, a.number LIMIT 51
        """;

    private static readonly JsonWriterOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task Overdue(HttpContext http)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
        connection.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.Parameters.AddWithValue(
            "$today",
            DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
        http.Response.ContentType = "application/json; charset=utf-8";
        await using var rows = command.ExecuteReader();
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, Relaxed);
        json.WriteStartObject();
        json.WriteStartArray("items");
        var written = 0;
        while (written < 50 && rows.Read())
        {
            Write(json, rows);
            written++;
        }
        json.WriteEndArray();
        json.WriteString("next", written == 50 && rows.Read() ? "more" : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SqliteDataReader row)
    {
        json.WriteStartObject();
        json.WriteString("key", $"OUT-{row.GetInt32(0)}");
        json.WriteString("title", row.GetString(1));
        json.WriteString("description", row.GetString(2));
        json.WriteString("incident", $"INC-{row.GetInt32(3)}");
        Owner(json, row);
        json.WriteString("ownerText", row.GetString(6));
        Text(json, "dueOn", row, 7);
        json.WriteString("dueText", row.GetString(8));
        Text(json, "dueFrom", row, 28);
        Text(json, "originalDueOn", row, 9);
        json.WriteNumber("slips", row.GetInt32(10));
        Text(json, "priority", row, 11);
        json.WriteString("status", row.GetString(12));
        json.WriteString("statusReason", row.GetString(13));
        Text(json, "snoozedUntil", row, 29);
        Text(json, "category", row, 14);
        json.WriteString("ticket", row.GetString(15));
        json.WritePropertyName("links");
        json.WriteRawValue(row.GetString(16));
        json.WritePropertyName("tags");
        json.WriteRawValue(row.GetString(17));
        json.WriteString("parent", row.IsDBNull(18) ? null : $"OUT-{row.GetInt32(18)}");
        json.WritePropertyName("update");
        json.WriteRawValue(row.IsDBNull(30) ? "null" : row.GetString(30));
        json.WriteString("acceptance", row.GetString(19));
        json.WriteString("evidence", row.GetString(20));
        json.WriteString("verification", row.GetString(21));
        Instant(json, "createdAt", row, 22);
        Instant(json, "startedAt", row, 23);
        Instant(json, "doneAt", row, 24);
        Instant(json, "lastActivityAt", row, 25);
        json.WriteNumber("reopenings", row.GetInt32(26));
        json.WriteNumber("version", row.GetInt32(27));
        json.WriteEndObject();
    }

    private static void Owner(Utf8JsonWriter json, SqliteDataReader row)
    {
        if (row.IsDBNull(4))
        {
            json.WriteNull("owner");
            return;
        }
        json.WriteStartObject("owner");
        json.WriteString("handle", row.GetString(4));
        json.WriteString("name", row.GetString(5));
        json.WriteString("kind", "person");
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, SqliteDataReader row, int column) =>
        json.WriteString(name, row.IsDBNull(column) ? null : row.GetString(column));

    private static void Instant(
        Utf8JsonWriter json,
        string name,
        SqliteDataReader row,
        int column
    ) =>
        json.WriteString(
            name,
            row.IsDBNull(column)
                ? null
                : DateTime
                    .UnixEpoch.AddMicroseconds(row.GetInt64(column))
                    .ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFK", CultureInfo.InvariantCulture)
        );
}
