using System.Collections.Concurrent;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;

namespace Afterword.Server.Features.Memory;

/// <summary>
/// Keeps for some minutes what was found similar to an incident, for each who looked: comparing costs more than the rest of an
/// incident's page together.
/// </summary>
internal sealed class SimilarCache(TimeProvider time)
{
    private const int Shown = 3;
    private const int Most = 500;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<(int Incident, int? Person, bool All), Entry> _entries =
        new();

    /// <summary>The few most alike incidents.</summary>
    public async Task<IReadOnlyList<SimilarRow>> Few(
        AfterwordDb db,
        Incident incident,
        PostMortem? postMortem,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var key = (incident.Number, viewer.PersonId, viewer.SeesAll);
        var version = (incident.Version, postMortem?.Version ?? 0);
        var now = time.GetUtcNow();
        if (
            _entries.TryGetValue(key, out var entry)
            && entry.Version == version
            && entry.Until > now
        )
        {
            return entry.Rows;
        }
        var rows = await SimilarQueries.Find(
            db,
            SimilarQueries.AskOf(incident, postMortem?.Content),
            viewer,
            Shown,
            ct
        );
        if (_entries.Count >= Most)
        {
            _entries.Clear();
        }
        _entries[key] = new Entry(version, now + Kept, rows);
        return rows;
    }

    private sealed record Entry(
        (int, int) Version,
        DateTimeOffset Until,
        IReadOnlyList<SimilarRow> Rows
    );
}
