using Afterword.Core.People;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Security;

/// <summary>Which person, with which scope, a bearer token stands for.</summary>
internal sealed class Tokens
{
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    private readonly Store _store;
    private readonly Database _database;
    private readonly DemoToken _demo;
    private readonly ShortMemory<Bearer> _memory;

    public Tokens(Store store, Database database, DemoToken demo, TimeProvider time)
    {
        (_store, _database, _demo) = (store, database, demo);
        _memory = new ShortMemory<Bearer>(time);
        store.Saved += changed =>
        {
            if (changed.Contains(typeof(Person)) || changed.Contains(typeof(ApiToken)))
            {
                _memory.Forget();
            }
        };
    }

    /// <summary>Who sent this token; null when nobody may use it (any more).</summary>
    public async Task<Bearer?> Find(string token, CancellationToken ct)
    {
        if (IsDemoToken(token))
        {
            return await _memory.Get("demo", () => Demonstrator(ct));
        }
        if (!token.StartsWith(ApiToken.Prefix, StringComparison.Ordinal))
        {
            return null;
        }
        var hash = Secret.Hash(token);
        var found = await _memory.Get(hash, () => Read(hash, ct));
        if (found?.Token?.IsUsable(_store.Now) != true)
        {
            return null;
        }
        if (found.Token.LastUsedAt is not { } last || _store.Now - last >= TouchEvery)
        {
            await Touch(found.Token.Number, ct);
            _memory.Forget(hash);
        }
        return found;
    }

    private bool IsDemoToken(string token) =>
        _demo.Value is { } expected && Secret.Same(token, expected);

    private async Task<Bearer?> Read(string hash, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<ApiToken>()
            .Where(t => t.TokenHash == hash)
            .Join(
                db.People.Where(p => p.Active),
                t => t.PersonId,
                p => p.Id,
                (token, person) => new Bearer(person, token)
            )
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>The demo's token acts as its first administrator.</summary>
    private async Task<Bearer?> Demonstrator(CancellationToken ct)
    {
        await using var db = _database.Read();
        return
            await db
                .People.Where(p => p.Active && p.Role == Role.Admin)
                .OrderBy(p => p.Id)
                .FirstOrDefaultAsync(ct)
                is { } person
            ? new Bearer(person, null)
            : null;
    }

    private async Task Touch(int number, CancellationToken ct)
    {
        var now = _store.Now;
        await _store.Write(
            db =>
                db.Set<ApiToken>()
                    .Where(t => t.Number == number)
                    .ExecuteUpdateAsync(t => t.SetProperty(x => x.LastUsedAt, now), ct),
            ct
        );
    }
}

/// <summary>A program that sent a good token.</summary>
/// <param name="Person">As whom it acts.</param>
/// <param name="Token">The token; null for the demo's own.</param>
internal sealed record Bearer(Person Person, ApiToken? Token);

/// <summary>The token that a demo takes from its environment.</summary>
/// <param name="Value">The token; null where there is none, and wherever this is no demo.</param>
internal sealed record DemoToken(string? Value);
