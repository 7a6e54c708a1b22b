using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace Afterword.Crash;

/// <summary>A message as the sink took it.</summary>
/// <param name="At">Since the run began.</param>
/// <param name="To">The reader.</param>
/// <param name="Mark">The update's mark (<see cref="Marks"/>).</param>
/// <param name="MessageId">Its identity on the wire.</param>
/// <param name="BodyHash">SHA-256 of the bytes; empty where only numbers count.</param>
internal sealed record Taken(TimeSpan At, string To, string Mark, string MessageId, string BodyHash)
{
    /// <summary>What a generator expects exactly once.</summary>
    public (string To, string Mark) Key => (To, Mark);
}

/// <summary>
/// Everything the sinks took, on the disk before they answer. What comes while the disk is waited for goes into the next flush together, so
/// that a slow disk makes answers late by one flush and not by one flush for each message before them.
/// </summary>
internal sealed class Ledger : IDisposable
{
    private readonly FileStream? _file;
    private readonly Lock _lock = new();
    private readonly List<Taken> _taken = [];
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Channel<(Taken Taken, TaskCompletionSource Written)> _waiting =
        Channel.CreateUnbounded<(Taken, TaskCompletionSource)>();
    private readonly Task _writing;

    /// <param name="path">The file; null counts only.</param>
    public Ledger(string? path)
    {
        _file = path is null
            ? null
            : new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        // A thread of its own: a flush blocks, and the sinks' threads are to answer meanwhile.
        _writing = _file is null
            ? Task.CompletedTask
            : Task.Factory.StartNew(Flush, TaskCreationOptions.LongRunning);
    }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _taken.Count;
            }
        }
    }

    public IReadOnlyList<Taken> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _taken];
            }
        }
    }

    /// <summary>Writes a mail down and flushes it to the disk.</summary>
    public Task Write(string to, ReadOnlySpan<byte> mail)
    {
        if (_file is null)
        {
            Add(new Taken(Elapsed, to, "", "", ""));
            return Task.CompletedTask;
        }
        var message = Encoding.UTF8.GetString(mail);
        return Write(to, Marks.In(message), Header(message, "Message-ID"), message);
    }

    /// <summary>Writes a message down and flushes it to the disk.</summary>
    /// <param name="to">The reader.</param>
    /// <param name="mark">The update's mark.</param>
    /// <param name="id">Its identity on the wire.</param>
    /// <param name="message">All of it.</param>
    public Task Write(string to, string mark, string id, string message)
    {
        var taken = new Taken(
            Elapsed,
            to,
            mark,
            id,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message)))
        );
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite((taken, written));
        return written.Task;
    }

    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _writing.Wait();
        _file?.Dispose();
    }

    private void Flush()
    {
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            List<(Taken Taken, TaskCompletionSource Written)> all = [];
            while (_waiting.Reader.TryRead(out var next))
            {
                all.Add(next);
                _file!.Write(Line(next.Taken));
            }
            _file!.Flush(flushToDisk: true);
            foreach (var (taken, written) in all)
            {
                Add(taken);
                written.SetResult();
            }
        }
    }

    private void Add(Taken taken)
    {
        lock (_lock)
        {
            _taken.Add(taken);
        }
    }

    private static byte[] Line(Taken taken) =>
        Encoding.UTF8.GetBytes(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{taken.At.TotalMilliseconds:F0}\t{taken.To}\t{taken.MessageId}\t{taken.BodyHash}\t{taken.Mark}\n"
            )
        );

    private static string Header(string message, string name)
    {
        var at = message.IndexOf($"\r\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return "";
        }
        var from = at + name.Length + 3;
        return message[from..message.IndexOf("\r\n", from, StringComparison.Ordinal)].Trim();
    }
}
