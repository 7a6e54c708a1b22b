using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>Messages to customers, from the words a person approved for them and nothing else.</summary>
internal static class CustomerWords
{
    /// <summary>The kinds that are made from the approved words.</summary>
    public static IReadOnlyList<UpdateKind> Kinds { get; } =
    [UpdateKind.InitialSummary, UpdateKind.StatusPost, UpdateKind.Closing];

    /// <summary>The words of an incident; empty ones where nobody has begun.</summary>
    public static async Task<CustomerText> Of(AfterwordDb db, int incident, CancellationToken ct) =>
        await db.Set<CustomerText>()
            .AsNoTracking()
            .SingleOrDefaultAsync(t => t.IncidentNumber == incident, ct)
        ?? CustomerText.For(incident);

    /// <summary>What would be sent now.</summary>
    /// <exception cref="RuleException">Nothing is approved for this kind.</exception>
    public static async Task<Words> Fresh(
        AfterwordDb db,
        Incident incident,
        UpdateKind kind,
        Site site,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var text = await Of(db, incident.Number, ct);
        var next = IncidentFacts.NextUpdate(incident, await NextDue.Policy(db, ct), now);
        return text.Facts(kind, incident, next) is { } facts
            ? Drafting.Write(facts, site.Templates)
            : throw new RuleException(
                "kind",
                $"{UpdateWords.Of(kind)} to customers: a person writes this; no draft of it waits."
            );
    }

    /// <summary>Drafts the message; a person sends it.</summary>
    /// <returns>The draft's number; that of the one that waits already, if one does.</returns>
    /// <exception cref="RuleException">Nothing is approved for this kind.</exception>
    public static async Task<int> Draft(
        AfterwordDb db,
        Incident incident,
        UpdateKind kind,
        Site site,
        By by,
        CancellationToken ct
    )
    {
        var words = await Fresh(db, incident, kind, site, by.At, ct);
        var earlier = await db
            .Updates.AsTracking()
            .Where(u =>
                u.IncidentNumber == incident.Number
                && u.Kind == kind
                && u.Audience == Audience.Customers
            )
            .ToListAsync(ct);
        if (earlier.FirstOrDefault(u => u.State == UpdateState.Draft) is { } waiting)
        {
            waiting.Edit(words with { Subject = waiting.Subject }, by);
            return waiting.Number;
        }
        var thread = await ThreadSubject.Of(db, incident.Number, Audience.Customers, ct);
        var slot = $"INC-{incident.Number}/{SnakeCase.Of(kind).Replace('_', '-')}/customers";
        var update = Update.Draft(
            await db.NextUpdate(ct),
            new UpdateAbout(
                earlier.Count == 0 ? slot : $"{slot}/{earlier.Count + 1}",
                kind,
                Audience.Customers,
                incident.Number,
                null,
                null
            ),
            thread is null ? words : words with { Subject = thread },
            by
        );
        db.Updates.Add(update);
        return update.Number;
    }
}
