using System.Text.Json;
using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Merging;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.Incidents;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Writing;

/// <summary>What people who write together do: save, keep a draft, say where they are.</summary>
internal static class WritingDeeds
{
    /// <summary>The most that is kept of one person's draft, in characters; a document has at most half of it.</summary>
    public const int LongestDraft = 2_000_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// Saves what was typed over the version it was opened at. Where somebody saved in between, both are merged in the same transaction;
    /// where both changed the same place, nothing is saved but the draft, and the merge is given back to be looked at.
    /// </summary>
    /// <param name="store">The write door.</param>
    /// <param name="incident">The incident, which the writer may see.</param>
    /// <param name="form">The form as typed; its version is what the writer saw.</param>
    /// <param name="content">What it asks for.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="beside">What is saved with it, in the same transaction: facts of the incident, new items.</param>
    /// <exception cref="RuleException">It is published, or what is saved beside it breaks a rule.</exception>
    public static Task<SavedWriting> SaveWriting(
        this Store store,
        int incident,
        PostMortemForm form,
        PostMortemContent content,
        By by,
        Func<AfterwordDb, Task>? beside = null
    ) =>
        store.Write(async db =>
        {
            await OneAtATime(db, incident);
            var stored = await db
                .PostMortems.AsTracking()
                .SingleOrDefaultAsync(p => p.IncidentNumber == incident);
            if (stored is null)
            {
                stored = PostMortem.Start(incident, content, by);
                db.PostMortems.Add(stored);
                await (beside?.Invoke(db) ?? Task.CompletedTask);
                await Forget(db, incident, by);
                return new SavedWriting(stored, null, true);
            }
            PostMortemDeeds.MustBeOpen(stored);
            var before =
                stored.Version == form.Version
                    ? null
                    : await PostMortemVersion.At(db, stored, form.Version);
            var merge = stored.Save(content, form.Version, before, by);
            if (merge?.Conflicts.Count > 0)
            {
                await Keep(db, incident, by, form);
                return new SavedWriting(stored, merge, false);
            }
            await (beside?.Invoke(db) ?? Task.CompletedTask);
            await Forget(db, incident, by);
            if (stored.Version % 50 == 0)
            {
                await PostMortemVersion.Prune(db, stored);
            }
            return new SavedWriting(stored, merge, true);
        });

    /// <summary>Keeps what somebody is typing, and where.</summary>
    public static Task KeepDraft(
        this Store store,
        int incident,
        PostMortemForm? form,
        string place,
        By by
    ) =>
        store.Write(async db =>
        {
            var draft = await Of(db, incident, by);
            if (form is not null)
            {
                draft?.Keep(JsonSerializer.Serialize(form, Json), by.At);
            }
            draft?.See(place, by.At);
        });

    /// <summary>Puts a draft aside that is not wanted; for an hour it can be brought back.</summary>
    public static Task DiscardDraft(this Store store, int incident, By by) =>
        store.Write(async db => (await Find(db, incident, by))?.Discard(by.At));

    /// <summary>Brings a discarded draft back.</summary>
    public static Task RestoreDraft(this Store store, int incident, By by) =>
        store.Write(async db => (await Find(db, incident, by))?.Restore(by.At));

    /// <summary>When somebody discarded a draft that can be brought back; null when there is none.</summary>
    public static Task<DateTimeOffset?> Discarded(
        AfterwordDb db,
        int incident,
        int? person,
        DateTimeOffset now
    )
    {
        var since = now - Undoing.Within;
        return db.Set<PostMortemDraft>()
            .Where(d =>
                d.IncidentNumber == incident && d.PersonId == person && d.DiscardedAt >= since
            )
            .Select(d => d.DiscardedAt)
            .SingleOrDefaultAsync();
    }

    /// <summary>The form somebody was typing, and when it was kept; null when all is saved.</summary>
    public static async Task<(PostMortemForm Form, DateTimeOffset At)?> Draft(
        AfterwordDb db,
        int incident,
        int? person,
        CancellationToken ct = default
    )
    {
        var draft = await db.Set<PostMortemDraft>()
            .SingleOrDefaultAsync(d => d.IncidentNumber == incident && d.PersonId == person, ct);
        return draft is { Form: { } form, KeptAt: { } at }
            ? (JsonSerializer.Deserialize<PostMortemForm>(form, Json)!, at)
            : null;
    }

    /// <summary>Who else is writing just now, by name, and in which part.</summary>
    public static async Task<IReadOnlyList<(string Name, string Place)>> Others(
        AfterwordDb db,
        int incident,
        int? person,
        DateTimeOffset now,
        CancellationToken ct = default
    )
    {
        var since = now - PostMortemDraft.Present;
        var rows = await db.Set<PostMortemDraft>()
            .Where(d => d.IncidentNumber == incident && d.PersonId != person && d.SeenAt > since)
            .Join(db.People, d => d.PersonId, p => p.Id, (d, p) => new { p.Name, d.Place })
            .OrderBy(r => r.Name)
            .Take(50)
            .ToListAsync(ct);
        return [.. rows.Select(r => (r.Name, r.Place))];
    }

    // Many who save at once wait for each other instead of trying again and again.
    private static Task OneAtATime(AfterwordDb db, int incident) =>
        db.IsSqlite
            ? Task.CompletedTask
            : db.Database.ExecuteSqlAsync(
                $"SELECT 1 FROM post_mortems WHERE incident_number = {incident} FOR UPDATE"
            );

    private static async Task Keep(AfterwordDb db, int incident, By by, PostMortemForm form) =>
        (await Of(db, incident, by))?.Keep(JsonSerializer.Serialize(form, Json), by.At);

    private static async Task Forget(AfterwordDb db, int incident, By by)
    {
        if (by.PersonId is not null && await Find(db, incident, by) is { } draft)
        {
            draft.Forget();
            draft.Leave();
        }
    }

    // The product itself writes no drafts.
    private static async Task<PostMortemDraft?> Of(AfterwordDb db, int incident, By by)
    {
        if (by.PersonId is not { } person)
        {
            return null;
        }
        if (await Find(db, incident, by) is { } known)
        {
            return known;
        }
        var draft = new PostMortemDraft(incident, person);
        db.Add(draft);
        return draft;
    }

    private static Task<PostMortemDraft?> Find(AfterwordDb db, int incident, By by) =>
        db.Set<PostMortemDraft>()
            .AsTracking()
            .SingleOrDefaultAsync(d => d.IncidentNumber == incident && d.PersonId == by.PersonId);
}
