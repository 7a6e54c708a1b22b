using System.Globalization;
using System.Text.RegularExpressions;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Incidents;

/// <summary>What happened to an incident and all that belongs to it, newest first; the caller has asked whether it is visible.</summary>
public static partial class HistoryQueries
{
    private sealed record Place(long Id);

    private static readonly SubjectKind[] Shown =
    [
        SubjectKind.Incident,
        SubjectKind.PostMortem,
        SubjectKind.CustomerText,
        SubjectKind.Comment,
        SubjectKind.ActionItem,
        SubjectKind.Update,
    ];

    /// <summary>One thing that happened, with names in the place of numbers.</summary>
    public sealed record Row(
        long Id,
        DateTimeOffset At,
        NameQueries.Named? Actor,
        Door Door,
        EventKind Kind,
        SubjectKind Subject,
        long SubjectId,
        IReadOnlyList<FieldChange> Changes,
        string? Reason,
        string? Note
    );

    /// <summary>A page of it.</summary>
    internal static async Task<Page<Row>> Of(
        AfterwordDb db,
        int incident,
        PageQuery page,
        CancellationToken ct = default
    )
    {
        var events = db.Events.Where(e =>
            e.IncidentNumber == incident
            && Shown.Contains(e.Subject)
            && e.Kind != EventKind.RestrictedRead
        );
        if (page.After<Place>() is { } after)
        {
            events = events.Where(e => e.Id < after.Id);
        }
        var rows = await events.OrderByDescending(e => e.Id).Take(page.Rows + 1).ToListAsync(ct);
        var cut = page.Cut(rows, e => new Place(e.Id));
        var facts = cut.Items.Select(e => (Event: e, e.Facts)).ToList();
        var names = await NameQueries.Load(db, Wanted(facts), ct);
        return new Page<Row>([.. facts.Select(f => Named(f.Event, f.Facts, names))], cut.Next);
    }

    /// <summary>The latest of what happened to its post-mortem and the comments on it.</summary>
    internal static Task<IReadOnlyList<Row>> OfPostMortem(
        AfterwordDb db,
        int incident,
        int most,
        CancellationToken ct = default
    ) =>
        Latest(
            db,
            db.Events.Where(e =>
                e.IncidentNumber == incident
                && (e.Subject == SubjectKind.PostMortem || e.Subject == SubjectKind.Comment)
            ),
            most,
            ct
        );

    /// <summary>The latest of what happened to a message, or to the words for customers of an incident.</summary>
    internal static Task<IReadOnlyList<Row>> OfSubject(
        AfterwordDb db,
        SubjectKind subject,
        int number,
        int most,
        CancellationToken ct = default
    ) => Latest(db, db.Events.Where(e => e.Subject == subject && e.SubjectId == number), most, ct);

    private static async Task<IReadOnlyList<Row>> Latest(
        AfterwordDb db,
        IQueryable<Event> events,
        int most,
        CancellationToken ct
    )
    {
        var rows = await events.OrderByDescending(e => e.Id).Take(most).ToListAsync(ct);
        var facts = rows.Select(e => (Event: e, e.Facts)).ToList();
        var names = await NameQueries.Load(db, Wanted(facts), ct);
        return [.. facts.Select(f => Named(f.Event, f.Facts, names))];
    }

    /// <summary>The name of whoever changed the incident or its post-mortem last; null for the product itself.</summary>
    internal static async Task<string?> LastActor(
        AfterwordDb db,
        int incident,
        SubjectKind subject = SubjectKind.Incident
    )
    {
        var actor = await db
            .Events.Where(e =>
                e.Subject == subject
                && e.SubjectId == incident
                && e.Kind != EventKind.RestrictedRead
            )
            .OrderByDescending(e => e.Id)
            .Select(e => e.ActorId)
            .FirstOrDefaultAsync();
        return await db.People.Where(p => p.Id == actor).Select(p => p.Name).FirstOrDefaultAsync();
    }

    private static NameQueries.Wanted Wanted(IEnumerable<(Event Event, EventPayload Facts)> facts)
    {
        var wanted = new NameQueries.Wanted();
        foreach (var (happened, payload) in facts)
        {
            wanted.Person(happened.ActorId);
            foreach (var change in payload.Changes)
            {
                wanted.Person(
                    OwnerWords.MarkedPerson(change.From),
                    OwnerWords.MarkedPerson(change.To)
                );
                wanted.Team(OwnerWords.MarkedTeam(change.From), OwnerWords.MarkedTeam(change.To));
                var ids = Numbers(change.From).Concat(Numbers(change.To)).Select(n => (int?)n);
                _ = KindOf(change.Field) switch
                {
                    'p' => wanted.Person(ids),
                    't' => wanted.Team(ids),
                    's' => wanted.Service(ids.OfType<int>()),
                    _ => wanted,
                };
            }
        }
        return wanted;
    }

    private static Row Named(Event happened, EventPayload facts, NameQueries.Names names) =>
        new(
            happened.Id,
            happened.At,
            names.Person(happened.ActorId),
            happened.Door,
            happened.Kind,
            happened.Subject,
            happened.SubjectId,
            [
                .. facts.Changes.Select(c => new FieldChange(
                    c.Field,
                    Named(c.Field, c.From, names),
                    Named(c.Field, c.To, names)
                )),
            ],
            facts.Reason,
            facts.Note
        );

    private static string? Named(string field, string? words, NameQueries.Names names)
    {
        // An item's owner, written by a door that did not know the handles.
        if (
            (
                names.Person(OwnerWords.MarkedPerson(words))
                ?? names.Team(OwnerWords.MarkedTeam(words))
            ) is
            { } owner
        )
        {
            return owner.Name;
        }
        Func<int?, NameQueries.Named?>? name = KindOf(field) switch
        {
            'p' => names.Person,
            't' => names.Team,
            's' => names.Service,
            _ => null,
        };
        return words is null || name is null
            ? words
            : NumberInList()
                .Replace(
                    words,
                    number =>
                        name(int.Parse(number.ValueSpan, CultureInfo.InvariantCulture))?.Name
                        ?? $"somebody who is no longer known ({number.Value})"
                );
    }

    /// <summary>Fields whose values are numbers of people, teams or services.</summary>
    private static char KindOf(string field) =>
        field switch
        {
            "lead" or "owner" or "manager" or "people" or "readers" or "members" => 'p',
            "team" or "ownerTeam" or "affectedTeams" => 't',
            "services" => 's',
            _ => ' ',
        };

    private static IEnumerable<int> Numbers(string? words) =>
        words is null
            ? []
            : NumberInList()
                .Matches(words)
                .Select(m => int.Parse(m.ValueSpan, CultureInfo.InvariantCulture));

    // "3 communications, 4 on call": the number at the start of each part.
    [GeneratedRegex(@"(?<=^|, )\d{1,9}(?= |,|$)", RegexOptions.CultureInvariant)]
    private static partial Regex NumberInList();
}
