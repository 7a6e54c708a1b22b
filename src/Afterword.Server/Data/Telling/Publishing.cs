using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>The messages that go with the decision to publish a post-mortem (F13): shown first, then sent in the transaction of that decision.</summary>
internal static class Publishing
{
    /// <summary>The messages as they would be sent now.</summary>
    public static async Task<IReadOnlyList<PublishMessage>> Messages(
        AfterwordDb db,
        Incident incident,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var facts = await IncidentFacts.Of(
            db,
            incident,
            site,
            await NextDue.Policy(db, ct),
            now,
            ct
        );
        List<PublishMessage> messages = [];
        foreach (var audience in UpdateTable.Of(UpdateKind.PostMortemPublished).Audiences)
        {
            var about = About(incident.Number, audience, 1);
            messages.Add(
                new PublishMessage(
                    audience,
                    Newsroom.Write(about, facts, site)!,
                    await Recipients.Of(db, audience, incident, ct)
                )
            );
        }
        return messages;
    }

    /// <summary>How often it was published so far.</summary>
    public static Task<int> Times(AfterwordDb db, int incident, CancellationToken ct) =>
        db.Events.CountAsync(
            e =>
                e.Subject == SubjectKind.PostMortem
                && e.SubjectId == incident
                && e.Kind == EventKind.PostMortemPublished,
            ct
        );

    /// <summary>Writes and approves the messages somebody chose, within the transaction that publishes.</summary>
    public static async Task Send(
        AfterwordDb db,
        int incident,
        IEnumerable<(Audience Audience, Words Words)> chosen,
        By by,
        CancellationToken ct
    )
    {
        var round = await Times(db, incident, ct) + 1;
        var thread = await ThreadSubject.Of(db, incident, Audience.Technical, ct);
        foreach (var (audience, words) in chosen)
        {
            var update = Update.Draft(
                await db.NextUpdate(ct),
                About(incident, audience, round),
                thread is null ? words : words with { Subject = thread },
                by
            );
            update.Approve(by);
            db.Updates.Add(update);
        }
    }

    private static UpdateAbout About(int incident, Audience audience, int round) =>
        new(
            $"INC-{incident}/post-mortem-published/{Core.SnakeCase.Of(audience).Replace('_', '-')}{(round > 1 ? $"/{round}" : "")}",
            UpdateKind.PostMortemPublished,
            audience,
            incident,
            null,
            null
        );
}

/// <summary>A message that goes with a publication.</summary>
/// <param name="Audience">Who it is for.</param>
/// <param name="Words">What it says.</param>
/// <param name="Readers">Who gets it.</param>
internal sealed record PublishMessage(Audience Audience, Words Words, RecipientList Readers);
