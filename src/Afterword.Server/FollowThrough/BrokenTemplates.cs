using System.Collections.Concurrent;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Telling;
using Afterword.Server.Data.Templates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.FollowThrough;

/// <summary>Tells administrators, once, that an own template cannot be used and the shipped one goes out in its place.</summary>
internal sealed class BrokenTemplates(
    Store store,
    TemplateShelf shelf,
    Func<Site> site,
    ILogger<BrokenTemplates> log
)
{
    private readonly ConcurrentDictionary<int, bool> _told = [];

    /// <summary>Tells of those nobody was told of.</summary>
    public async Task Tell(CancellationToken ct)
    {
        foreach (var broken in shelf.Broken.Where(b => !_told.ContainsKey(b.Number)))
        {
            log.LogWarning(
                "The template {Template} cannot be used; the shipped one goes out: {Problem}",
                broken.Name,
                broken.Problem
            );
            await store.Write(db => Tell(db, broken, ct), ct);
            _told[broken.Number] = true;
        }
    }

    private async Task Tell(AfterwordDb db, BrokenTemplate broken, CancellationToken ct)
    {
        var by = By.Product(store.Now);
        var version = await db.Set<TemplateVersion>()
            .AsTracking()
            .SingleAsync(v => v.Number == broken.Number, ct);
        if (!version.Break(broken.Problem, by))
        {
            return;
        }
        var words = Words(broken, site());
        var administrators = await db
            .People.AsNoTracking()
            .Where(p => p.Active && p.Role == Role.Admin)
            .OrderBy(p => p.Id)
            .ToListAsync(ct);
        foreach (var person in administrators)
        {
            db.Updates.Add(
                Update.Automatic(
                    await db.NextUpdate(ct),
                    new UpdateAbout(
                        $"template/{broken.Number}/broken/@{person.Handle}",
                        UpdateKind.AdHoc,
                        Audience.Person,
                        null,
                        null,
                        null,
                        person.Id
                    ),
                    words,
                    null,
                    by
                )
            );
        }
    }

    private static Words Words(BrokenTemplate broken, Site site)
    {
        var page = site.Address($"settings/templates/{Uri.EscapeDataString(broken.Name)}");
        return new Words(
            $"The template {broken.Name} cannot be used",
            $"""
            **The template {MarkdownWords.Escape(
                broken.Name
            )} cannot be used**, so the shipped one goes out in its place. No message was held up.

            **What is wrong**: {MarkdownWords.Escape(broken.Problem)}
            **What to do**: [mend it, or restore the shipped one]({page.AbsoluteUri})
            """
        );
    }
}
