using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Afterword.Server.Data;

/// <summary>
/// One writer at a time on SQLite's one writing connection. A commit waits for the disk, so whoever comes while another is at it
/// joins the transaction, and the last one out commits for all: each deed but the first has a savepoint of its own, and nobody is told that
/// theirs is kept before the shared commit is.
/// </summary>
internal sealed class SqliteTurns(PreparedStatements statements) : IDisposable
{
    private const int MostTogether = 64;

    /// <summary>How long the first of a transaction waits for others at most.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private int _coming;
    private Together? _open;

    /// <summary>Does a deed when it is its turn; returns once it is kept.</summary>
    public async Task<T> Take<T>(Func<SqliteTransaction, Task<T>> deed, CancellationToken ct)
    {
        // Whoever is waited for must come: it may be the one that commits for those before it.
        Interlocked.Increment(ref _coming);
        await _gate.WaitAsync(CancellationToken.None);
        Interlocked.Decrement(ref _coming);
        T result;
        Task kept;
        try
        {
            ct.ThrowIfCancellationRequested();
            result = await Do(_open ?? Begin(), deed);
            kept = _open!.Join();
        }
        finally
        {
            Leave();
        }
        await kept;
        return result;
    }

    /// <summary>Lets a write that is under way finish: the connection it uses is closed right after.</summary>
    public void Dispose()
    {
        if (_gate.Wait(TimeSpan.FromSeconds(10)) && _open is { } open)
        {
            End(open);
        }
        _gate.Dispose();
    }

    private Together Begin()
    {
        return _open = new Together(statements.Begin());
    }

    private async Task<T> Do<T>(Together together, Func<SqliteTransaction, Task<T>> deed)
    {
        // The first has the transaction to itself: there is nothing before it that must stay.
        var isFirst = together.IsEmpty;
        if (!isFirst)
        {
            statements.Run("SAVEPOINT deed");
        }
        try
        {
            var result = await deed(together.Transaction);
            if (!isFirst)
            {
                statements.Run("RELEASE deed");
            }
            return result;
        }
        catch (Exception failed)
        {
            if (isFirst)
            {
                GiveUp(together, failed);
            }
            else
            {
                TakeBack(together, failed);
            }
            throw;
        }
    }

    /// <summary>Takes back one deed; what stood before it in the transaction stays, unless SQLite gave up all of it (a full disk).</summary>
    private void TakeBack(Together together, Exception why)
    {
        try
        {
            statements.Run("ROLLBACK TO deed");
            statements.Run("RELEASE deed");
        }
        catch (DbException)
        {
            GiveUp(together, why);
        }
    }

    private void Leave()
    {
        try
        {
            if (_open is { } open && (Volatile.Read(ref _coming) == 0 || open.IsFull))
            {
                End(open);
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private void End(Together together)
    {
        try
        {
            together.Transaction.Commit();
            together.Transaction.Dispose();
            statements.Ended();
            _open = null;
            together.Kept();
        }
        catch (Exception failed) when (failed is DbException or InvalidOperationException)
        {
            GiveUp(together, failed);
        }
    }

    private void GiveUp(Together together, Exception why)
    {
        _open = null;
        statements.Ended();
        try
        {
            together.Transaction.Dispose();
        }
        catch (DbException)
        {
            // SQLite had rolled back by itself.
        }
        together.Lost(why);
    }

    /// <summary>Those who share a transaction.</summary>
    private sealed class Together(SqliteTransaction transaction)
    {
        private readonly TaskCompletionSource _end = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        private readonly long _began = Stopwatch.GetTimestamp();
        private int _count;

        public SqliteTransaction Transaction { get; } = transaction;

        public bool IsEmpty => _count == 0;

        public bool IsFull => _count >= MostTogether || Stopwatch.GetElapsedTime(_began) >= Longest;

        public Task Join()
        {
            _count++;
            return _end.Task;
        }

        public void Kept() => _end.TrySetResult();

        /// <summary>The transaction is gone; nobody in it was told otherwise.</summary>
        public void Lost(Exception why)
        {
            _end.TrySetException(why);
            _ = _end.Task.Exception; // nobody may have joined
        }
    }
}
