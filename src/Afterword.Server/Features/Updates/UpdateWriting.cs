using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Updates;

/// <summary>What people write themselves: messages, words ahead, corrections. The same from page and API.</summary>
internal static class UpdateWriting
{
    /// <summary>Drafts what a person wrote, one update for each audience.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="written">What they wrote, about what, for whom.</param>
    /// <param name="site">What keys and addresses look like here.</param>
    /// <param name="by">Who writes; for customers, who has read the words for them.</param>
    /// <returns>The numbers, in the order of the audiences.</returns>
    /// <exception cref="RuleException">Something is missing, or breaks a rule.</exception>
    public static Task<IReadOnlyList<int>> WriteUpdates(
        this Store store,
        Written written,
        Site site,
        By by
    )
    {
        written.Check(by);
        return store.Write<IReadOnlyList<int>>(async db =>
        {
            var incident = await Incident(db, written.Incident);
            var facts = incident is null ? null : await Facts(db, incident, site, by.At);
            List<int> numbers = [];
            foreach (var audience in written.Audiences)
            {
                var number = await db.NextUpdate();
                numbers.Add(number);
                var words = written.For(audience, facts, site.Templates, by);
                var thread = incident is null
                    ? null
                    : await ThreadSubject.Of(db, incident.Number, audience, default);
                var update = Update.Draft(
                    number,
                    new UpdateAbout(
                        $"{Name(written.Kind)}/{numbers[0]}/{Name(audience)}",
                        written.Kind,
                        audience,
                        incident?.Number,
                        null,
                        null
                    ),
                    thread is null ? words : words with { Subject = thread },
                    by
                );
                update.Promise(written.NextUpdateAt, by);
                db.Updates.Add(update);
            }
            return numbers;
        });
    }

    /// <summary>Drafts what puts a sent update right, in its thread.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="number">The update that is wrong.</param>
    /// <param name="wrong">What it said.</param>
    /// <param name="right">What is right.</param>
    /// <param name="follow">Where customers follow; needed for a message to them.</param>
    /// <param name="site">What keys and addresses look like here.</param>
    /// <param name="by">Who corrects.</param>
    /// <returns>The draft's number.</returns>
    /// <exception cref="RuleException">It has not left, or something is missing.</exception>
    public static Task<int> CorrectUpdate(
        this Store store,
        int number,
        string wrong,
        string right,
        string follow,
        Site site,
        By by
    )
    {
        Missing("wrong", wrong, "Say what the message said that is wrong.");
        Missing("right", right, "Say what is right.");
        return store.Write(async db =>
        {
            var sent = await db.Updates.AsTracking().SingleAsync(u => u.Number == number);
            var incident = await Incident(db, sent.IncidentNumber);
            var sentAt = sent.SentAt ?? sent.ApprovedAt ?? sent.CreatedAt;
            var body = Audiences.IsOutside(sent.Audience)
                ? Drafting
                    .Write(
                        new CustomerCorrection
                        {
                            Wrong = Reviewed(wrong, by),
                            Right = Reviewed(right, by),
                            SentAt = sentAt,
                            Follow = Written.Address(follow),
                        },
                        site.Templates
                    )
                    .Body
                : Inside(
                    sent.Audience,
                    new CorrectionNews(
                        incident is null ? null : await Facts(db, incident, site, by.At),
                        sentAt,
                        new InternalText(wrong),
                        new InternalText(right)
                    ),
                    site
                );
            var update = Update.Correct(await db.NextUpdate(), sent, body, by);
            db.Updates.Add(update);
            return update.Number;
        });
    }

    internal static PublicText Reviewed(string words, By by) =>
        PublicText.Reviewed(words, by.PersonId ?? 0);

    internal static void Missing(string field, string? text, string sentence)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new RuleException(field, sentence);
        }
    }

    /// <summary>A message to one person reads as one to leadership does; the template of a correction has no words of its own for each.</summary>
    private static string Inside(Audience audience, CorrectionNews news, Site site) =>
        Drafting
            .Write(
                Audiences.Written.Contains(audience) ? audience : Audience.Technical,
                news,
                site.Templates
            )!
            .Body;

    private static string Name(Enum value) => SnakeCase.Of(value).Replace('_', '-');

    private static async Task<InternalFacts> Facts(
        AfterwordDb db,
        Incident incident,
        Site site,
        DateTimeOffset now
    ) =>
        await IncidentFacts.Of(db, incident, site, await NextDue.Policy(db, default), now, default);

    private static async Task<Incident?> Incident(AfterwordDb db, int? number) =>
        number is null
            ? null
            : await db.Incidents.AsNoTracking().SingleAsync(i => i.Number == number);
}
