using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>What pages and the API read about updates. Everything is seen through a viewer's eyes.</summary>
internal static class UpdateQueries
{
    /// <summary>Where a page of updates goes on: the newest come first.</summary>
    private sealed record Place(int Number);

    /// <summary>Updates, newest first.</summary>
    public static async Task<Page<UpdateRow>> Page(
        AfterwordDb db,
        Viewer viewer,
        UpdateFilter filter,
        PageQuery page,
        CancellationToken ct = default
    )
    {
        var wanted = db.VisibleUpdates(viewer);
        if (filter.State is { } state)
        {
            wanted = wanted.Where(u => u.State == state);
        }
        if (filter.Audience is { } audience)
        {
            wanted = wanted.Where(u => u.Audience == audience);
        }
        if (filter.Incident is { } incident)
        {
            wanted = wanted.Where(u => u.IncidentNumber == incident);
        }
        if (page.After<Place>() is { } after)
        {
            wanted = wanted.Where(u => u.Number < after.Number);
        }
        var rows = await Rows(db, wanted.OrderByDescending(u => u.Number).Take(page.Rows + 1), ct);
        return page.Cut(rows, row => new Place(row.Number));
    }

    /// <summary>Everything told or to be told of an incident, oldest first; at most 200.</summary>
    public static async Task<IReadOnlyList<UpdateRow>> OfIncident(
        AfterwordDb db,
        Viewer viewer,
        int incident,
        CancellationToken ct = default
    )
    {
        var rows = await Rows(
            db,
            db.VisibleUpdates(viewer)
                .Where(u => u.IncidentNumber == incident)
                .OrderByDescending(u => u.Number)
                .Take(PageQuery.MostRows),
            ct
        );
        return [.. rows.OrderBy(r => r.Number)];
    }

    /// <summary>The drafts that wait for somebody's approval, the most urgent first.</summary>
    public static async Task<IReadOnlyList<UpdateRow>> Waiting(
        AfterwordDb db,
        Viewer viewer,
        int most,
        CancellationToken ct = default
    )
    {
        var rows = await Rows(
            db,
            db.VisibleUpdates(viewer)
                .Where(u => u.State == UpdateState.Draft)
                .OrderBy(u => u.DueAt == null)
                .ThenBy(u => u.DueAt)
                .ThenBy(u => u.Number)
                .Take(most),
            ct
        );
        return [.. rows.OrderBy(r => r.DueAt ?? DateTimeOffset.MaxValue).ThenBy(r => r.Number)];
    }

    /// <summary>One update; null when there is none or this viewer may not know of it.</summary>
    public static async Task<UpdateFull?> Find(
        AfterwordDb db,
        Viewer viewer,
        int number,
        CancellationToken ct = default
    )
    {
        var found = await (
            from update in db.VisibleUpdates(viewer)
            where update.Number == number
            join incident in db.Incidents on update.IncidentNumber equals incident.Number into some
            from about in some.DefaultIfEmpty()
            join person in db.People on update.AuthorId equals person.Id into authors
            from author in authors.DefaultIfEmpty()
            join other in db.People on update.ApprovedById equals other.Id into approvers
            from approver in approvers.DefaultIfEmpty()
            join reader in db.People on update.PersonId equals reader.Id into readers
            from one in readers.DefaultIfEmpty()
            select new UpdateFull(
                update,
                about == null ? null : about.Title,
                author == null ? null : new Named(author.Name, author.Handle),
                approver == null ? null : new Named(approver.Name, approver.Handle),
                one == null ? null : new Named(one.Name, one.Handle)
            )
        ).SingleOrDefaultAsync(ct);
        return found is null
            ? null
            : found with
            {
                CorrectedBy = await db.VisibleUpdates(viewer)
                    .Where(u => u.CorrectionOf == number)
                    .OrderBy(u => u.Number)
                    .Select(u => u.Number)
                    .ToListAsync(ct),
            };
    }

    /// <summary>The same news for the other audiences, this one among them, in the order of the audiences.</summary>
    public static async Task<IReadOnlyList<Update>> Group(
        AfterwordDb db,
        Viewer viewer,
        Update update,
        CancellationToken ct = default
    )
    {
        var slots = Audiences
            .Written.Append(Audience.Team)
            .Append(update.Audience)
            .Select(a => SlotFor(update, a))
            .Distinct()
            .ToList();
        var all = await db.VisibleUpdates(viewer)
            .Where(u => slots.Contains(u.Slot))
            .ToListAsync(ct);
        return [.. all.OrderBy(u => u.Audience)];
    }

    /// <summary>The slot of the same news for another audience: the one part that names the audience differs.</summary>
    private static string SlotFor(Update update, Audience other)
    {
        var own = Name(update.Audience);
        return string.Join(
            '/',
            update.Slot.Split('/').Select(part => part == own ? Name(other) : part)
        );
    }

    private static string Name(Audience audience) => Core.SnakeCase.Of(audience).Replace('_', '-');

    private static Task<List<UpdateRow>> Rows(
        AfterwordDb db,
        IQueryable<Update> updates,
        CancellationToken ct
    ) =>
        (
            from update in updates
            join incident in db.Incidents on update.IncidentNumber equals incident.Number into some
            from about in some.DefaultIfEmpty()
            orderby update.Number descending
            select new UpdateRow(
                update.Number,
                update.Kind,
                update.Audience,
                update.State,
                update.Subject,
                update.IncidentNumber,
                about == null ? null : about.Title,
                update.DueAt,
                update.CreatedAt,
                update.ApprovedAt,
                update.SentAt,
                db.Deliveries.Count(d => d.UpdateNumber == update.Number),
                update.Version,
                update.ScheduledAt,
                update.CorrectionOf,
                update.Slot
            )
        ).ToListAsync(ct);
}
