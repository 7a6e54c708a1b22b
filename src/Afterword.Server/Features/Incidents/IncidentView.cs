using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.PostMortems;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Incidents;

/// <summary>All that the page of an incident shows, read at once.</summary>
public sealed record IncidentView(
    KeyPrefixes Keys,
    Incident Incident,
    PostMortem? PostMortem,
    IReadOnlyList<ActionItem> Items,
    IReadOnlyList<IncidentView.Told> Updates,
    IReadOnlyList<Obligation> Obligations,
    IReadOnlyList<Missing> Missing,
    IReadOnlyList<HistoryQueries.Row> History,
    bool MoreHistory,
    NameQueries.Names Names
)
{
    /// <summary>A message about it, by its number and what it meets.</summary>
    public sealed record Told(int Number, string Slot);

    private const int HistoryRows = 12;
    private const int MostUpdates = 200;

    public string Key => Keys.OfIncident(Incident.Number);

    public PostMortemContent Content => PostMortem?.Content ?? new PostMortemContent();

    /// <summary>By when somebody hears next: as promised on the incident, else the next thing owed.</summary>
    public DateTimeOffset? NextUpdateBy =>
        Incident.NextUpdateAt
        ?? Obligations.Where(o => o.MetAt is null && !o.Waived).Min(o => (DateTimeOffset?)o.DueAt);

    /// <summary>The draft or message that meets an obligation; null while there is none.</summary>
    public Told? Meeting(Obligation owed) => Updates.FirstOrDefault(u => u.Slot == owed.Slot);

    internal static async Task<IncidentView> Load(
        AfterwordDb db,
        Incident incident,
        Viewer viewer,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var postMortem = await PostMortemQueries.Find(db, incident.Number, viewer, ct);
        var items = await PostMortemQueries.Items(db, incident.Number, viewer, ct);
        var updates = await db.VisibleUpdates(viewer)
            .Where(u => u.IncidentNumber == incident.Number)
            .OrderByDescending(u => u.Number)
            .Take(MostUpdates)
            .Select(u => new Told(u.Number, u.Slot))
            .ToListAsync(ct);
        var state = await NextDue.State(db, incident, ct);
        var names = await NameQueries.Load(
            db,
            IncidentQueries
                .Wanted([incident])
                .Person(items.Select(i => i.OwnerId))
                .Team(items.Select(i => i.OwnerTeamId)),
            ct
        );
        var history = await HistoryQueries.Of(
            db,
            incident.Number,
            new PageQuery { Limit = HistoryRows },
            ct
        );
        return new IncidentView(
            db.Keys,
            incident,
            postMortem,
            items,
            updates,
            Cadence.ForIncident(state, (await CadenceRules.Of(db, ct)).Calendar, now),
            MissingPieces.Of(incident, postMortem?.Content, items),
            history.Items,
            history.Next is not null,
            names
        );
    }
}
