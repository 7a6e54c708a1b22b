using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Incidents;

/// <summary>What people do to incidents, whichever door they come through.</summary>
internal static class IncidentDeeds
{
    /// <summary>Declares an incident.</summary>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    public static Task<Incident> DeclareIncident(this Store store, IncidentInput input, By by) =>
        store.Write(async db =>
        {
            var details = await input.Resolve(db, null, by.At);
            var incident = Incident.Declare(await db.NextIncident(), details, by);
            db.Incidents.Add(incident);
            return incident;
        });

    /// <summary>Changes what is known.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="key">Which incident.</param>
    /// <param name="version">The version the editor saw; null overwrites whatever stands.</param>
    /// <param name="viewer">Who may see it.</param>
    /// <param name="input">What the door was given, made from the incident as it stands now.</param>
    /// <param name="by">Who edits.</param>
    /// <returns>Null when there is no such incident, or it is not visible.</returns>
    /// <exception cref="RuleException">A field breaks its rule.</exception>
    /// <exception cref="StaleException">Somebody else saved in between.</exception>
    public static Task<Incident?> EditIncident(
        this Store store,
        string key,
        int? version,
        Viewer viewer,
        Func<AfterwordDb, Incident, Task<IncidentInput>> input,
        By by
    ) =>
        store.ChangeIncident(
            key,
            version,
            viewer,
            async (db, incident) =>
            {
                var details = await (await input(db, incident)).Resolve(db, incident, by.At);
                if (incident.ResolvedAt is not null && details.ResolvedAt is null)
                {
                    throw new RuleException(
                        "resolvedAt",
                        "To say that the impact is back, use Reopen: it asks for the reason."
                    );
                }
                incident.Edit(details, by);
            }
        );

    /// <summary>Does something to an incident that the viewer may see.</summary>
    /// <returns>Null when there is no such incident, or it is not visible.</returns>
    public static Task<Incident?> ChangeIncident(
        this Store store,
        string key,
        int? version,
        Viewer viewer,
        Func<AfterwordDb, Incident, Task> deed
    ) =>
        store.Write(async db =>
        {
            var number = db.Keys.IncidentNumber(key);
            var incident = await db
                .Incidents.AsTracking()
                .To(viewer)
                .SingleOrDefaultAsync(i => i.Number == number);
            if (incident is not null)
            {
                incident.Expect(version);
                await deed(db, incident);
            }
            return incident;
        });

    /// <summary>The same for a deed that needs no other rows.</summary>
    public static Task<Incident?> ChangeIncident(
        this Store store,
        string key,
        int? version,
        Viewer viewer,
        Action<Incident> deed
    ) =>
        store.ChangeIncident(
            key,
            version,
            viewer,
            (_, incident) =>
            {
                deed(incident);
                return Task.CompletedTask;
            }
        );
}
