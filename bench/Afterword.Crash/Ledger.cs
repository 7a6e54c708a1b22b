using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Afterword.Crash;

/// <summary>A message as the sink took it.</summary>
/// <param name="At">Since the run began.</param>
/// <param name="To">The reader.</param>
/// <param name="Mark">The update's mark (<see cref="Marks"/>).</param>
/// <param name="MessageId">Its identity on the wire.</param>
/// <param name="BodyHash">SHA-256 of the bytes.</param>
internal sealed record Taken(TimeSpan At, string To, string Mark, string MessageId, string BodyHash)
{
    /// <summary>What a generator expects exactly once.</summary>
    public (string To, string Mark) Key => (To, Mark);
}

/// <summary>Everything the sink took, on the disk before the sink answers.</summary>
internal sealed class Ledger(string path, bool durable = true) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.CreateNew, FileAccess.Write);
    private readonly Lock _lock = new();
    private readonly List<Taken> _taken = [];
    private readonly long _began = Stopwatch.GetTimestamp();

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
    public void Write(string to, string message) =>
        Write(to, Marks.In(message), Header(message, "Message-ID"), message);

    /// <summary>Writes a message down and flushes it to the disk.</summary>
    /// <param name="to">The reader.</param>
    /// <param name="mark">The update's mark.</param>
    /// <param name="id">Its identity on the wire.</param>
    /// <param name="message">All of it.</param>
    public void Write(string to, string mark, string id, string message)
    {
        lock (_lock)
        {
            var taken = new Taken(
                Elapsed,
                to,
                mark,
                id,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(message)))
            );
            _file.Write(
                Encoding.UTF8.GetBytes(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{taken.At.TotalMilliseconds:F0}\t{taken.To}\t{taken.MessageId}\t{taken.BodyHash}\t{taken.Mark}\n"
                    )
                )
            );
            if (durable)
            {
                _file.Flush(flushToDisk: true);
            }
            _taken.Add(taken);
        }
    }

    public void Dispose() => _file.Dispose();

    private static string Header(string message, string name)
    {
        foreach (var line in message.Split("\r\n"))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            {
                return line[(name.Length + 1)..].Trim();
            }
        }
        return "";
    }
}
