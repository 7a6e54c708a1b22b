using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Afterword.Speed;

/// <summary>
/// What somebody would write by hand for two addresses and nothing else: plain SQL on the same file, a JSON writer, the same token
/// check (hash, then a dictionary). No rights by incident, no validation, no history beyond the row. Our server is measured beside it.
/// </summary>
internal static class Baseline
{
    public static async Task Run(string file, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        var tokens = new BaselineTokens(file);
        var reads = new BaselineReads(file);
        using var writes = new BaselineWrites(file);
        app.MapGet("/bare", () => "bare");
        app.MapGet(
            "/items",
            (HttpContext http) => tokens.Knows(http) ? reads.Overdue(http) : Refuse(http)
        );
        app.MapPost(
            "/items",
            (HttpContext http) => tokens.Knows(http) ? writes.Add(http) : Refuse(http)
        );
        app.MapPost(
            "/items/{number:int}/start",
            (HttpContext http, int number) =>
                tokens.Knows(http) ? writes.Start(http, number) : Refuse(http)
        );
        await app.RunAsync();
    }

    private static Task Refuse(HttpContext http)
    {
        http.Response.StatusCode = 401;
        return Task.CompletedTask;
    }
}

/// <summary>The token check: SHA-256, then a dictionary filled from the table.</summary>
internal sealed class BaselineTokens(string file)
{
    private readonly ConcurrentDictionary<string, bool> _known = new();

    public bool Knows(HttpContext http)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return false;
        }
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(header["Bearer ".Length..]))
        );
        return _known.GetOrAdd(hash, Read);
    }

    private bool Read(string hash)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT count(*) FROM api_tokens t JOIN people p ON p.id = t.person_id WHERE lower(t.token_hash) = $hash AND t.revoked_at IS NULL AND p.active = 1";
        command.Parameters.AddWithValue("$hash", hash);
        return (long)command.ExecuteScalar()! > 0;
    }
}
