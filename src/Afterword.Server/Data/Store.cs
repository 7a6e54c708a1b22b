using System.Security.Cryptography;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Afterword.Server.Data;

/// <summary>
/// The one write door. It loads, lets the nouns act and saves them with their events and announcements in ONE transaction, and
/// writes down when the cadence is needed next. No network call belongs inside. On SQLite one writer at a time passes the gate.
/// </summary>
internal sealed class Store(Database database, TimeProvider time) : IDisposable
{
    private const int Tries = 4;
    private readonly SemaphoreSlim _gate = new(1, 1);

    /// <summary>The instant that belongs to a deed done now.</summary>
    public DateTimeOffset Now => time.Now();

    /// <summary>Raised after each commit with the classes whose rows it changed, so that caches on this node forget at once.</summary>
    public event Action<IReadOnlySet<Type>>? Saved;

    /// <summary>Does a deed. It may run again when two nodes meet, so it must read what it needs inside.</summary>
    public async Task<T> Write<T>(Func<AfterwordDb, Task<T>> deed, CancellationToken ct = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await WriteOnce(deed, ct);
            }
            catch (Exception met) when (attempt < Tries && MetAnotherNode(met))
            {
                await Task.Delay(
                    TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(5, 50) * attempt),
                    ct
                );
            }
        }
    }

    /// <inheritdoc cref="Write{T}"/>
    public Task Write(Func<AfterwordDb, Task> deed, CancellationToken ct = default) =>
        Write(
            async db =>
            {
                await deed(db);
                return true;
            },
            ct
        );

    /// <summary>Lets a write that is under way finish: the connection it uses is closed right after.</summary>
    public void Dispose()
    {
        _gate.Wait(TimeSpan.FromSeconds(10));
        _gate.Dispose();
    }

    private async Task<T> WriteOnce<T>(Func<AfterwordDb, Task<T>> deed, CancellationToken ct)
    {
        if (database.IsSqlite)
        {
            await _gate.WaitAsync(ct);
        }
        try
        {
            await using var db = database.Write();
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var result = await deed(db);
            var key = await Keep(db, ct);
            var touched = Collect(db);
            var changed = Changed(db);
            await Save(db, ct);
            if (touched.Any && await NextDue.Update(db, touched, Now, ct))
            {
                await Save(db, ct);
            }
            // A commit that is broken off may or may not have happened, so it never is.
            await transaction.CommitAsync(CancellationToken.None);
            if (key)
            {
                CurrentKey.Stored();
            }
            Saved?.Invoke(changed);
            return result;
        }
        finally
        {
            if (database.IsSqlite)
            {
                _gate.Release();
            }
        }
    }

    /// <summary>Puts the request's idempotency key, if it has one, into the transaction of its deed.</summary>
    private static async Task<bool> Keep(AfterwordDb db, CancellationToken ct)
    {
        if (CurrentKey.Peek() is not { } key)
        {
            return false;
        }
        var standing = await db.Set<IdempotencyKey>()
            .AsTracking()
            .SingleOrDefaultAsync(k => k.Caller == key.Caller && k.Key == key.Key, ct);
        if (standing?.CreatedAt > key.CreatedAt - IdempotencyKey.Kept)
        {
            throw new KeyInUseException();
        }
        if (standing is not null)
        {
            db.Remove(standing);
            await Save(db, ct);
        }
        db.Add(key);
        return true;
    }

    /// <summary>Puts the nouns' events beside them and counts their versions.</summary>
    /// <returns>What the plan may have changed for.</returns>
    private static Touched Collect(AfterwordDb db)
    {
        var touched = new Touched();
        var events = new List<Event>();
        foreach (var entry in db.ChangeTracker.Entries<Noun>().ToList())
        {
            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                entry.Entity.CountVersion();
            }
            events.AddRange(entry.Entity.DrainEvents());
        }
        // One write may tell of several moments; the log has them in the order in which they happened.
        foreach (var happened in events.OrderBy(e => e.At))
        {
            happened.Fix(RandomNumberGenerator.GetBytes(16));
            db.Events.Add(happened);
            if (Announcements.IsAnnounced(happened.Kind))
            {
                db.Announcements.Add(new Announcement(happened));
            }
            touched.Add(happened);
        }
        return touched;
    }

    private static HashSet<Type> Changed(AfterwordDb db) =>
        [
            .. db
                .ChangeTracker.Entries()
                .Where(e => e.State is not EntityState.Unchanged)
                .Select(e => e.Metadata.ClrType),
        ];

#pragma warning disable RS0030 // this is the write door the ban points at
    private static Task<int> Save(AfterwordDb db, CancellationToken ct) => db.SaveChangesAsync(ct);
#pragma warning restore RS0030

    private static bool MetAnotherNode(Exception met) =>
        met is DbUpdateConcurrencyException
        || (met as PostgresException ?? met.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.UniqueViolation;
}
