using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Server.Data.Telling;

namespace Afterword.Server.Features.ActionItems;

/// <summary>
/// The messages that an answer about an item leads to (spec A5, A6, A7), in the transaction of the answer: who is asked for a review or for
/// help is told at once, since that is what the answer is for; what goes to a thread or to those who were promised a date is a draft to look at.
/// </summary>
internal static class ItemNotices
{
    /// <summary>Writes the messages of an answer.</summary>
    /// <param name="name">The answer's name, as in <see cref="ItemAnswers.Named"/>.</param>
    /// <param name="a">The answer, after the item has taken it.</param>
    /// <param name="before">The due date the item had.</param>
    /// <param name="site">What keys and addresses look like here.</param>
    /// <exception cref="RuleException">The delay notice has no recommendation.</exception>
    public static async Task<IReadOnlyList<Update>> Write(
        string name,
        Answering a,
        DateOnly? before,
        Site site
    )
    {
        var written = name switch
        {
            "review" => await ItemDrafts.ReadyForReview(a.Db, a.Item, site, a.By, default),
            "blocked" when a.Item.Blocker is { } blocker => await Blocker(a, blocker, site),
            "date" when a.Form.Tell && a.Item.DueOn is not null => await Delay(a, before, site),
            _ => [],
        };
        foreach (var update in written.Where(u => u.Audience == Audience.Person))
        {
            if ((await Recipients.Of(a.Db, update, await Incident(a), default)).All.Count > 0)
            {
                update.Approve(a.By);
            }
        }
        return written;
    }

    /// <summary>What the page says of them: who is told, and what waits to be looked at.</summary>
    public static string Words(IReadOnlyList<Update> written)
    {
        var told = written.Count(u => u.State != UpdateState.Draft);
        var drafts = written.Count - told;
        return (told, drafts) switch
        {
            (0, 0) => "",
            (0, _) => $" {Messages(drafts)} drafted: look at it, and send it.",
            (_, 0) => $" {People(told)} told.",
            _ =>
                $" {People(told)} told; {Messages(drafts)} drafted for the others: look at it, and send it.",
        };
    }

    /// <summary>The page on which what was drafted can be looked at; null where nothing waits.</summary>
    public static string? Next(IReadOnlyList<Update> written)
    {
        var drafts = written.Where(u => u.State == UpdateState.Draft).ToList();
        return drafts.Count switch
        {
            0 => null,
            1 => $"/updates/{drafts[0].Number}",
            _ => $"/updates/{drafts[0].Number}/preview",
        };
    }

    private static async Task<IReadOnlyList<Update>> Blocker(
        Answering a,
        BlockerAnswers said,
        Site site
    )
    {
        if (said.HelperId is null && !a.Form.Tell)
        {
            return [];
        }
        var from = said.HelperId is { } helper
            ? (await Owners.Names(a.Db, [helper], default)).GetValueOrDefault(helper)?.Name
            : null;
        var need = from is null ? said.Need : $"{said.Need.TrimEnd('.')} from {from}";
        return await ItemDrafts.Blocker(
            a.Db,
            a.Item,
            new Blocker(
                new InternalText(a.Item.Title),
                new InternalText(said.Impact),
                new InternalText(said.Urgency),
                new InternalText(said.Goal.Length > 0 ? said.Goal : a.Item.Title),
                new InternalText(said.Getting.Length > 0 ? said.Getting : said.Impact),
                Texts(said.Tried),
                Texts([need])
            ),
            said.HelperId,
            site,
            a.By,
            default
        );
    }

    private static async Task<IReadOnlyList<Update>> Delay(Answering a, DateOnly? before, Site site)
    {
        if (string.IsNullOrWhiteSpace(a.Form.Recommendation))
        {
            throw new RuleException(
                "recommendation",
                "Say which of the options you advise; whoever was promised the date decides by it."
            );
        }
        var item = a.Item;
        var date = Core.Events.Changes.Words(item.DueOn)!;
        return await ItemDrafts.Delay(
            a.Db,
            item,
            new Delay(
                new InternalText(item.Title),
                new InternalText(Core.Events.Changes.Words(before ?? item.OriginalDueOn)),
                new InternalText(
                    item.DueFrom is { } from ? $"{Core.Events.Changes.Words(from)} to {date}" : date
                ),
                new InternalText(a.Form.Reason),
                Texts(
                    ItemAnswers.Lines(a.Form.Options) is { Length: > 0 } typed
                        ? typed
                        : Core.Updates.Facts.Delay.UsualOptions
                ),
                new InternalText(a.Form.Recommendation)
            ),
            site,
            a.By,
            default
        );
    }

    private static async Task<Core.Incidents.Incident?> Incident(Answering a) =>
        await a.Db.Incidents.FindAsync(a.Item.IncidentNumber);

    private static InternalText[] Texts(IEnumerable<string> lines) =>
        [.. lines.Select(line => new InternalText(line))];

    private static string People(int count) => count == 1 ? "One person is" : $"{count} people are";

    private static string Messages(int count) =>
        count == 1 ? "A message is" : $"{count} messages are";
}
