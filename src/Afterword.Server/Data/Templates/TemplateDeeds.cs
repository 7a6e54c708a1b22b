using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.Templates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Templates;

/// <summary>What administrators do with own templates, the same from page and API.</summary>
internal static class TemplateDeeds
{
    /// <summary>Saves a new edition, after it was tried on the sample.</summary>
    /// <param name="store">The write door.</param>
    /// <param name="name">Which template.</param>
    /// <param name="edition">The edition the editor saw; 0 for the shipped one.</param>
    /// <param name="text">The whole file.</param>
    /// <param name="reason">Why, if somebody said.</param>
    /// <param name="by">Who.</param>
    /// <returns>The new edition.</returns>
    /// <exception cref="TemplateException">It cannot be used; nothing is saved.</exception>
    /// <exception cref="StaleException">Somebody saved in between.</exception>
    public static Task<int> SaveTemplate(
        this Store store,
        string name,
        int edition,
        string text,
        string reason,
        By by
    )
    {
        var clean = text.ReplaceLineEndings("\n");
        TemplateCheck.Read(name, clean);
        return store.Add(name, edition, clean, reason, by);
    }

    /// <summary>Gives the shipped template back its place; also for an own one whose kind is gone.</summary>
    /// <inheritdoc cref="SaveTemplate"/>
    public static Task<int> RestoreTemplate(
        this Store store,
        string name,
        int edition,
        string reason,
        By by
    ) => store.Add(name, edition, null, reason, by);

    private static Task<int> Add(
        this Store store,
        string name,
        int seen,
        string? text,
        string reason,
        By by
    ) =>
        store.Write(async db =>
        {
            var latest = await db.Set<TemplateVersion>()
                .Where(v => v.Name == name)
                .OrderByDescending(v => v.Edition)
                .FirstOrDefaultAsync();
            if ((latest?.Edition ?? 0) != seen)
            {
                throw new StaleException(latest?.Edition ?? 0);
            }
            if (latest?.Text == text)
            {
                throw new RuleException(
                    "text",
                    text is null
                        ? "The shipped template is in force already."
                        : "This is the edition in force already; nothing was changed."
                );
            }
            db.Add(
                TemplateVersion.Write(
                    await db.NextTemplateVersion(),
                    name,
                    seen + 1,
                    text,
                    reason,
                    by
                )
            );
            return seen + 1;
        });
}
