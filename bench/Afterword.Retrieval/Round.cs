using System.Diagnostics;
using Afterword.Core.Events;
using Afterword.Core.PostMortems;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.PostMortems.Import;
using Afterword.Server.Features.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Afterword.Retrieval;

/// <summary>Figures of one database.</summary>
internal sealed record Figures(
    int Sentences,
    int SentencesFirst,
    int Others,
    int OthersFirst,
    int Words,
    int WordsInThree,
    double Median,
    double NinetyFifth,
    double Slowest,
    IReadOnlyList<string> Missed
)
{
    public bool Holds =>
        Sentences > 0
        && SentencesFirst >= 0.95 * Sentences
        && OthersFirst >= 0.95 * Others
        && WordsInThree >= 0.9 * Words
        && NinetyFifth < 50;
}

/// <summary>Stores corpus and distractors in a database of its own and asks for every document.</summary>
internal static class Round
{
    private static readonly string[] Common =
    [
        "database",
        "database timeout",
        "connection pool",
        "certificate expired",
        "dtabase timout",
    ];

    public static async Task<Figures> Run(DatabaseOptions where, string corpus, int incidents)
    {
        using var database = new Database(Options.Create(where), NullLogger<Database>.Instance);
        await new Migrator(database, TimeProvider.System, NullLogger<Migrator>.Instance).Run();
        using var store = new Store(database, TimeProvider.System);
        var synthetic = new Synthetic(seed: 7);
        // Half before and half after: what is old must be found as well as what is new.
        await synthetic.Fill(store, incidents / 2);
        var documents = await Import(store, database, corpus);
        await synthetic.Fill(store, incidents - incidents / 2);
        return await Ask(database, Questions.Of(documents));
    }

    private static async Task<
        List<(string Name, int Incident, string Title, PostMortemContent Content)>
    > Import(Store store, Database database, string corpus)
    {
        var importer = new Importer(store);
        var names = new Dictionary<int, string>();
        foreach (
            var file in Directory
                .EnumerateFiles(corpus, "*.md", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            var name = Path.GetRelativePath(corpus, file);
            await using var before = database.Read();
            var last = await before.Incidents.MaxAsync(i => (int?)i.Number) ?? 0;
            await importer.Run(
                new ImportRequest(
                    await File.ReadAllTextAsync(file),
                    name,
                    false,
                    false,
                    Viewer.System,
                    By.Product(store.Now, Door.Import)
                )
            );
            await using var after = database.Read();
            foreach (
                var number in await after
                    .Incidents.Where(i => i.Number > last)
                    .Select(i => i.Number)
                    .ToListAsync()
            )
            {
                names[number] = name;
            }
        }
        await using var db = database.Read();
        int[] numbers = [.. names.Keys];
        var rows = await db
            .PostMortems.Where(p => numbers.Contains(p.IncidentNumber))
            .Join(
                db.Incidents,
                p => p.IncidentNumber,
                i => i.Number,
                (p, i) =>
                    new
                    {
                        p.IncidentNumber,
                        i.Title,
                        p.Content,
                    }
            )
            .ToListAsync();
        return
        [
            .. rows.Select(r => (names[r.IncidentNumber], r.IncidentNumber, r.Title, r.Content)),
        ];
    }

    private static async Task<Figures> Ask(Database database, List<Asked> asked)
    {
        await using var db = database.Read();
        var vocabulary = new Vocabulary(TimeProvider.System);
        // The first of each kind prepares statements and warms the files.
        foreach (var words in Common)
        {
            await Find(db, vocabulary, words, 20);
        }
        var (times, missed) = (new List<double>(), new List<string>());
        var (sentences, first, others, othersFirst, inThree) = (0, 0, 0, 0, 0);
        foreach (var one in asked)
        {
            if (one.Sentence is { } sentence)
            {
                sentences++;
                var (found, took) = await Find(db, vocabulary, sentence, 20);
                times.Add(took);
                if (found.FirstOrDefault() == one.Incident)
                {
                    first++;
                }
                else
                {
                    missed.Add(
                        $"sentence of {one.Name} (INC-{one.Incident}): {sentence[..Math.Min(90, sentence.Length)]}"
                    );
                }
            }
            if (one.Other is { } other)
            {
                others++;
                var (found, took) = await Find(db, vocabulary, other, 20);
                times.Add(took);
                if (found.FirstOrDefault() == one.Incident)
                {
                    othersFirst++;
                }
                else
                {
                    missed.Add(
                        $"other sentence of {one.Name} (INC-{one.Incident}): {other[..Math.Min(90, other.Length)]}"
                    );
                }
            }
            var (byWords, tookWords) = await Find(db, vocabulary, string.Join(' ', one.Words), 20);
            times.Add(tookWords);
            if (byWords.Distinct().Take(3).Contains(one.Incident))
            {
                inThree++;
            }
            else
            {
                missed.Add(
                    $"words of {one.Name} (INC-{one.Incident}): {string.Join(' ', one.Words)}"
                );
            }
        }
        for (var round = 0; round < 5; round++)
        {
            foreach (var words in Common)
            {
                times.Add((await Find(db, vocabulary, words, 20)).Took);
            }
        }
        times.Sort();
        return new Figures(
            sentences,
            first,
            others,
            othersFirst,
            asked.Count,
            inThree,
            times[times.Count / 2],
            times[(int)(times.Count * 0.95)],
            times[^1],
            missed
        );
    }

    private static async Task<(List<int> Found, double Took)> Find(
        AfterwordDb db,
        Vocabulary vocabulary,
        string words,
        int rows
    )
    {
        var begun = Stopwatch.GetTimestamp();
        var found = await SearchQueries.Find(
            db,
            vocabulary,
            new SearchFilter { Q = words },
            new PageQuery { Limit = rows },
            new Viewer(1, Core.People.Role.Member),
            default
        );
        return (
            [.. found.Hits.Items.Select(h => h.IncidentNumber ?? 0)],
            Stopwatch.GetElapsedTime(begun).TotalMilliseconds
        );
    }
}
