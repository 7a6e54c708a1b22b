namespace Afterword.Speed;

/// <summary>What a run is asked to do.</summary>
/// <param name="Server">The published server.</param>
/// <param name="Quick">Only the small database, short rounds.</param>
/// <param name="Only">The parts to run; all when empty.</param>
internal sealed record SpeedOptions(string Server, bool Quick, IReadOnlySet<string> Only)
{
    private static readonly string[] OfFollowing = ["sweep", "reminders", "deliveries"];

    public static readonly string[] Parts =
    [
        "pages",
        "list",
        "writes",
        "following",
        .. OfFollowing,
        "start",
    ];

    public const int Small = 10_000;

    public int Large => Quick ? Small : 100_000;

    public int Rounds => Quick ? 3 : 7;

    public int Seconds => Quick ? 1 : 4;

    /// <summary>
    /// How long a round takes, seconds. The first counts for nothing: in it both servers compile what they run often, which one that
    /// has run for an hour has behind it.
    /// </summary>
    public int SecondsOf(int round) => round > 0 ? Seconds : 10;

    public bool Has(string part) =>
        Only.Count == 0
        || Only.Contains(part)
        || (OfFollowing.Contains(part) && Only.Contains("following"));

    /// <summary>Whether a part needs the filled database; reminders and deliveries fill their own.</summary>
    public bool NeedsData => Parts.Except(["following", "reminders", "deliveries"]).Any(Has);

    /// <exception cref="ArgumentException">An option is unknown or incomplete.</exception>
    public static SpeedOptions Read(IReadOnlyList<string> args)
    {
        var (server, quick, only) = ("", false, new HashSet<string>());
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    quick = true;
                    break;
                case "--server" when i + 1 < args.Count:
                    server = args[++i];
                    break;
                case "--only" when i + 1 < args.Count:
                    only.UnionWith(args[++i].Split(','));
                    break;
                default:
                    throw new ArgumentException($"What is '{args[i]}'? {Usage}");
            }
        }
        return server.Length > 0 && only.All(Parts.Contains)
            ? new SpeedOptions(server, quick, only)
            : throw new ArgumentException(Usage);
    }

    private static string Usage => $"bench/run [--quick] [--only {string.Join(',', Parts)}]";
}
