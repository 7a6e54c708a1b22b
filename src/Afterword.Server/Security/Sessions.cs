using System.Linq.Expressions;
using Afterword.Core.People;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Afterword.Server.Security;

/// <summary>Who is signed in with which browser. Every request asks.</summary>
internal sealed class Sessions
{
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);

    private readonly Store _store;
    private readonly Database _database;
    private readonly SecurityOptions _options;
    private readonly ShortMemory<SignedIn> _memory;

    public Sessions(
        Store store,
        Database database,
        IOptions<SecurityOptions> options,
        TimeProvider time
    )
    {
        (_store, _database, _options) = (store, database, options.Value);
        _memory = new ShortMemory<SignedIn>(time);
        store.Saved += changed =>
        {
            if (changed.Contains(typeof(Person)) || changed.Contains(typeof(Account)))
            {
                _memory.Forget();
            }
        };
    }

    /// <summary>Begins a session, inside the deed that signs in.</summary>
    /// <returns>The token, for the cookie and nowhere else.</returns>
    public string Begin(AfterwordDb db, int personId, Visit visit)
    {
        var token = Secret.New();
        db.Add(
            new Session(Secret.Hash(token), personId, _store.Now, _options.AbsoluteLimit, visit)
        );
        return token;
    }

    /// <summary>The person a token stands for; null when it stands for nobody (any more).</summary>
    public async Task<SignedIn?> Find(string token, CancellationToken ct)
    {
        var hash = Secret.Hash(token);
        if (await _memory.Get(hash, () => Read(hash, ct)) is not { } found)
        {
            return null;
        }
        var (session, now) = (found.Session, _store.Now);
        if (now >= session.ExpiresAt || now - session.LastSeenAt >= _options.IdleLimit)
        {
            return null;
        }
        if (now - session.LastSeenAt >= TouchEvery)
        {
            await Touch(hash, ct);
        }
        return found;
    }

    /// <summary>Ends sessions, inside a deed; call <see cref="Forget"/> once it is done.</summary>
    public static Task<int> End(
        AfterwordDb db,
        int personId,
        Expression<Func<Session, bool>> which,
        CancellationToken ct
    ) => db.Set<Session>().Where(s => s.PersonId == personId).Where(which).ExecuteDeleteAsync(ct);

    /// <summary>Forgets what was kept of who is signed in.</summary>
    public void Forget() => _memory.Forget();

    /// <summary>Removes sessions that are over. Inside a deed.</summary>
    public Task<int> Sweep(AfterwordDb db, CancellationToken ct)
    {
        var now = _store.Now;
        var idleSince = now - _options.IdleLimit;
        return db.Set<Session>()
            .Where(s => s.ExpiresAt <= now || s.LastSeenAt <= idleSince)
            .ExecuteDeleteAsync(ct);
    }

    private async Task<SignedIn?> Read(string hash, CancellationToken ct)
    {
        await using var db = _database.Read();
        return await db.Set<Session>()
            .Where(s => s.TokenHash == hash)
            .Join(
                db.People.Where(p => p.Active),
                s => s.PersonId,
                p => p.Id,
                (session, person) => new SignedIn(session, person)
            )
            .SingleOrDefaultAsync(ct);
    }

    private async Task Touch(string hash, CancellationToken ct)
    {
        var now = _store.Now;
        await _store.Write(
            db =>
                db.Set<Session>()
                    .Where(s => s.TokenHash == hash)
                    .ExecuteUpdateAsync(s => s.SetProperty(x => x.LastSeenAt, now), ct),
            ct
        );
        _memory.Forget(hash);
    }
}

/// <summary>A session and its person.</summary>
internal sealed record SignedIn(Session Session, Person Person);
