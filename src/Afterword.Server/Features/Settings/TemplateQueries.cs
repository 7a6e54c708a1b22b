using Afterword.Core.Templates;
using Afterword.Server.Data;
using Afterword.Server.Data.Templates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Settings;

/// <summary>What pages and the API read about templates.</summary>
internal static class TemplateQueries
{
    /// <summary>Every template there is, and own ones whose kind is gone at the end.</summary>
    public static async Task<IReadOnlyList<TemplateRow>> List(
        AfterwordDb db,
        TemplateShelf shelf,
        CancellationToken ct = default
    )
    {
        var own = (await Editions(db, TemplateShelf.Latest(db), ct)).ToDictionary(e => e.Name);
        var broken = shelf.Broken.ToDictionary(b => b.Name, b => b.Problem);
        return
        [
            .. TemplateCheck
                .Names.Concat(
                    own.Keys.Where(n => !TemplateCheck.Names.Contains(n) && own[n].Text is not null)
                )
                .Select(name => new TemplateRow(
                    name,
                    own.GetValueOrDefault(name),
                    broken.GetValueOrDefault(name)
                )),
        ];
    }

    /// <summary>The editions of one template, newest first.</summary>
    public static Task<List<TemplateEdition>> Of(
        AfterwordDb db,
        string name,
        CancellationToken ct = default
    ) => Editions(db, db.Set<TemplateVersion>().Where(v => v.Name == name), ct);

    private static Task<List<TemplateEdition>> Editions(
        AfterwordDb db,
        IQueryable<TemplateVersion> versions,
        CancellationToken ct
    ) =>
        (
            from version in versions
            join person in db.People on version.MadeById equals person.Id into people
            from author in people.DefaultIfEmpty()
            orderby version.Name, version.Edition descending
            select new TemplateEdition(
                version.Name,
                version.Edition,
                version.Text,
                version.Reason,
                version.MadeAt,
                author == null ? null : author.Name,
                author == null ? null : author.Handle
            )
        ).ToListAsync(ct);
}

/// <summary>A template in the list.</summary>
/// <param name="Name">Kind and audience.</param>
/// <param name="Own">The newest own edition; null where there never was one.</param>
/// <param name="Problem">Why the own one cannot be used; null where it can.</param>
internal sealed record TemplateRow(string Name, TemplateEdition? Own, string? Problem)
{
    /// <summary>True where the installation's own words go out.</summary>
    public bool IsOwn => Own?.Text is not null && Problem is null;

    /// <summary>True where no such template ships any more.</summary>
    public bool IsGone => !TemplateCheck.Names.Contains(Name);
}

/// <summary>An edition of an own template.</summary>
internal sealed record TemplateEdition(
    string Name,
    int Edition,
    string? Text,
    string Reason,
    DateTimeOffset MadeAt,
    string? By,
    string? Handle
);
