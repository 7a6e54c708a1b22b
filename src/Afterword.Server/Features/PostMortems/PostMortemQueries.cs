using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems;

/// <summary>Reads of post-mortems.</summary>
internal static class PostMortemQueries
{
    /// <summary>The post-mortem of an incident; null when none was started, or it is not visible.</summary>
    public static Task<PostMortem?> Find(
        AfterwordDb db,
        int incident,
        Viewer viewer,
        CancellationToken ct = default
    ) => db.VisiblePostMortems(viewer).SingleOrDefaultAsync(p => p.IncidentNumber == incident, ct);

    /// <summary>The action items of an incident, the most urgent first.</summary>
    public static async Task<IReadOnlyList<ActionItem>> Items(
        AfterwordDb db,
        int incident,
        Viewer viewer,
        CancellationToken ct = default
    ) =>
        [
            .. (
                await db.VisibleItems(viewer)
                    .Where(a => a.IncidentNumber == incident)
                    .OrderBy(a => a.Number)
                    .ToListAsync(ct)
            ).OrderBy(a => a.Priority ?? (Priority)int.MaxValue),
        ];

    /// <summary>An instant of an incident, for timeline lines that name no day.</summary>
    public static DateTimeOffset Around(Incident incident) =>
        incident.StartedAt
        ?? incident.DetectedAt
        ?? incident.ResolvedAt
        ?? (
            incident.StatedOn is { } day
                ? new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero)
                : incident.DeclaredAt
        );

    /// <summary>The document of an incident, as it is exported.</summary>
    public static async Task<PostMortemDocument> Document(
        AfterwordDb db,
        Incident incident,
        Viewer viewer,
        CancellationToken ct = default
    )
    {
        var postMortem = await Find(db, incident.Number, viewer, ct);
        return await Document(
            db,
            incident,
            postMortem?.Content ?? new PostMortemContent(),
            viewer,
            ct
        );
    }

    /// <summary>The document an incident would have with this content.</summary>
    public static async Task<PostMortemDocument> Document(
        AfterwordDb db,
        Incident incident,
        PostMortemContent content,
        Viewer viewer,
        CancellationToken ct = default
    )
    {
        var items = await Items(db, incident.Number, viewer, ct);
        var names = await NameQueries.Load(
            db,
            IncidentQueries
                .Wanted([incident])
                .Person(items.Select(i => i.OwnerId))
                .Team(items.Select(i => i.OwnerTeamId)),
            ct
        );
        return PostMortemExport.Document(
            incident,
            content,
            items,
            new DocumentNames(
                db.Keys,
                Handles(names.People),
                Handles(names.Teams),
                Handles(names.Services)
            )
        );
    }

    private static Dictionary<int, string> Handles(
        IReadOnlyDictionary<int, NameQueries.Named> names
    ) => names.ToDictionary(n => n.Key, n => n.Value.Handle);
}
