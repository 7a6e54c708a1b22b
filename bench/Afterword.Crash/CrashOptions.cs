using System.Globalization;

namespace Afterword.Crash;

/// <summary>What is done to a node.</summary>
internal enum Blow
{
    /// <summary>SIGKILL: it is gone between two instructions.</summary>
    Kill,

    /// <summary>SIGTERM: it has ten seconds to give back what it holds; then nothing may be doubled at all.</summary>
    Term,

    /// <summary>SIGSTOP until another node has taken over, then SIGCONT: it comes back with old fences. Two nodes only.</summary>
    Freeze,
}

/// <summary>What a run is asked to do.</summary>
/// <param name="Sqlite">On SQLite one node is killed and started again; on PostgreSQL two take turns.</param>
/// <param name="Connection">The PostgreSQL server; the run makes a database of its own there.</param>
/// <param name="Kills">How often a node is killed.</param>
/// <param name="Deliveries">How many messages are to be sent in all.</param>
/// <param name="Seed">The seed of all that is random here.</param>
/// <param name="Blow">What is done to the nodes.</param>
/// <param name="Survivor">Two nodes: each blow waits until the other node is ready to take over, so that the takeover can be measured.</param>
/// <param name="Server">The server to start, as it was published; null for the one built beside this program.</param>
/// <param name="Rate">No kills and a mail server that answers at once: how many durable deliveries a second.</param>
internal sealed record CrashOptions(
    bool Sqlite,
    string Connection,
    int Kills,
    int Deliveries,
    int Seed,
    bool Rate = false,
    Blow Blow = Blow.Kill,
    bool Survivor = true,
    string? Server = null
)
{
    public const string Usage =
        "crash --database sqlite|postgres [--connection \"Host=…;Port=…;Username=…\"] [--kills N] [--deliveries N] [--seed N] [--blow kill|term|freeze] [--server Afterword.Server.dll] [--quick | --rate]";

    /// <exception cref="ArgumentException">An option is unknown, incomplete or out of range.</exception>
    public static CrashOptions Read(IReadOnlyList<string> args)
    {
        var given = new Dictionary<string, string>();
        for (var i = 0; i < args.Count; i++)
        {
            given[args[i]] =
                args[i] is "--quick" or "--rate" ? "yes"
                : i + 1 < args.Count ? args[++i]
                : throw new ArgumentException($"{args[i]} needs a value.");
        }
        string[] known =
        [
            "--database",
            "--connection",
            "--kills",
            "--deliveries",
            "--seed",
            "--blow",
            "--server",
            "--quick",
            "--rate",
        ];
        if (given.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new ArgumentException($"'{unknown}' is no option.");
        }
        var sqlite = given.GetValueOrDefault("--database", "sqlite") switch
        {
            "sqlite" => true,
            "postgres" => false,
            var other => throw new ArgumentException(
                $"--database is sqlite or postgres, not '{other}'."
            ),
        };
        var connection = given.GetValueOrDefault(
            "--connection",
            Environment.GetEnvironmentVariable("AFTERWORD_BENCH_POSTGRES") ?? ""
        );
        if (!sqlite && connection.Length == 0)
        {
            throw new ArgumentException("--database postgres needs --connection.");
        }
        var kills = Number(given, "--kills", given.ContainsKey("--quick") ? 15 : 100);
        var rate = given.ContainsKey("--rate");
        if (rate)
        {
            kills = 0;
        }
        return new CrashOptions(
            sqlite,
            connection,
            kills,
            Number(
                given,
                "--deliveries",
                rate ? 20_000
                    : given.ContainsKey("--quick") ? 400
                    : Math.Max(2_000, kills * 25)
            ),
            Number(given, "--seed", Environment.TickCount & 0x7fffffff),
            rate,
            BlowOf(given.GetValueOrDefault("--blow", "kill"), sqlite),
            Server: given.TryGetValue("--server", out var server) ? Path.GetFullPath(server) : null
        );
    }

    private static Blow BlowOf(string name, bool sqlite) =>
        (name, sqlite) switch
        {
            ("kill", _) => Blow.Kill,
            ("term", _) => Blow.Term,
            ("freeze", false) => Blow.Freeze,
            ("freeze", true) => throw new ArgumentException(
                "--blow freeze needs two nodes: --database postgres."
            ),
            _ => throw new ArgumentException($"--blow is kill, term or freeze, not '{name}'."),
        };

    private static int Number(Dictionary<string, string> given, string name, int otherwise) =>
        !given.TryGetValue(name, out var text) ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
        : throw new ArgumentException($"{name} is a whole number above 0.");
}
