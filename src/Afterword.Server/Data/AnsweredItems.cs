using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data;

/// <summary>An item with whoever answers for it: its owner, or the lead of the team that owns it.</summary>
internal sealed record AnsweredItem(
    PlanItem Row,
    DateTimeOffset? FollowedAt,
    DateTimeOffset? NextReminderAt,
    int? PersonId,
    int? TeamLeadId,
    string? TimeZone,
    bool Active
)
{
    public ItemState State => Row.State(TeamLeadId);

    /// <summary>The next morning at which its owner is reminded; null when nobody is.</summary>
    public DateTimeOffset? Next(CadenceRules rules, DateTimeOffset from) =>
        FollowedAt is { } followedAt && PersonId is not null && Active
            ? Reminders.NextAt(State, followedAt, from, rules.ZoneOf(TimeZone), rules.Calendar)
            : null;
}

/// <summary>Reads items with whoever answers for them.</summary>
internal static class AnsweredItems
{
    public static async Task<List<AnsweredItem>> Load(
        AfterwordDb db,
        IQueryable<ActionItem> items,
        CancellationToken ct
    )
    {
        var rows = await (
            from item in items.AsNoTracking()
            join incident in db.Incidents on item.IncidentNumber equals incident.Number
            join owning in db.Teams on item.OwnerTeamId equals owning.Id into teams
            from team in teams.DefaultIfEmpty()
            join answering in db.People
                on item.OwnerId ?? team.LeadId equals (int?)answering.Id
                into people
            from person in people.DefaultIfEmpty()
            join reminder in db.ItemReminders on item.Number equals reminder.ItemNumber into next
            from reminder in next.DefaultIfEmpty()
            select new
            {
                Item = new PlanItem(
                    item.Number,
                    item.IncidentNumber,
                    item.Priority,
                    item.Status,
                    item.OwnerId,
                    item.OwnerTeamId,
                    item.DueOn,
                    item.CreatedAt,
                    item.LastActivityAt,
                    item.DoneAt,
                    item.Reopenings,
                    item.SnoozedUntil
                ),
                incident.FollowedAt,
                NextReminderAt = (DateTimeOffset?)reminder.At,
                PersonId = (int?)person.Id,
                TeamLeadId = (int?)team.LeadId,
                TimeZone = (string?)person.TimeZone,
                Active = (bool?)person.Active,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.Select(r => new AnsweredItem(
                r.Item,
                r.FollowedAt,
                r.NextReminderAt,
                r.PersonId,
                r.TeamLeadId,
                r.TimeZone,
                r.Active == true
            )),
        ];
    }
}
