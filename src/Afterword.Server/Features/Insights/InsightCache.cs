using System.Collections.Concurrent;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;

namespace Afterword.Server.Features.Insights;

/// <summary>
/// Keeps finished dashboards for a while. A key names everything an answer depends on: the version of the figures, the day, the
/// restricted incidents the reader may see, and the question; so a change of any of them is another key, and nothing has to be told.
/// </summary>
internal sealed class InsightCache(TimeProvider time)
{
    private const int Most = 500;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, (Lazy<Task<string>> Text, long At)> _kept = new();

    /// <summary>What was made for this key lately, or what is made now; side by side requests wait for one making.</summary>
    public async Task<string> Get(string key, Func<Task<string>> make)
    {
        var now = time.GetTimestamp();
        if (_kept.TryGetValue(key, out var kept) && time.GetElapsedTime(kept.At, now) < Kept)
        {
            return await kept.Text.Value;
        }
        if (_kept.Count >= Most)
        {
            _kept.Clear();
        }
        var mine = (new Lazy<Task<string>>(make), now);
        _kept[key] = mine;
        try
        {
            return await mine.Item1.Value;
        }
        catch
        {
            _kept.TryRemove(key, out _);
            throw;
        }
    }

    /// <summary>The version of the figures and of what this viewer may see of them.</summary>
    public static async Task<string> Version(
        AfterwordDb db,
        Viewer viewer,
        CancellationToken ct = default
    )
    {
        var sqlite = db.Plain.IsSqlite;
        var rows = await db.Plain.Rows(
            $"""
            SELECT -version FROM metric_state
            UNION ALL SELECT i.number FROM metric_incidents m JOIN incidents i ON i.number = m.incident_number
              WHERE m.restricted AND {VisibleSql.To("i", viewer, sqlite)}
            """,
            VisibleSql.Parameters(viewer),
            row => row.Long(0),
            ct
        );
        return string.Join(',', rows);
    }
}
