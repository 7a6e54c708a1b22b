using System.Collections.Concurrent;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Server.Data;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Incidents;

/// <summary>
/// Writes down who read a restricted incident, at most once a person and hour. This node remembers what it wrote, so that a page
/// that is opened ten times asks the database once.
/// </summary>
[Offered]
internal sealed class RestrictedReads(Store store)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(int Person, int Incident), DateTimeOffset> _noted =
        new();

    /// <summary>Notes that the caller reads an incident; nothing for one that is not restricted.</summary>
    public async Task Note(Incident incident, Caller caller)
    {
        if (!incident.Restricted || caller.PersonId is not { } person)
        {
            return;
        }
        var by = caller.By();
        var who = (person, incident.Number);
        if (_noted.TryGetValue(who, out var before) && by.At - before < Hour)
        {
            return;
        }
        await store.Write(db => Append(db, incident.Number, by));
        if (_noted.Count >= MostRemembered)
        {
            _noted.Clear();
        }
        _noted[who] = by.At;
    }

    // Another node may have noted it already.
    private static async Task Append(AfterwordDb db, int number, By by)
    {
        var since = by.At - Hour;
        var known = await db.Events.AnyAsync(e =>
            e.Subject == SubjectKind.Incident
            && e.SubjectId == number
            && e.Kind == EventKind.RestrictedRead
            && e.ActorId == by.PersonId
            && e.At > since
        );
        if (!known)
        {
            (await db.Incidents.AsTracking().SingleAsync(i => i.Number == number)).ReadBy(by);
        }
    }
}
