using System.Collections.Concurrent;
using System.Diagnostics;

namespace Afterword.Crash;

/// <summary>One kill: when, and what the dead node held.</summary>
internal sealed record Killed(TimeSpan At, IReadOnlyList<OutboxRow> Held);

/// <summary>
/// Seeds a database, starts the server on it, kills it at random instants while it sends, lets the last start finish, and counts
/// (reliability.md A1, A2).
/// </summary>
internal sealed class CrashRun(CrashOptions options, TextWriter log) : IAsyncDisposable
{
    /// <summary>Nine kills of ten wait until the node holds a message; the tenth comes whenever it comes, the start included.</summary>
    private const int AnyMomentOneIn = 10;

    /// <summary>With fewer mails than this to go there may soon be nothing to be killed at; more are approved then.</summary>
    private const int Reserve = 150;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly Random _random = new(options.Seed);
    private readonly CrashGround _ground = new(options);
    private readonly List<Killed> _kills = [];
    private readonly List<ServerNode> _nodes = [];
    private readonly ConcurrentDictionary<OutboxRow, TimeSpan> _claimed = [];
    private readonly HashSet<string> _troubles = [];
    private TimeSpan? _slowestStop = TimeSpan.Zero;
    private readonly CancellationTokenSource _watching = new();
    private Task _watch = Task.CompletedTask;
    private Seeding _seeding = null!;
    private long _lookedAt;

    public async Task<CrashReport> Run()
    {
        using var ledger = new Ledger(Path.Combine(_ground.Folder, "ledger.tsv"));
        await using var sink = new SmtpSink(ledger, options.Seed);
        await using var slack = await SlackSink.Start();
        slack.Kept = async (_, post) =>
        {
            await ledger.Write(post.Channel, Marks.In(post.Blocks), post.Metadata, post.Blocks);
            await Task.Delay(sink.Pause());
            return false;
        };
        var where = await _ground.Make();
        _seeding = new Seeding(where, sink.Port, slack.Root);
        await _seeding.Fill(options.Deliveries);
        var outbox = new Outbox(
            options.Sqlite,
            options.Sqlite ? Path.Combine(where.Folder, "afterword.db") : where.Connection
        );
        _nodes.AddRange(_ground.Nodes(where, slack.Root));
        log.WriteLine(
            $"{_seeding.Expected.Count} messages to send, {options.Kills} kills, {_nodes.Count} node{(_nodes.Count == 1 ? "" : "s")}, seed {options.Seed}"
        );
        _nodes.ForEach(node => node.Start());
        _watch = Watch(outbox, ledger);
        for (var i = 0; i < options.Kills; i++)
        {
            var node = _nodes[i % _nodes.Count];
            await Moment(outbox, node, ledger);
            await Strike(node, outbox, ledger);
            if ((i + 1) % 10 == 0)
            {
                log.WriteLine(
                    $"{i + 1} kills, {ledger.All.Count} messages taken, {ledger.Elapsed.TotalSeconds:F0} s"
                );
            }
        }
        await Drain(outbox, ledger);
        await _watching.CancelAsync();
        await _watch;
        var stop = Longer(_slowestStop, await _nodes[0].Stop());
        return CrashReport.Of(
            options,
            _seeding.Expected,
            ledger.All,
            _kills,
            await outbox.All(),
            slack.Posts,
            _claimed,
            stop
        );
    }

    /// <summary>Lets a node send to a mail server that answers at once, and counts.</summary>
    /// <returns>Durable deliveries a second, from the first message taken to the last row settled.</returns>
    public async Task<double> RunForRate()
    {
        using var ledger = new Ledger(null);
        await using var sink = new SmtpSink(ledger, options.Seed) { AtOnce = true };
        var where = await _ground.Make();
        var seeding = new Seeding(where, sink.Port, null);
        await seeding.Fill(options.Deliveries);
        var expected = seeding.Expected;
        var outbox = new Outbox(
            options.Sqlite,
            options.Sqlite ? Path.Combine(where.Folder, "afterword.db") : where.Connection
        );
        _nodes.AddRange(_ground.Nodes(where, "http://127.0.0.1:1/"));
        _nodes.ForEach(node => node.Start());
        await Until(() => Task.FromResult(ledger.Count > 0), "the first message");
        var began = ledger.All[0].At;
        var (nodesBefore, sinkBefore) = (Spent(), Environment.CpuUsage.TotalTime);
        await Until(() => Task.FromResult(ledger.Count >= expected.Count), "the last message");
        await Until(outbox.IsDone, "the outbox to empty");
        var rate = expected.Count / (ledger.Elapsed - began).TotalSeconds;
        log.WriteLine(
            $"processor time a message: nodes {Each(Spent() - nodesBefore)} µs, mail server of this run {Each(Environment.CpuUsage.TotalTime - sinkBefore)} µs"
        );
        Console.WriteLine(
            $"rate {(options.Sqlite ? "sqlite" : "postgres")}: {expected.Count} messages, {ledger.Count} taken, {rate:F0} durable deliveries a second on {_nodes.Count} node(s)"
        );
        return rate;

        TimeSpan Spent() => _nodes.Aggregate(TimeSpan.Zero, (sum, node) => sum + node.Spent);

        int Each(TimeSpan spent) => (int)(spent.TotalMicroseconds / expected.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _watching.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _watching.Dispose();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
        await _ground.DisposeAsync();
    }

    private async Task Strike(ServerNode node, Outbox outbox, Ledger ledger)
    {
        if (options.Blow == Blow.Freeze)
        {
            await node.Signal("STOP");
            var held = await outbox.HeldBy(node.Pid);
            _kills.Add(new Killed(ledger.Elapsed, held));
            await Until(
                async () => (await outbox.HeldBy(node.Pid)).Count == 0,
                "the other node to take over"
            );
            await node.Signal("CONT");
            return;
        }
        if (options.Blow == Blow.Term)
        {
            _slowestStop = Longer(_slowestStop, await node.Stop());
        }
        else
        {
            await node.Kill();
        }
        _kills.Add(new Killed(ledger.Elapsed, await outbox.HeldBy(node.Pid)));
        await Feed(outbox);
        node.Start();
    }

    /// <summary>Null where one of them never ended.</summary>
    private static TimeSpan? Longer(TimeSpan? one, TimeSpan? other) =>
        one is null || other is null ? null
        : one > other ? one
        : other;

    /// <summary>Waits for the moment of the next kill: while the node holds messages, some of which it may have sent.</summary>
    private async Task Moment(Outbox outbox, ServerNode node, Ledger ledger)
    {
        if (_random.Next(AnyMomentOneIn) == 0)
        {
            await Task.Delay(_random.Next(0, 2_000));
            return;
        }
        // Whoever is to take over must be there: on a busy machine two nodes that only start again and again are no survivor.
        var needed = options.Survivor ? _nodes : [node];
        await Until(
            async () =>
            {
                await FeedBeside(outbox);
                return needed.TrueForAll(n => n.Ready.IsCompleted);
            },
            "the nodes to be ready"
        );
        var sent = ledger.Count + _random.Next(0, 25);
        await Until(
            async () =>
            {
                await FeedBeside(outbox);
                return ledger.Count >= sent && (await outbox.HeldBy(node.Pid)).Count > 0;
            },
            $"{node.Name} to send"
        );
        await Task.Delay(_random.Next(0, 100));
        await Until(
            async () =>
            {
                await FeedBeside(outbox);
                return (await outbox.HeldBy(node.Pid)).Count > 0;
            },
            $"{node.Name} to hold a message"
        );
    }

    /// <summary>On PostgreSQL the other node goes on sending while one starts, however long that takes on a busy machine.</summary>
    private async Task FeedBeside(Outbox outbox)
    {
        if (options.Sqlite || Stopwatch.GetElapsedTime(_lookedAt) < LookEvery)
        {
            return;
        }
        _lookedAt = Stopwatch.GetTimestamp();
        await Feed(outbox);
    }

    private async Task Feed(Outbox outbox)
    {
        if (await outbox.Waiting(Seeding.Readers) < Reserve)
        {
            await _seeding.More(2 * Reserve);
        }
    }

    /// <summary>Notes when each claim was first seen, for the time until a dead node's rows are taken over.</summary>
    private async Task Watch(Outbox outbox, Ledger ledger)
    {
        while (!_watching.IsCancellationRequested)
        {
            foreach (var row in await outbox.Held())
            {
                _claimed.TryAdd(row, ledger.Elapsed);
            }
            foreach (var trouble in await outbox.Troubles())
            {
                if (_troubles.Add(trouble))
                {
                    log.WriteLine($"{ledger.Elapsed.TotalSeconds:F0} s: {trouble}");
                }
            }
            await Task.Delay(100, _watching.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits as long as messages arrive; what then remains is a figure of the report, not the end of the run.</summary>
    private async Task Drain(Outbox outbox, Ledger ledger)
    {
        var taken = ledger.Count;
        while (true)
        {
            try
            {
                await Until(outbox.IsDone, "the outbox to empty");
                return;
            }
            catch (TimeoutException) when (ledger.Count > taken)
            {
                taken = ledger.Count;
            }
            catch (TimeoutException)
            {
                foreach (var row in await outbox.Remaining())
                {
                    log.WriteLine($"still to do: {row}");
                }
                return;
            }
        }
    }

    private async Task Until(Func<Task<bool>> met, string what)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!await met())
        {
            // A node that could not start (an overloaded database) is started again, as any service manager would.
            foreach (var node in _nodes.Where(node => node.HasEnded))
            {
                log.WriteLine($"{node.Name} ended by itself and is started again");
                node.Start();
            }
            if (deadline.IsCancellationRequested)
            {
                throw new TimeoutException(
                    $"Waited {Patience.TotalMinutes:F0} minutes for {what}.\n{string.Join("\n", _nodes.Select(n => $"{n.Name}: {n.Said}"))}"
                );
            }
            await Task.Delay(10);
        }
    }
}
