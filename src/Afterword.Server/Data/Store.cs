using System.Security.Cryptography;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.FollowThrough;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Afterword.Server.Data;

/// <summary>
/// The one write door. It loads, lets the nouns act and saves them with their events and announcements in ONE transaction, and
/// writes down when the cadence is needed next. No network call belongs inside. On SQLite one writer at a time passes.
/// </summary>
internal sealed class Store : IDisposable
{
    private const int Tries = 4;
    private static readonly HashSet<Type> ItemsAndEvents = [typeof(ActionItem), typeof(Event)];

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly SqliteTurns? _turns;

    public Store(Database database, TimeProvider time)
    {
        (_database, _time) = (database, time);
        _turns = database.Statements is { } statements ? new SqliteTurns(statements) : null;
    }

    /// <summary>The instant that belongs to a deed done now.</summary>
    public DateTimeOffset Now => _time.Now();

    /// <summary>Hand-written reads of what is committed, for workers that ask whether there is anything to do.</summary>
    public PlainSql Plain => _database.Plain;

    /// <summary>Raised after each commit with the classes whose rows it changed, so that caches on this node forget at once.</summary>
    public event Action<IReadOnlySet<Type>>? Saved;

    /// <summary>Does a deed. It may run again when two nodes meet, so it must read what it needs inside.</summary>
    public async Task<T> Write<T>(Func<AfterwordDb, Task<T>> deed, CancellationToken ct = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var done = await (
                    _turns is null
                        ? OnPostgres(deed, ct)
                        : _turns.Take(transaction => OnSqlite(transaction, deed, ct), ct)
                );
                if (done.KeyKept)
                {
                    CurrentKey.Stored();
                }
                Saved?.Invoke(done.Changed);
                return done.Result;
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

    /// <summary>
    /// Saves what a deed did so far within its transaction, for one that reads its own writes, and lets go of what it loaded. It is
    /// still all or nothing: the transaction ends with the deed.
    /// </summary>
    internal async Task SaveSoFar(AfterwordDb db, CancellationToken ct)
    {
        var touched = Collect(db);
        await Save(db, ct);
        if (touched.Any && await NextDue.Update(db, touched, Now, ct))
        {
            await Save(db, ct);
        }
        db.ChangeTracker.Clear();
    }

    /// <summary>Lets a write that is under way finish: the connection it uses is closed right after.</summary>
    public void Dispose() => _turns?.Dispose();

    private async Task<Done<T>> OnPostgres<T>(Func<AfterwordDb, Task<T>> deed, CancellationToken ct)
    {
        await using var db = _database.Write();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Writing = new PlainWrite(_database, transaction.GetDbTransaction());
        var done = await Do(db, deed, ct);
        // A commit that is broken off may or may not have happened, so it never is.
        await transaction.CommitAsync(CancellationToken.None);
        return done;
    }

    /// <summary>Inside the transaction that <see cref="SqliteTurns"/> began and will commit.</summary>
    private async Task<Done<T>> OnSqlite<T>(
        SqliteTransaction transaction,
        Func<AfterwordDb, Task<T>> deed,
        CancellationToken ct
    )
    {
        await using var db = _database.Write();
        db.Join(transaction);
        db.Writing = new PlainWrite(_database, _database.Statements!);
        return await Do(db, deed, ct);
    }

    private async Task<Done<T>> Do<T>(
        AfterwordDb db,
        Func<AfterwordDb, Task<T>> deed,
        CancellationToken ct
    )
    {
        var result = await deed(db);
        var key = await Keep(db, ct);
        IReadOnlySet<Type> changed = await db.Writing.Items.Save(Now, ct)
            ? ItemsAndEvents
            : new HashSet<Type>();
        if (db.IsUsed)
        {
            _ = db.Database; // joins the transaction, if nothing did before
            var touched = Collect(db);
            changed = Changed(db).Concat(changed).ToHashSet();
            await Save(db, ct);
            if (touched.Any && await NextDue.Update(db, touched, Now, ct))
            {
                await Save(db, ct);
            }
        }
        return new Done<T>(result, changed, key);
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
        PostMortemVersion.Keep(db);
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
            .. db.Written,
        ];

#pragma warning disable RS0030 // this is the write door the ban points at
    private static Task<int> Save(AfterwordDb db, CancellationToken ct) => db.SaveChangesAsync(ct);
#pragma warning restore RS0030

    private static bool MetAnotherNode(Exception met) =>
        met is DbUpdateConcurrencyException
        || (met as PostgresException ?? met.InnerException as PostgresException)?.SqlState
            is PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.UniqueViolation
                // A newer node has added a column to what is prepared here; Npgsql prepares it anew the next time.
                or PostgresErrorCodes.FeatureNotSupported;

    /// <summary>A deed that was done, not yet committed.</summary>
    private sealed record Done<T>(T Result, IReadOnlySet<Type> Changed, bool KeyKept);
}
