using Afterword.Core.Events;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>
/// What the fields of an incident and of its items said here before somebody changed them. Nobody remembers which state an export of
/// ours was made from; but where it says what stood here once, it is older than the change.
/// </summary>
internal sealed class EarlierValues
{
    private readonly HashSet<(long Item, string Words)> _values = [];

    public static async Task<EarlierValues> Load(AfterwordDb db, int incident, CancellationToken ct)
    {
        var earlier = new EarlierValues();
        foreach (
            var happened in await db.Set<Event>()
                .Where(e => e.IncidentNumber == incident)
                .ToListAsync(ct)
        )
        {
            foreach (var change in happened.Facts.Changes)
            {
                if (change.From is not null && change.To is not null)
                {
                    earlier._values.Add((ItemOf(happened), Normal(change.From)));
                }
            }
        }
        return earlier;
    }

    /// <summary>Whether a value stood here once.</summary>
    /// <param name="item">The number of the item it belongs to; 0 for the incident and its post-mortem.</param>
    /// <param name="words">The value in words.</param>
    public bool Hold(long item, string? words) =>
        words is not null && _values.Contains((item, Normal(words)));

    private static long ItemOf(Event happened) =>
        happened.Subject == SubjectKind.ActionItem ? happened.SubjectId : 0;

    private static string Normal(string words) => string.Join(' ', WrittenWords.Of(words));
}
