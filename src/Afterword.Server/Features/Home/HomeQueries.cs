using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.ActionItems;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Home;

/// <summary>A message that waits for somebody's approval.</summary>
public sealed record WaitingMessage(
    int Number,
    string Subject,
    UpdateKind Kind,
    Audience Audience,
    int? Incident,
    string? IncidentTitle,
    DateTimeOffset? DueAt
);

/// <summary>The week of somebody's teams: what others have to do, what was finished.</summary>
public sealed record TeamWeek(IReadOnlyList<ItemRow> Coming, IReadOnlyList<ItemRow> Finished);

/// <summary>What home asks: a person's own work and the week of their teams. Each answer is a short list, whatever the history.</summary>
internal static class HomeQueries
{
    /// <summary>Days ahead that count as soon.</summary>
    public const int SoonDays = 7;

    /// <summary>Messages; those of one incident stand on one line.</summary>
    private const int MostWaiting = 60;

    /// <summary>Reviews and success stories.</summary>
    private const int MostOffered = 5;

    private static readonly PageQuery Short = new() { Limit = 15 };

    /// <summary>What is late or due soon of what a person answers for.</summary>
    public static async Task<IReadOnlyList<ItemRow>> Due(
        AfterwordDb db,
        HomeReader reader,
        CancellationToken ct
    ) => await Open(db, reader, reader.Mine, reader.Today.AddDays(SoonDays), ct);

    /// <summary>The next item after those that are due soon; null when there is none.</summary>
    public static async Task<ItemRow?> Next(
        AfterwordDb db,
        HomeReader reader,
        CancellationToken ct
    ) => await Open(db, reader, reader.Mine, null, ct) is [var next, ..] ? next : null;

    /// <summary>Drafts of incidents that this person leads, that their teams lead, or that nobody leads yet, and reviews and success stories; the most urgent first.</summary>
    public static async Task<IReadOnlyList<WaitingMessage>> Waiting(
        AfterwordDb db,
        HomeReader reader,
        CancellationToken ct
    )
    {
        var (me, teams) = (reader.Person, reader.Teams.Teams.Select(t => (int?)t).ToList());
        var drafts = db.VisibleUpdates(reader.Viewer).Where(u => u.State == UpdateState.Draft);
        var owed = await (
            from update in drafts
            join incident in db.Incidents on update.IncidentNumber equals incident.Number
            where
                incident.LeadId == me || incident.LeadId == null || teams.Contains(incident.TeamId)
            orderby update.DueAt == null, update.DueAt, update.Number
            select new WaitingMessage(
                update.Number,
                update.Subject,
                update.Kind,
                update.Audience,
                update.IncidentNumber,
                incident.Title,
                update.DueAt
            )
        )
            .Take(MostWaiting)
            .ToListAsync(ct);
        // These have no hour, and must not drown in what has one.
        var offered = await drafts
            .Where(u =>
                u.IncidentNumber == null
                && (u.Slot.StartsWith("monthly-review/") || u.Slot.StartsWith("success-story/"))
            )
            .OrderByDescending(u => u.Number)
            .Take(MostOffered)
            .Select(u => new WaitingMessage(
                u.Number,
                u.Subject,
                u.Kind,
                u.Audience,
                null,
                null,
                u.DueAt
            ))
            .ToListAsync(ct);
        return [.. owed, .. offered];
    }

    /// <summary>Whether there is no incident at all that this viewer may know of.</summary>
    public static async Task<bool> IsNew(AfterwordDb db, Viewer viewer, CancellationToken ct) =>
        !await db.Incidents.To(viewer).AnyAsync(ct);

    /// <summary>What the other members of a person's teams have late or due this week, and what was finished in the last seven days.</summary>
    public static async Task<TeamWeek> Week(AfterwordDb db, HomeReader reader, CancellationToken ct)
    {
        var others = reader.Teams with
        {
            People = [.. reader.Teams.People.Except(reader.Mine.People)],
            Teams = [.. reader.Teams.Teams.Except(reader.Mine.Teams)],
        };
        var coming = others is { People.Count: 0, Teams.Count: 0 }
            ? []
            : await Open(db, reader, others, reader.Today.AddDays(SoonDays), ct);
        var finished = await ActionItemQueries.Rows(
            db,
            new ItemFilter
            {
                Owners = reader.Teams,
                Closed = true,
                TouchedSince = reader.Now.AddDays(-SoonDays),
                Today = reader.Today,
                Now = reader.Now,
            },
            ItemSort.Activity,
            new PageQuery { Limit = PageQuery.MostRows },
            reader.Viewer,
            ct
        );
        return new TeamWeek(coming, [.. finished.Items.Reverse().Take(Short.Rows)]);
    }

    private static async Task<IReadOnlyList<ItemRow>> Open(
        AfterwordDb db,
        HomeReader reader,
        OwnerSet owners,
        DateOnly? dueBy,
        CancellationToken ct
    ) =>
        (
            await ActionItemQueries.Rows(
                db,
                new ItemFilter
                {
                    Owners = owners,
                    Closed = false,
                    DueBy = dueBy,
                    Today = reader.Today,
                    Now = reader.Now,
                },
                ItemSort.Urgency,
                Short,
                reader.Viewer,
                ct
            )
        ).Items;
}

/// <summary>Whose home it is, with what they answer for and the teams they are in.</summary>
internal sealed record HomeReader(
    int Person,
    Viewer Viewer,
    OwnerSet Mine,
    OwnerSet Teams,
    DateOnly Today,
    DateTimeOffset Now
);
