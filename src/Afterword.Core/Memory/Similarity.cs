namespace Afterword.Core.Memory;

/// <summary>What two incidents are compared by.</summary>
/// <param name="Services">The names of the affected services.</param>
/// <param name="Tags">Tags and causes.</param>
/// <param name="Text">Title, impact, summary and cause, as one text.</param>
/// <param name="Cause">The cause alone; empty where it is not known.</param>
public sealed record Traits(
    IReadOnlyList<string> Services,
    IReadOnlyList<string> Tags,
    string Text,
    string Cause
);

/// <summary>How alike two incidents are, and why.</summary>
/// <param name="Score">0 for nothing in common; only good for an order.</param>
/// <param name="Reasons">Why, in words; empty when nothing was found.</param>
public sealed record Likeness(double Score, IReadOnlyList<string> Reasons);

/// <summary>
/// Compares incidents by what they share: services, tags, and rare words, those of the cause twice. A rare word weighs by its inverse
/// document frequency (Spärck Jones 1972): the fewer texts have it, the more it says.
/// </summary>
public static class Similarity
{
    private const double OfService = 3;
    private const double OfTag = 2.5;
    private const int MostNamed = 5;
    private const double Telling = 1.5; // a word in every fifth text or more tells nothing
    private const int CauseWords = 2;
    private const int ManyWords = 6;

    /// <summary>What every story of an incident says, however few there are: none of it makes two alike.</summary>
    private static readonly HashSet<string> Talk =
    [
        .. "began begun broke broken came caused customer customers day days degraded down error errors fail failed failing fails failure failures fix fixed happened hour hours impact incident incidents issue issues left minute minutes most noticed outage people problem problems request requests resolved restored saw second seconds service services showed slow started stopped system systems took turned until user users went week weeks working".Split(
            ' '
        ),
    ];

    /// <summary>Whether a word can tell one incident from another.</summary>
    public static bool Tells(string word) =>
        word.Length > 2 && !SearchWords.IsCommon(word) && !Talk.Contains(word);

    /// <summary>Below this two incidents are not worth showing together: one rare word, or one common tag, is chance.</summary>
    public const double Enough = 4;

    /// <summary>Compares.</summary>
    /// <param name="one">An incident.</param>
    /// <param name="other">Another.</param>
    /// <param name="texts">In how many texts each word of <paramref name="one"/> stands; words that are missing say nothing.</param>
    /// <param name="all">How many texts there are.</param>
    public static Likeness Of(
        Traits one,
        Traits other,
        IReadOnlyDictionary<string, int> texts,
        int all
    )
    {
        var services = Shared(one.Services, other.Services);
        var tags = Shared(one.Tags, other.Tags);
        var said = Words(other.Text + " " + other.Cause);
        var causes = Words(other.Cause);
        var inCause = Words(one.Cause);
        var words = new List<(string Word, double Weight, bool Cause)>();
        foreach (var (word, count) in texts.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            if (said.Contains(word) || said.Any(w => SameWord.Are(w, word)))
            {
                var cause =
                    inCause.Any(w => SameWord.Are(w, word))
                    && causes.Any(w => SameWord.Are(w, word));
                words.Add((word, Math.Log((all + 1.0) / (count + 1.0)) * (cause ? 2 : 1), cause));
            }
        }
        var rare = words.Where(w => w.Weight > Telling).OrderByDescending(w => w.Weight).ToList();
        // A word or two in common is chance, unless a service, a tag or the causes are shared as well.
        var linked =
            services.Count + tags.Count > 0
            || rare.Count(w => w.Cause) >= CauseWords
            || rare.Count >= ManyWords;
        var score = linked
            ? services.Count * OfService + tags.Count * OfTag + rare.Take(8).Sum(w => w.Weight)
            : 0;
        return new Likeness(score, [.. Reasons(services, tags, rare)]);
    }

    private static IEnumerable<string> Reasons(
        List<string> services,
        List<string> tags,
        List<(string Word, double Weight, bool Cause)> rare
    )
    {
        if (services.Count > 0)
        {
            yield return $"Same {(services.Count == 1 ? "service" : "services")}: {string.Join(", ", services)}";
        }
        if (tags.Count > 0)
        {
            yield return $"Same {(tags.Count == 1 ? "tag" : "tags")}: {string.Join(", ", tags)}";
        }
        var causes = rare.Where(w => w.Cause).Take(MostNamed).Select(w => $"“{w.Word}”").ToList();
        if (causes.Count > 0)
        {
            yield return $"Both causes name {string.Join(", ", causes)}";
        }
        var others = rare.Where(w => !w.Cause).Take(MostNamed).Select(w => $"“{w.Word}”").ToList();
        if (others.Count > 0)
        {
            yield return $"Both speak of {string.Join(", ", others)}";
        }
    }

    private static List<string> Shared(IEnumerable<string> one, IEnumerable<string> other) =>
        [
            .. one.Intersect(other, StringComparer.OrdinalIgnoreCase)
                .Order(StringComparer.OrdinalIgnoreCase),
        ];

    private static HashSet<string> Words(string text) => [.. SearchWords.All(text).Where(Tells)];
}
