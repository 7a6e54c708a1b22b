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
    public Task Note(Incident incident, Caller caller) =>
        incident.Restricted ? Note(incident.Number, caller) : Task.CompletedTask;

    /// <summary>The same for what belongs to an incident and was read without it, such as an action item.</summary>
    public async Task Note(AfterwordDb db, int incident, Caller caller, CancellationToken ct)
    {
        var restricted = await db.Rows(
            "SELECT restricted FROM incidents WHERE number = @number",
            [("@number", incident)],
            row => row.Flag(0),
            ct
        );
        if (restricted is [true])
        {
            await Note(incident, caller);
        }
    }

    private async Task Note(int incident, Caller caller)
    {
        if (caller.PersonId is not { } person)
        {
            return;
        }
        var by = caller.By();
        var who = (person, incident);
        if (_noted.TryGetValue(who, out var before) && by.At - before < Hour)
        {
            return;
        }
        await store.Write(db => Append(db, incident, by));
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
