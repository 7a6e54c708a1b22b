using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>
/// The messages that a deed on an item offers: ready for review, blocker, delay. Each takes the item and the answers of the deed's
/// form, within the transaction of that deed, and gives drafts; whoever wants them out at once calls <c>Approve</c> on each.
/// </summary>
internal static class ItemDrafts
{
    /// <summary>Asks for a review: one message to each reviewer, or to the incident's thread where none is named.</summary>
    public static Task<IReadOnlyList<Update>> ReadyForReview(
        AfterwordDb db,
        ActionItem item,
        Review answers,
        IReadOnlyCollection<int> reviewers,
        Site site,
        By by,
        CancellationToken ct
    ) =>
        Draft(
            db,
            item,
            from => new ReviewNews(answers) { From = from },
            reviewers.Count == 0 ? [(Audience.Thread, null)] : Persons(reviewers),
            site,
            by,
            ct
        );

    /// <summary>Asks for help: a message to the person who can give it, and one to the incident's thread.</summary>
    public static Task<IReadOnlyList<Update>> Blocker(
        AfterwordDb db,
        ActionItem item,
        Blocker answers,
        int? helper,
        Site site,
        By by,
        CancellationToken ct
    ) =>
        Draft(
            db,
            item,
            from => new BlockerNews(answers) { From = from },
            [.. helper is { } one ? Persons([one]) : [], (Audience.Thread, null)],
            site,
            by,
            ct
        );

    /// <summary>Asks for help with the answers that stand on the item: its helper, and the incident's thread.</summary>
    /// <exception cref="RuleException">The item is not blocked, or nobody said how.</exception>
    public static Task<IReadOnlyList<Update>> Blocker(
        AfterwordDb db,
        ActionItem item,
        Site site,
        By by,
        CancellationToken ct
    ) =>
        item is { Status: ActionItemStatus.Blocked, Blocker: { } said }
            ? Blocker(
                db,
                item,
                new Blocker(
                    new(item.Title),
                    new(said.Impact),
                    new(said.Urgency),
                    new(said.Goal),
                    new(said.Getting),
                    [.. said.Tried.Select(t => new InternalText(t))],
                    [new(said.Need)]
                ),
                said.HelperId,
                site,
                by,
                ct
            )
            : throw new RuleException("", "Nobody has said what blocks this item.");

    /// <summary>Asks for a review with the request that stands on the item, of the reviewers it names.</summary>
    /// <exception cref="RuleException">No review was asked for.</exception>
    public static Task<IReadOnlyList<Update>> ReadyForReview(
        AfterwordDb db,
        ActionItem item,
        Site site,
        By by,
        CancellationToken ct
    ) =>
        item.Review is { } asked
            ? ReadyForReview(
                db,
                item,
                new Review(
                    new(item.Title),
                    new(asked.PullRequest),
                    new(asked.Summary),
                    [.. asked.Changes.Select(c => new InternalText(c))],
                    new(asked.Testing),
                    new(asked.Focus)
                ),
                asked.ReviewerIds,
                site,
                by,
                ct
            )
            : throw new RuleException("", "Nobody has asked for a review of this item.");

    /// <summary>Tells a new date to those who were promised the old one: every audience that was told of the incident, else leadership.</summary>
    public static async Task<IReadOnlyList<Update>> Delay(
        AfterwordDb db,
        ActionItem item,
        Delay answers,
        Site site,
        By by,
        CancellationToken ct
    ) =>
        await Draft(
            db,
            item,
            from => new DelayNews(answers) { From = from },
            [
                .. (await Told.Inside(db, item.IncidentNumber, ct))
                    .DefaultIfEmpty(Audience.Leadership)
                    .Select(a => (a, (int?)null)),
            ],
            site,
            by,
            ct
        );

    private static async Task<IReadOnlyList<Update>> Draft(
        AfterwordDb db,
        ActionItem item,
        Func<LeadFact, WorkNews> news,
        IReadOnlyList<(Audience Audience, int? Person)> readers,
        Site site,
        By by,
        CancellationToken ct
    )
    {
        var incident = await db
            .Incidents.AsNoTracking()
            .SingleAsync(i => i.Number == item.IncidentNumber, ct);
        var facts = await IncidentFacts.Of(
            db,
            incident,
            site,
            await NextDue.Policy(db, ct),
            by.At,
            ct
        );
        var told = news(await Author(db, by, ct)) with
        {
            Incident = facts,
            Item = facts.Items.FirstOrDefault(i => i.Number == item.Number),
        };
        List<Update> drafts = [];
        foreach (var (audience, person) in readers)
        {
            var number = await db.NextUpdate(ct);
            var update = Update.Draft(
                number,
                new UpdateAbout(
                    $"OUT-{item.Number}/{Name(told.Kind)}/{number}/{Name(audience)}",
                    told.Kind,
                    audience,
                    incident.Number,
                    item.Number,
                    null,
                    person
                ),
                Drafting.Write(audience, told, site.Templates)!,
                by
            );
            db.Updates.Add(update);
            drafts.Add(update);
        }
        return drafts;
    }

    /// <summary>Who writes, as readers are told whom to ask.</summary>
    internal static async Task<LeadFact> Author(AfterwordDb db, By by, CancellationToken ct) =>
        await db
            .People.AsNoTracking()
            .Where(p => p.Id == by.PersonId)
            .Select(p => new LeadFact(p.Name, p.Email))
            .SingleOrDefaultAsync(ct)
        ?? new LeadFact("Afterword", "");

    private static List<(Audience, int?)> Persons(IEnumerable<int> people) =>
        [.. people.Distinct().Select(p => (Audience.Person, (int?)p))];

    private static string Name(Enum value) => SnakeCase.Of(value).Replace('_', '-');
}
