using Afterword.Core;
using Afterword.Core.FollowThrough;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Plan;

/// <summary>What people decide about a message ahead, the same from page and API. Each keeps the reason; a false answer: there is no such message.</summary>
internal static class PlanDeeds
{
    /// <summary>It is not to be sent.</summary>
    /// <exception cref="RuleException">No reason is given.</exception>
    public static Task<bool> SkipPlanned(
        this Store store,
        string slot,
        string reason,
        Caller caller
    ) =>
        Decide(
            store,
            slot,
            caller,
            (_, change, update) =>
            {
                var by = caller.By();
                change.Skip(reason, by);
                update?.Discard(reason, by);
                return Task.CompletedTask;
            }
        );

    /// <summary>It goes at another instant.</summary>
    /// <exception cref="RuleException">The instant does not do, no reason is given, or it is a reminder, which keeps its day.</exception>
    public static Task<bool> MovePlanned(
        this Store store,
        string slot,
        DateTimeOffset to,
        string reason,
        Caller caller
    ) =>
        slot.StartsWith('@')
            ? throw new RuleException(
                "to",
                "A reminder keeps its day: skip it, or send it now. Moving the items' dates moves it too."
            )
            : Decide(
                store,
                slot,
                caller,
                (_, change, update) =>
                {
                    var by = caller.By();
                    change.Move(to, reason, by);
                    update?.Schedule(to, by, reason);
                    return Task.CompletedTask;
                }
            );

    /// <summary>It goes at once.</summary>
    /// <exception cref="RuleException">No reason is given, or there are no words for it.</exception>
    public static Task<bool> SendPlannedNow(
        this Store store,
        string slot,
        string reason,
        Site site,
        Caller caller
    ) =>
        Decide(
            store,
            slot,
            caller,
            async (found, change, update) =>
            {
                var by = caller.By();
                change.SendNow(reason, by);
                if (update is not null)
                {
                    update.Approve(by);
                    return;
                }
                var words =
                    await found.Message.Write(found.Db, site, store.Now, default)
                    ?? throw new RuleException("", "There is nothing to say in it any more.");
                var made = Update.Draft(
                    await found.Db.NextUpdate(),
                    found.Message.Owed.About,
                    words,
                    by
                );
                made.Approve(by);
                found.Db.Updates.Add(made);
            }
        );

    private sealed record Found(AfterwordDb Db, PlannedMessage Message);

    private static Task<bool> Decide(
        Store store,
        string slot,
        Caller caller,
        Func<Found, PlanChange, Update?, Task> decide
    ) =>
        store.Write(async db =>
        {
            if (
                await PlannedMessage.Find(db, caller.Viewer, slot, store.Now, default)
                is not { } message
            )
            {
                return false;
            }
            if (message.Incident is { } incident)
            {
                await Owed.Lock(db, incident.Number, default);
            }
            var change = await db
                .PlanChanges.AsTracking()
                .SingleOrDefaultAsync(c => c.Slot == slot);
            if (change is null)
            {
                change = PlanChange.About(await db.NextPlanChange(), message.Owed);
                db.PlanChanges.Add(change);
            }
            var update = await db.Updates.AsTracking().SingleOrDefaultAsync(u => u.Slot == slot);
            await decide(new Found(db, message), change, update);
            return true;
        });
}
