using System.Globalization;

namespace Afterword.Crash;

/// <summary>What a run counted, in the words of reliability.md section 3.</summary>
internal sealed record CrashReport(
    string Database,
    Blow Blow,
    int Kills,
    int KillsWhileLeased,
    int Expected,
    int Transmissions,
    int Lost,
    int Phantom,
    int DuplicateEffects,
    int DuplicateTransmissions,
    int DoubleInSlack,
    int OutsideThread,
    int LeasedAtKills,
    int OtherBytes,
    int NotSettled,
    TimeSpan TakeoverMedian,
    TimeSpan TakeoverWorst,
    TimeSpan? Stopped,
    IReadOnlyList<string> Slowest
)
{
    private string Blows =>
        Blow switch
        {
            Blow.Term => "stops",
            Blow.Freeze => "freezes",
            _ => "kills",
        };

    /// <summary>Longer than a start takes, so that its story is worth reading.</summary>
    private static readonly TimeSpan Noteworthy = TimeSpan.FromSeconds(10);

    /// <summary>A lease and five seconds.</summary>
    private static readonly TimeSpan MostTakeover = TimeSpan.FromSeconds(35);

    /// <summary>Nothing lost, invented or doubled in effect; every doubled transmission was in flight at a kill.</summary>
    public bool GoalHolds =>
        Lost == 0
        && Phantom == 0
        && DuplicateEffects == 0
        && OtherBytes == 0
        && NotSettled == 0
        && DoubleInSlack == 0
        && OutsideThread == 0
        && DuplicateTransmissions <= (Blow == Blow.Term ? 0 : LeasedAtKills)
        && (Blow == Blow.Term || KillsWhileLeased * 100 >= Kills * 80)
        && TakeoverWorst <= MostTakeover
        && Stopped <= TimeSpan.FromSeconds(10);

    public static CrashReport Of(
        CrashOptions options,
        IReadOnlyList<(string To, string Mark)> expected,
        IReadOnlyList<Taken> taken,
        IReadOnlyList<Killed> kills,
        IReadOnlyList<OutboxRow> rows,
        IReadOnlyList<SlackPost> posts,
        IReadOnlyDictionary<OutboxRow, TimeSpan> claimed,
        TimeSpan? stopped
    )
    {
        var byKey = taken.GroupBy(t => t.Key).ToDictionary(g => g.Key, g => g.ToList());
        var known = expected.ToHashSet();
        var waits = Takeovers(byKey, kills, claimed).OrderBy(t => t.After).ToList();
        var takeovers = waits.ConvertAll(t => t.After);
        return new CrashReport(
            options.Sqlite ? "sqlite" : "postgres",
            options.Blow,
            kills.Count,
            kills.Count(k => k.Held.Count > 0),
            expected.Count,
            taken.Count,
            known.Count(key => !byKey.ContainsKey(key)),
            byKey.Keys.Count(key => !known.Contains(key)),
            byKey.Values.Sum(all => all.Select(t => t.MessageId).Distinct().Count() - 1),
            taken.Count - byKey.Count,
            posts.Count - posts.DistinctBy(p => (p.Channel, p.Metadata)).Count(),
            posts
                .GroupBy(p => p.Channel)
                .Sum(g => g.Skip(1).Count(p => p.ThreadTs != g.First().Ts)),
            kills.Sum(k => k.Held.Count),
            byKey.Values.Count(all => all.Select(t => t.BodyHash).Distinct().Count() > 1),
            rows.Count(r => r.State != "sent") + Math.Abs(rows.Count - expected.Count),
            takeovers.Count == 0 ? TimeSpan.Zero : takeovers[takeovers.Count / 2],
            takeovers.Count == 0 ? TimeSpan.Zero : takeovers[^1],
            stopped,
            [
                .. waits
                    .Where(t => t.After > MostTakeover)
                    .TakeLast(4)
                    .Select(t => t.Story(byKey, claimed)),
            ]
        );
    }

    public void Print(TextWriter output)
    {
        output.WriteLine($"expected messages           {Expected}");
        output.WriteLine($"transmissions               {Transmissions}");
        output.WriteLine($"lost                        {Lost}");
        output.WriteLine($"phantom                     {Phantom}");
        output.WriteLine(
            $"duplicate effects           {DuplicateEffects}   (two identities on the wire for one message)"
        );
        output.WriteLine(
            $"messages with other bytes   {OtherBytes}   (a retry that differs from the first try)"
        );
        output.WriteLine(
            $"duplicate transmissions     {DuplicateTransmissions}   (same identity; at most {LeasedAtKills}, the rows held at the kills)"
        );
        output.WriteLine(
            $"double in Slack             {DoubleInSlack}   (looked up by metadata before anything is posted again)"
        );
        output.WriteLine($"outside the thread          {OutsideThread}");
        output.WriteLine($"rows not sent in the end    {NotSettled}");
        output.WriteLine($"kills while a row was held  {KillsWhileLeased} of {Kills}");
        output.WriteLine(Seconds("takeover, median", TakeoverMedian));
        output.WriteLine(Seconds("takeover, worst", TakeoverWorst));
        foreach (var slow in Slowest)
        {
            output.WriteLine($"  {slow}");
        }
        output.WriteLine(
            Stopped is { } stop
                ? Seconds("SIGTERM to exit", stop)
                : "SIGTERM to exit             never"
        );
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"crash {Database}: {Kills} {Blows}, {Expected} messages, lost {Lost}, phantom {Phantom}, duplicate effects {DuplicateEffects}, duplicate transmissions {DuplicateTransmissions}, double in Slack {DoubleInSlack}, kills while leased {KillsWhileLeased}, takeover worst {TakeoverWorst.TotalSeconds:F1} s: {(GoalHolds ? "the goal holds" : "THE GOAL DOES NOT HOLD")}"
            )
        );
    }

    /// <summary>How long each row that a dead node held waited until another claim of it was seen, or it was on the wire again.</summary>
    private static IEnumerable<Takeover> Takeovers(
        Dictionary<(string, string), List<Taken>> byKey,
        IReadOnlyList<Killed> kills,
        IReadOnlyDictionary<OutboxRow, TimeSpan> claimed
    )
    {
        var claims = claimed.ToLookup(c => (c.Key.To, c.Key.Mark), c => (c.Key.Fence, At: c.Value));
        return from kill in kills
            from row in kill.Held
            let again = byKey
                .GetValueOrDefault((row.To, row.Mark), [])
                .Where(t => t.At > kill.At)
                .Select(t => t.At)
            let held = claims[(row.To, row.Mark)].Where(c => c.Fence > row.Fence).Select(c => c.At)
            select new Takeover(
                row,
                kill.At,
                again.Concat(held).DefaultIfEmpty(kill.At).Min() - kill.At
            );
    }

    /// <summary>A row that a dead node held, and how long it waited.</summary>
    private sealed record Takeover(OutboxRow Row, TimeSpan Killed, TimeSpan After)
    {
        /// <summary>When it was claimed and taken, for whoever looks for the cause.</summary>
        public string Story(
            Dictionary<(string, string), List<Taken>> byKey,
            IReadOnlyDictionary<OutboxRow, TimeSpan> claimed
        )
        {
            var claims = claimed
                .Where(c => c.Key.To == Row.To && c.Key.Mark == Row.Mark)
                .OrderBy(c => c.Value)
                .Select(c =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"claim {c.Key.Fence} at {c.Value.TotalSeconds:F1}"
                    )
                );
            var taken = byKey
                .GetValueOrDefault((Row.To, Row.Mark), [])
                .Select(t =>
                    string.Create(CultureInfo.InvariantCulture, $"taken at {t.At.TotalSeconds:F1}")
                );
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Row.To} {Row.Mark}: killed at {Killed.TotalSeconds:F1} with fence {Row.Fence}, waited {After.TotalSeconds:F1} s ({string.Join(", ", claims.Concat(taken))})"
            );
        }
    }

    private static string Seconds(string name, TimeSpan span) =>
        string.Create(CultureInfo.InvariantCulture, $"{name, -28}{span.TotalSeconds:F1} s");
}
