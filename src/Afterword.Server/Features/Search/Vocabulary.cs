using Afterword.Core.Memory;
using Afterword.Server.Data;

namespace Afterword.Server.Features.Search;

/// <summary>
/// The words of the index, for mistyped ones. Reading them all takes as long as many searches, so they are kept for some minutes;
/// a word that is newer is not yet corrected to.
/// </summary>
internal sealed class Vocabulary(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private const int Most = 200_000; // words; the rarest ones of a larger index are not corrected to
    private const int LongestWord = 40;

    private volatile Words? _words;

    /// <summary>The words nearest to one.</summary>
    public async Task<IReadOnlyList<string>> Near(
        AfterwordDb db,
        string word,
        int most,
        CancellationToken ct
    )
    {
        if (_words is not { } words || words.Until < time.GetUtcNow())
        {
            _words = words = await Read(db, ct);
        }
        var reach = NearWords.Reach(word);
        var candidates = Enumerable
            .Range(word.Length - reach, 2 * reach + 1)
            .SelectMany(length => words.ByLength[length]);
        return NearWords.Of(word, candidates, most);
    }

    private async Task<Words> Read(AfterwordDb db, CancellationToken ct)
    {
        var terms = await db.Plain.Rows(
            "SELECT term FROM search_words WHERE length(term) BETWEEN 3 AND @longest LIMIT @most",
            [("@longest", LongestWord), ("@most", Most)],
            row => Folding.Of(row.Text(0)),
            ct
        );
        return new Words(time.GetUtcNow() + Kept, terms.Distinct().ToLookup(term => term.Length));
    }

    private sealed record Words(DateTimeOffset Until, ILookup<int, string> ByLength);
}
