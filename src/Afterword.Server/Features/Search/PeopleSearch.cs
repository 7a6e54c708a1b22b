using Afterword.Core.Memory;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Search;

internal sealed record FoundPerson(string Handle, string Name);

/// <summary>Finds people by what somebody remembers of their name.</summary>
internal static class PeopleSearch
{
    private const int MostPeople = 5;
    private const int MostNames = 5_000; // looked through for a name that nobody has as typed
    private const int MostNameWords = 3;

    /// <summary>People by name or handle, whatever the accents; where nobody is called that, those whose name is a letter or two away.</summary>
    public static async Task<IReadOnlyList<FoundPerson>> Find(
        AfterwordDb db,
        string? typed,
        CancellationToken ct
    )
    {
        var words = (typed ?? "").Replace("\0", "", StringComparison.Ordinal).Trim().TrimStart('@');
        if (words.Length is 0 or > 100)
        {
            return [];
        }
        var like =
            $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        var people = db.People.Where(p => p.Active);
        people = db.IsSqlite
            ? people.Where(p =>
                EF.Functions.Like(p.Name, like, "\\") || EF.Functions.Like(p.Handle, like, "\\")
            )
            : people.Where(p =>
                EF.Functions.ILike(p.Name, like, "\\") || EF.Functions.ILike(p.Handle, like, "\\")
            );
        var found = await people
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Id)
            .Take(MostPeople)
            .Select(p => new FoundPerson(p.Handle, p.Name))
            .ToListAsync(ct);
        return found.Count > 0 ? found : await Nearly(db, words, ct);
    }

    /// <summary>People whose names have all the words but for accents, endings or mistakes; the nearest first.</summary>
    private static async Task<IReadOnlyList<FoundPerson>> Nearly(
        AfterwordDb db,
        string typed,
        CancellationToken ct
    )
    {
        string[] asked = [.. SearchWords.All(typed).Distinct()];
        if (asked.Length is 0 or > MostNameWords)
        {
            return [];
        }
        var names = await db.Plain.Rows(
            "SELECT handle, name FROM people WHERE active ORDER BY name, id LIMIT @most",
            [("@most", MostNames)],
            row => new FoundPerson(row.Text(0), row.Text(1)),
            ct
        );
        return
        [
            .. names
                .Select(p => (Person: p, Far: Far(asked, $"{p.Name} {p.Handle}")))
                .Where(p => p.Far is not null)
                .OrderBy(p => p.Far)
                .Take(MostPeople)
                .Select(p => p.Person),
        ];
    }

    /// <summary>How many letters of the words are wrong for a name; null where a word is none of its.</summary>
    private static int? Far(string[] asked, string name)
    {
        string[] words = [.. SearchWords.All(name)];
        var far = 0;
        foreach (var word in asked)
        {
            var reach = NearWords.Reach(word);
            var nearest = words.Min(w =>
                w.StartsWith(word, StringComparison.Ordinal) ? 0
                : reach == 0 ? 1
                : NearWords.Distance(word, w, reach)
            );
            if (nearest > reach)
            {
                return null;
            }
            far += nearest;
        }
        return far;
    }
}
