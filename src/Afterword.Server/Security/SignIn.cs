using Afterword.Core.Events;
using Afterword.Server.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Afterword.Server.Security;

/// <summary>
/// Name and password against account. Unknown names, wrong passwords, people who left and one try too many all look the same from
/// outside: the same sentence, the same work.
/// </summary>
internal sealed class SignIn(
    Store store,
    Database database,
    Sessions sessions,
    IOptions<SecurityOptions> options,
    ILogger<SignIn> log
)
{
    /// <summary>What the door says, whatever was wrong.</summary>
    public const string Refusal =
        "That name and password do not open an account here, or there were too many tries. Check both; after ten tries, wait a quarter of an hour.";

    /// <summary>Tries to sign in.</summary>
    /// <param name="name">A handle or a mail address.</param>
    /// <param name="password">As typed.</param>
    /// <param name="device">What <see cref="KnownDevice"/> knows of this browser; <see cref="SignInTries.Stranger"/> when nothing.</param>
    /// <param name="visit">Where it comes from.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The new session; null when the door stays closed.</returns>
    public async Task<Opened?> Try(
        string name,
        string password,
        Func<int, string> device,
        Visit visit,
        CancellationToken ct
    )
    {
        var found = await Find(name, ct);
        // Both at once: whether the account exists must not show in how long the answer takes.
        var checking = Passwords.Verify(found?.Hash, password, ct);
        var known = found is null ? SignInTries.Stranger : device(found.PersonId);
        var allowed = found is not null && await TakeTry(found.PersonId, known, ct);
        var result = await checking;
        if (found is null || !allowed || result == PasswordVerificationResult.Failed)
        {
            await Refuse(found, allowed, visit, ct);
            return null;
        }
        var rehash =
            result == PasswordVerificationResult.SuccessRehashNeeded
                ? Passwords.Hash(password)
                : null;
        return await Open(found.PersonId, known, rehash, visit, ct);
    }

    /// <summary>Checks a password again before something that matters; counts as a try like any other.</summary>
    public async Task<bool> Confirm(
        int personId,
        string password,
        string device,
        CancellationToken ct
    )
    {
        await using var db = database.Read();
        var hash = await db.Set<Account>()
            .Where(a => a.PersonId == personId)
            .Select(a => a.PasswordHash)
            .SingleOrDefaultAsync(ct);
        if (!await TakeTry(personId, device, ct))
        {
            return false;
        }
        var right = await Passwords.Verify(hash, password, ct) != PasswordVerificationResult.Failed;
        if (right)
        {
            await store.Write(w => ClearTries(w, personId, device, ct), ct);
        }
        return right;
    }

    private async Task<Found?> Find(string name, CancellationToken ct)
    {
        var asked = name.Trim().TrimStart('@').ToLowerInvariant();
        await using var db = database.Read();
        var candidates = await db
            .People.Where(p => p.Active)
#pragma warning disable CA1304, CA1311, CA1862 // this becomes SQL's lower()
            .Where(p => p.Handle == asked || p.Email.ToLower() == asked)
#pragma warning restore CA1304, CA1311, CA1862
            .Join(
                db.Set<Account>(),
                p => p.Id,
                a => a.PersonId,
                (p, a) => new Found(p.Id, p.Handle, a.PasswordHash)
            )
            .Take(3)
            .ToListAsync(ct);
        // A handle is one person's; a mail address that two share opens neither.
        return candidates.Find(c => c.Handle == asked)
            ?? (candidates.Count == 1 ? candidates[0] : null);
    }

    private Task<bool> TakeTry(int personId, string device, CancellationToken ct) =>
        store.Write(
            async db =>
            {
                var tries = await db.Set<SignInTries>()
                    .AsTracking()
                    .SingleOrDefaultAsync(t => t.PersonId == personId && t.Device == device, ct);
                if (tries is null)
                {
                    db.Add(tries = new SignInTries(personId, device));
                }
                else if (!db.IsSqlite)
                {
                    // Two nodes count one after the other.
                    await db.Database.ExecuteSqlAsync(
                        $"SELECT 1 FROM sign_in_tries WHERE person_id = {personId} AND device = {device} FOR UPDATE",
                        ct
                    );
                    await db.Entry(tries).ReloadAsync(ct);
                }
                return tries.Take(
                    options.Value.TriesPerAccount,
                    SecurityOptions.TryWindow,
                    store.Now
                );
            },
            ct
        );

    private async Task Refuse(Found? found, bool counted, Visit visit, CancellationToken ct)
    {
        log.LogWarning(
            "Sign-in refused from {Address}: {Why}.",
            visit.Address,
            found is null ? "no such account"
                : counted ? "wrong password"
                : "no tries left"
        );
        // Tries that were not even counted leave no event: a flood must not fill the audit log.
        if (found is not null && counted)
        {
            await store.Write(
                async db =>
                    (await db.FindAccount(found.PersonId, ct))?.Refused(
                        new By(null, Door.Web, store.Now),
                        $"from {visit.Address}"
                    ),
                ct
            );
        }
    }

    private Task<Opened> Open(
        int personId,
        string device,
        string? rehash,
        Visit visit,
        CancellationToken ct
    ) =>
        store.Write(
            async db =>
            {
                var account = await db.FindAccount(personId, ct);
                if (rehash is not null)
                {
                    account?.Rehash(rehash);
                }
                account?.SignedIn(new By(personId, Door.Web, store.Now), $"from {visit.Address}");
                await ClearTries(db, personId, device, ct);
                await sessions.Sweep(db, ct);
                return new Opened(personId, sessions.Begin(db, personId, visit));
            },
            ct
        );

    private static Task<int> ClearTries(
        AfterwordDb db,
        int personId,
        string device,
        CancellationToken ct
    ) =>
        db.Set<SignInTries>()
            .Where(t => t.PersonId == personId && t.Device == device)
            .ExecuteDeleteAsync(ct);

    private sealed record Found(int PersonId, string Handle, string Hash);
}

/// <summary>The door is open.</summary>
/// <param name="PersonId">For whom.</param>
/// <param name="Token">The session's token, for the cookie.</param>
internal sealed record Opened(int PersonId, string Token);
