using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Linting;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Data.Telling;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Features.PostMortems.Lint;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems;

/// <summary>What people do to post-mortems, whichever door they come through.</summary>
internal static class PostMortemDeeds
{
    /// <summary>Saves what was written; the first save starts the post-mortem.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="key">The incident's key.</param>
    /// <param name="version">The version the writer saw, 0 for none; null overwrites whatever stands.</param>
    /// <param name="viewer">Who may see it.</param>
    /// <param name="content">Makes the new content from the stored one; null where none is stored.</param>
    /// <param name="by">Who writes.</param>
    /// <returns>Null when there is no such incident, or it is not visible.</returns>
    /// <exception cref="StaleException">Somebody else saved in between.</exception>
    /// <exception cref="RuleException">It is published.</exception>
    public static Task<PostMortem?> SavePostMortem(
        this Store store,
        string key,
        int? version,
        Viewer viewer,
        Func<PostMortemContent?, PostMortemContent> content,
        By by
    ) =>
        store.Write(async db =>
        {
            if (await Number(db, key, viewer) is not { } number)
            {
                return null;
            }
            var postMortem = await db
                .PostMortems.AsTracking()
                .SingleOrDefaultAsync(p => p.IncidentNumber == number);
            if (postMortem is null)
            {
                postMortem = PostMortem.Start(number, content(null), by);
                db.PostMortems.Add(postMortem);
                return postMortem;
            }
            postMortem.Expect(version);
            MustBeOpen(postMortem);
            postMortem.Edit(content(postMortem.Content), by);
            return postMortem;
        });

    /// <summary>Goes on only where it may be written in.</summary>
    /// <exception cref="RuleException">It is published.</exception>
    public static void MustBeOpen(PostMortem postMortem)
    {
        if (postMortem.State == PostMortemState.Published)
        {
            throw new RuleException(
                "",
                "This post-mortem is published. Reopen it to change it; the reason is asked for."
            );
        }
    }

    /// <summary>Takes a step: to review, published, reopened.</summary>
    /// <returns>Null when there is no such post-mortem, or it is not visible.</returns>
    /// <exception cref="RuleException">The step does not follow.</exception>
    public static Task<PostMortem?> StepPostMortem(
        this Store store,
        string key,
        Viewer viewer,
        Action<PostMortem> step
    ) =>
        store.Write(async db =>
        {
            var number = await Number(db, key, viewer);
            var postMortem = await db
                .PostMortems.AsTracking()
                .SingleOrDefaultAsync(p => p.IncidentNumber == number);
            if (postMortem is not null)
            {
                step(postMortem);
            }
            return postMortem;
        });

    /// <summary>Publishes it, and sends the messages that were chosen, in one transaction.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="key">The incident's key.</param>
    /// <param name="viewer">Who may see it.</param>
    /// <param name="messages">The messages, each for another audience.</param>
    /// <param name="by">Who publishes and approves.</param>
    /// <param name="lint">The rules in force; what they find stands in the way, counted in the transaction that publishes (<see cref="Hurdles"/>).</param>
    /// <param name="reason">Why it is published with findings that stand in the way; null when there are none.</param>
    /// <param name="version">The version the publisher read; null publishes whatever stands.</param>
    /// <param name="askedServices">The handles of services whose owners are asked whether it could hit them.</param>
    /// <param name="site">What addresses look like here; needed where anybody is asked.</param>
    /// <returns>Null when there is no such post-mortem, or it is not visible.</returns>
    /// <exception cref="RuleException">It is published already, or a message breaks a rule.</exception>
    /// <exception cref="StaleException">Somebody saved other words in between.</exception>
    public static Task<PostMortem?> PublishPostMortem(
        this Store store,
        string key,
        Viewer viewer,
        IReadOnlyList<(Audience Audience, Words Words)> messages,
        By by,
        LintOptions lint,
        string? reason,
        int? version,
        IReadOnlyList<string>? askedServices = null,
        Site? site = null
    ) =>
        store.Write(async db =>
        {
            var number = await Number(db, key, viewer);
            var postMortem = await db
                .PostMortems.AsTracking()
                .SingleOrDefaultAsync(p => p.IncidentNumber == number);
            if (postMortem is not null)
            {
                postMortem.Expect(version);
                var open = await Hurdles(db, postMortem.IncidentNumber, viewer, lint);
                postMortem.Publish(by, open.Count, reason);
                await Publishing.Send(db, postMortem.IncidentNumber, messages, by, default);
                if (askedServices is { Count: > 0 } && site is not null)
                {
                    var incident = await db.Incidents.SingleAsync(i => i.Number == number);
                    var proposed = await RiskCalling.Proposed(db, incident, default);
                    await RiskCalling.Ask(
                        db,
                        incident,
                        [.. proposed.Where(p => askedServices.Contains(p.Handle))],
                        site,
                        by,
                        default
                    );
                }
            }
            return postMortem;
        });

    /// <summary>The findings that stand in the way of publishing, each with the section it stands in: those the linter calls errors.</summary>
    public static async Task<IReadOnlyList<(Finding Finding, string? Place)>> Hurdles(
        AfterwordDb db,
        int number,
        Viewer viewer,
        LintOptions lint
    )
    {
        var incident = await db.Incidents.SingleAsync(i => i.Number == number);
        var document = await PostMortemQueries.Document(db, incident, viewer);
        var markdown = PostMortemWriter.Write(document);
        return
        [
            .. Linter
                .Lint(markdown, lint)
                .Findings.Where(f => f.Severity == FindingSeverity.Error)
                .Select(f => (f, FindingPlace.Of(markdown, f))),
        ];
    }

    /// <summary>The incident's number where the viewer may see it; null otherwise.</summary>
    private static async Task<int?> Number(AfterwordDb db, string key, Viewer viewer)
    {
        var number = db.Keys.IncidentNumber(key);
        return await db.Incidents.To(viewer).AnyAsync(i => i.Number == number) ? number : null;
    }
}
