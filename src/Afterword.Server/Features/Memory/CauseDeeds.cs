using Afterword.Core;
using Afterword.Core.Memory;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Mapping;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Memory;

/// <summary>A person says that two incidents had the same cause, or takes it back. Both must be visible to them.</summary>
internal static class CauseDeeds
{
    /// <summary>Says it; saying it twice changes nothing.</summary>
    /// <returns>Null when one of them is not there for this caller.</returns>
    /// <exception cref="RuleException">Both are the same incident.</exception>
    public static Task<SameCause?> Confirm(
        Store store,
        Caller caller,
        int one,
        int other,
        CancellationToken ct
    ) =>
        store.Write<SameCause?>(
            async db =>
            {
                if (await Both(db, caller, one, other, ct) is not { } both)
                {
                    return null;
                }
                var (earlier, later) = SameCause.Order(both.One, both.Other);
                var open = await OpenThen(db, earlier.Number, later.At, ct);
                var standing = await Standing(db, later.Number, earlier.Number, ct);
                if (standing is not null)
                {
                    standing.ConfirmAgain(open, caller.By());
                    return standing;
                }
                var same = SameCause.Confirm(
                    await db.NextSameCause(ct),
                    both.One,
                    both.Other,
                    open,
                    caller.By()
                );
                db.SameCauses.Add(same);
                return same;
            },
            ct
        );

    /// <summary>Takes it back.</summary>
    /// <returns>Null when it was not said, or one of them is not there for this caller.</returns>
    public static Task<SameCause?> Withdraw(
        Store store,
        Caller caller,
        int one,
        int other,
        string? reason,
        CancellationToken ct
    ) =>
        store.Write<SameCause?>(
            async db =>
            {
                if (await Both(db, caller, one, other, ct) is not { } both)
                {
                    return null;
                }
                var (earlier, later) = SameCause.Order(both.One, both.Other);
                var same = await Standing(db, later.Number, earlier.Number, ct);
                if (same is null or { WithdrawnAt: not null })
                {
                    return null;
                }
                same.Withdraw(reason, caller.By());
                return same;
            },
            ct
        );

    private static async Task<(Moment One, Moment Other)?> Both(
        AfterwordDb db,
        Caller caller,
        int one,
        int other,
        CancellationToken ct
    )
    {
        if (one == other)
        {
            throw new RuleException("incident", "An incident cannot have recurred from itself.");
        }
        var found = await db
            .Incidents.To(caller.Viewer)
            .Where(i => i.Number == one || i.Number == other)
            .Select(i => new Moment(i.Number, i.OccurredAt))
            .ToListAsync(ct);
        return found.Count == 2
            ? (found.Single(m => m.Number == one), found.Single(m => m.Number == other))
            : null;
    }

    // Either order may stand: an instant may have been put right since it was said.
    private static Task<SameCause?> Standing(
        AfterwordDb db,
        int later,
        int earlier,
        CancellationToken ct
    ) =>
        db
            .SameCauses.AsTracking()
            .FirstOrDefaultAsync(
                s =>
                    (s.IncidentNumber == later && s.EarlierNumber == earlier)
                    || (s.IncidentNumber == earlier && s.EarlierNumber == later),
                ct
            );

    /// <summary>How many items of an incident were open at an instant.</summary>
    private static Task<int> OpenThen(
        AfterwordDb db,
        int incident,
        DateTimeOffset at,
        CancellationToken ct
    ) =>
        db.ActionItems.CountAsync(
            a =>
                a.IncidentNumber == incident
                && a.CreatedAt <= at
                && (
                    EF.Property<int>(a, ActionItemMap.Closed) == 0
                    || (a.DoneAt != null && a.DoneAt > at)
                ),
            ct
        );
}
