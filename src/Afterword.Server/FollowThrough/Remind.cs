using Afterword.Server.Data;
using Afterword.Server.Data.Mapping;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.FollowThrough;

/// <summary>Writes the reminders whose morning has come: one index probe finds the items, a batch of people is one transaction.</summary>
internal sealed class Remind(
    Store store,
    Database database,
    Func<Site> site,
    TimeProvider time,
    ILogger<Remind> log
)
{
    private const int PeopleAtOnce = 250;
    private const int ItemsAtOnce = 20_000;

    /// <summary>A batch that fails is left alone for a while; its key is its first person.</summary>
    private readonly Setbacks _setbacks = new(time);

    /// <summary>Writes every reminder that is due.</summary>
    /// <returns>How many messages were made.</returns>
    public async Task<int> All(CancellationToken ct)
    {
        var made = 0;
        var seen = new HashSet<int>();
        while ((await Due(ct)).Where(seen.Add).ToList() is [_, ..] due)
        {
            foreach (var people in due.Chunk(PeopleAtOnce).Where(p => _setbacks.MayTry(p[0])))
            {
                made += await Try(people, ct);
            }
        }
        return made;
    }

    private async Task<int> Try(int[] people, CancellationToken ct)
    {
        try
        {
            var made = await store.Write(
                db => OwedReminders.Write(db, people, site(), store.Now, ct),
                ct
            );
            _setbacks.Succeeded(people[0]);
            return made;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            _setbacks.Failed(people[0]);
            log.LogError(
                failed,
                "The reminders of {People} people could not be written; they are tried again.",
                people.Length
            );
            return 0;
        }
    }

    /// <summary>Whoever answers for an item whose morning has come.</summary>
    private async Task<List<int>> Due(CancellationToken ct)
    {
        var now = store.Now;
        await using var db = database.Read();
        var owners = await (
            from item in db
                .ActionItems.Where(a =>
                    EF.Property<DateTimeOffset?>(a, ActionItemMap.NextReminderAt) <= now
                )
                .OrderBy(a => EF.Property<DateTimeOffset?>(a, ActionItemMap.NextReminderAt))
                .Take(ItemsAtOnce)
            join owning in db.Teams on item.OwnerTeamId equals owning.Id into teams
            from team in teams.DefaultIfEmpty()
            select item.OwnerId ?? team.LeadId
        ).ToListAsync(ct);
        return [.. owners.OfType<int>().Distinct()];
    }
}
