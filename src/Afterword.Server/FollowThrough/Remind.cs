using Afterword.Server.Data;
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
    /// <summary>Enough that one commit carries many, few enough that the first mails leave soon.</summary>
    private const int PeopleAtOnce = 84;

    /// <summary>A batch that fails is left alone for a while; its key is its first person.</summary>
    private readonly Setbacks _setbacks = new(time);

    /// <summary>Writes every reminder that is due.</summary>
    /// <param name="ct">Stops the work.</param>
    /// <param name="tell">What is done after each batch, so that its messages leave while the next are written.</param>
    /// <returns>How many messages were made.</returns>
    public async Task<int> All(CancellationToken ct, Func<CancellationToken, Task>? tell = null)
    {
        var made = 0;
        var due = await Due(ct);
        var people = due.GroupBy(d => d.Person, d => d.Item)
            .Chunk(PeopleAtOnce)
            .Where(some => _setbacks.MayTry(some[0].Key));
        foreach (var some in people)
        {
            made += await Try(some[0].Key, [.. some.SelectMany(items => items)], ct);
            await (tell?.Invoke(ct) ?? Task.CompletedTask);
        }
        return made;
    }

    private async Task<int> Try(int first, int[] items, CancellationToken ct)
    {
        try
        {
            var made = database.IsSqlite
                ? await WriteBeside(items, ct)
                : await store.Write(db => Write(db, items, ct), ct);
            _setbacks.Succeeded(first);
            return made;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            _setbacks.Failed(first);
            log.LogError(
                failed,
                "The reminders of {Items} items could not be written; they are tried again.",
                items.Length
            );
            return 0;
        }
    }

    private async Task<int> Write(AfterwordDb db, int[] items, CancellationToken ct)
    {
        var now = store.Now;
        var reminders = await OwedReminders.Of(db, items, site(), now, ct);
        return await reminders.Keep(db, now, ct);
    }

    /// <summary>Reads and words are beside SQLite's one writer, so that nobody waits for them; where somebody did something meanwhile, once more within it.</summary>
    private async Task<int> WriteBeside(int[] items, CancellationToken ct)
    {
        await using var read = database.Read();
        await read.Database.OpenConnectionAsync(ct);
        var lastEvent = await OwedReminders.LastEvent(read, ct);
        var reminders = await OwedReminders.Of(read, items, site(), store.Now, ct);
        return await store.Write(
            async db =>
                await OwedReminders.Stand(db, lastEvent, ct)
                    ? await reminders.Keep(db, store.Now, ct)
                    : await Write(db, items, ct),
            ct
        );
    }

    /// <summary>The items whose morning has come, with whoever answers for them.</summary>
    private async Task<List<(int Person, int Item)>> Due(CancellationToken ct) =>
        await database.Plain.Rows(
            """
            SELECT coalesce(a.owner_id, t.lead_id), a.number
            FROM item_reminders r JOIN action_items a ON a.number = r.item_number LEFT JOIN teams t ON t.id = a.owner_team_id
            WHERE r.at <= @now AND coalesce(a.owner_id, t.lead_id) IS NOT NULL
            ORDER BY r.at
            """,
            [("@now", store.Now)],
            row => (row.Int(0), row.Int(1)),
            ct
        );
}
