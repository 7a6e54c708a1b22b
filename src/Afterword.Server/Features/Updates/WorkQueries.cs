using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>What the forms about one's own work begin with.</summary>
internal static class WorkQueries
{
    /// <summary>The answers a form begins with.</summary>
    /// <param name="db">Where to read.</param>
    /// <param name="caller">Who writes.</param>
    /// <param name="keys">What keys look like.</param>
    /// <param name="now">Now.</param>
    /// <param name="ask">For what.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<Dictionary<string, string>> Prefill(
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        DateTimeOffset now,
        PrefillAsk ask,
        CancellationToken ct
    )
    {
        if (ask.Kind == UpdateKind.ProgressUpdate)
        {
            var by = caller.By();
            Team? team = ask.Mine ? null : await WorkWriting.Team(db, ask.Team, by);
            int[] owners = team is null
                ? [by.PersonId ?? 0]
                : [.. team.LeadId is { } lead ? team.MemberIds.Append(lead) : team.MemberIds];
            return await WorkPrefill.Progress(
                db,
                owners,
                team?.Id,
                WorkPrefill.Since(ask.Daily, now),
                DateOnly.FromDateTime(now.UtcDateTime),
                keys,
                ct
            );
        }
        if (
            ask.Item is { } number
            && await db.VisibleItems(caller.Viewer)
                .AsNoTracking()
                .SingleOrDefaultAsync(a => a.Number == number, ct)
                is { } item
        )
        {
            var moved = await db
                .Events.AsNoTracking()
                .Where(e =>
                    e.Subject == SubjectKind.ActionItem
                    && e.SubjectId == number
                    && e.Kind == EventKind.ItemDueDateChanged
                )
                .OrderByDescending(e => e.Id)
                .FirstOrDefaultAsync(ct);
            var begun = WorkPrefill.Item(ask.Kind, item, moved?.Facts.Reason ?? "");
            begun["people"] = await Asked(db, ask.Kind, item, ct);
            return begun;
        }
        return WorkPrefill.Nothing(ask.Kind);
    }

    /// <summary>Whom the item itself names: its helper, its reviewers.</summary>
    private static async Task<string> Asked(
        AfterwordDb db,
        UpdateKind kind,
        Core.ActionItems.ActionItem item,
        CancellationToken ct
    )
    {
        int[] ids =
            kind == UpdateKind.ReadyForReview ? [.. item.Review?.ReviewerIds ?? []]
            : kind == UpdateKind.Blocker
            && item
                is {
                    Status: Core.ActionItems.ActionItemStatus.Blocked,
                    Blocker.HelperId: { } helper
                }
                ? [helper]
            : [];
        var handles = await db
            .People.Where(p => ids.Contains(p.Id))
            .OrderBy(p => p.Name)
            .Select(p => p.Handle)
            .ToListAsync(ct);
        return string.Join(", ", handles.Select(h => $"@{h}"));
    }
}

/// <summary>Which form, for whom and about what.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Team">The team's handle; empty for one's own.</param>
/// <param name="Mine">True for what one person did alone.</param>
/// <param name="Daily">True since the last working day, false since a week.</param>
/// <param name="Item">The item it is about.</param>
internal sealed record PrefillAsk(
    UpdateKind Kind,
    string Team = "",
    bool Mine = false,
    bool Daily = false,
    int? Item = null
);
