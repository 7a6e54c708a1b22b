using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Api;

/// <summary>
/// Honors <c>Idempotency-Key</c> on POST: the same key with the same request is answered as it was the first time, for a day, and
/// done once. Large answers are not kept; then the second one says where the result stands.
/// </summary>
internal sealed class Idempotency(RequestDelegate next)
{
    private const int MostBody = 256 * 1024;

    public async Task Invoke(HttpContext http, Database database, Store store)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (
            key.Length == 0
            || !HttpMethods.IsPost(http.Request.Method)
            || !http.Request.Path.StartsWithSegments("/api/v1")
        )
        {
            await next(http);
            return;
        }
        if (key.Length > 200 || http.User.FindFirstValue(CallerClaims.PersonId) is not { } caller)
        {
            await Problems
                .Invalid(
                    "Idempotency-Key",
                    "An Idempotency-Key has at most 200 characters and belongs to a signed-in caller."
                )
                .ExecuteAsync(http);
            return;
        }
        var hash = await Hash(http.Request);
        if (await Known(database, caller, key, store.Now) is { } known)
        {
            await Replay(http, known, hash);
            return;
        }
        try
        {
            await Carry(http, store, new IdempotencyKey(caller, key, hash, store.Now));
        }
        catch (KeyInUseException)
        {
            await Replay(http, (await Known(database, caller, key, store.Now))!, hash);
        }
    }

    private async Task Carry(HttpContext http, Store store, IdempotencyKey key)
    {
        var wire = http.Response.Body;
        using var copy = new MemoryStream();
        http.Response.Body = copy;
        try
        {
            CurrentKey.Hold(key);
            await next(http);
        }
        finally
        {
            http.Response.Body = wire;
        }
        if (http.Response.StatusCode < 300)
        {
            await Remember(store, key, http.Response, copy);
        }
        copy.Position = 0;
        await copy.CopyToAsync(wire, http.RequestAborted);
    }

    private static Task Remember(
        Store store,
        IdempotencyKey key,
        HttpResponse response,
        MemoryStream body
    ) =>
        store.Write(async db =>
        {
            var stored = await db.Set<IdempotencyKey>()
                .AsTracking()
                .SingleOrDefaultAsync(k => k.Caller == key.Caller && k.Key == key.Key);
            stored?.Answered(
                response.StatusCode,
                response.Headers.Location,
                response.Headers.ETag,
                body.Length <= MostBody
                    ? Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length)
                    : ""
            );
        });

    private static async Task Replay(HttpContext http, IdempotencyKey known, byte[] hash)
    {
        if (!known.RequestHash.AsSpan().SequenceEqual(hash))
        {
            await Problems
                .Invalid(
                    "Idempotency-Key",
                    "This key was used for another request; choose a new one."
                )
                .ExecuteAsync(http);
            return;
        }
        if (known.Status is not { } status || known.Body is not { Length: > 0 } body)
        {
            await Results
                .Problem(
                    title: "Done already",
                    detail: $"This request was carried out; its answer was not kept. {known.Location ?? "Look for the result in its list."}",
                    statusCode: 409
                )
                .ExecuteAsync(http);
            return;
        }
        if (known.Location is { } location)
        {
            http.Response.Headers.Location = location;
        }
        if (known.Etag is { } etag)
        {
            http.Response.Headers.ETag = etag;
        }
        await Results
            .Text(body, "application/json; charset=utf-8", statusCode: status)
            .ExecuteAsync(http);
    }

    private static async Task<IdempotencyKey?> Known(
        Database database,
        string caller,
        string key,
        DateTimeOffset now
    )
    {
        await using var db = database.Read();
        var found = await db.Set<IdempotencyKey>()
            .SingleOrDefaultAsync(k => k.Caller == caller && k.Key == key);
        return found is not null && found.CreatedAt > now - IdempotencyKey.Kept ? found : null;
    }

    private static async Task<byte[]> Hash(HttpRequest request)
    {
        request.EnableBuffering();
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(
            Encoding.UTF8.GetBytes($"{request.Path}{request.QueryString}\n{request.ContentType}\n")
        );
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer)) > 0; )
        {
            sha.AppendData(buffer, 0, read);
        }
        request.Body.Position = 0;
        return sha.GetHashAndReset();
    }
}
