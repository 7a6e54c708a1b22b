using System.Text.RegularExpressions;
using Afterword.Tests.PostMortems;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.Import;

/// <summary>The documents real organizations wrote, through the importer, the database and out again.</summary>
public sealed partial class CorpusImportTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Every_word_of_every_real_document_comes_out_again(string provider)
    {
        var documents = Corpus.Documents();
        await using var test = await TestDatabase.Open(provider);
        var lost = new List<string>();
        foreach (var (name, text) in documents)
        {
            var imported = await ImportTests.Import(test, text, name);
            var exported = new List<string>();
            foreach (var incident in imported)
            {
                exported.Add(
                    await ImportTests.Export(
                        test,
                        int.Parse(incident.Incident!["INC-".Length..], null)
                    )
                );
            }
            var kept = Count(string.Join('\n', exported));
            lost.AddRange(
                Count(Body(text))
                    .Where(w => kept.GetValueOrDefault(w.Key) < w.Value)
                    .Select(w => $"{name}: {w.Key} {kept.GetValueOrDefault(w.Key)} of {w.Value}")
            );
        }

        Assert.True(lost.Count == 0, string.Join("\n", lost));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Importing_every_real_document_again_changes_nothing(string provider)
    {
        var documents = Corpus.Documents();
        await using var test = await TestDatabase.Open(provider);
        foreach (var (name, text) in documents)
        {
            Assert.All(
                await ImportTests.Import(test, text, name),
                incident => Assert.True(incident.Created, name)
            );
        }
        var events = await ImportTests.Events(test);

        foreach (var (name, text) in documents)
        {
            Assert.All(
                await ImportTests.Import(test, text, name),
                incident => Assert.False(incident.Changed, name)
            );
        }

        Assert.Equal(events, await ImportTests.Events(test));
    }

    [Fact]
    public async Task A_line_added_to_any_real_document_is_taken_and_nothing_else_changes()
    {
        var documents = Corpus.Documents();
        await using var test = await TestDatabase.Open("sqlite");
        foreach (var (name, text) in documents)
        {
            await ImportTests.Import(test, text, name);
            await using var before = test.Read();
            var items = await before.ActionItems.CountAsync();

            await ImportTests.Import(
                test,
                text + "\n\n## A later remark\n\nWritten a year after.\n",
                name
            );

            await using var after = test.Read();
            Assert.True(items == await after.ActionItems.CountAsync(), name);
            Assert.True(
                (
                    await after.PostMortems.OrderByDescending(p => p.IncidentNumber).ToListAsync()
                ).Any(p =>
                    p.Content.Sections.Any(s =>
                        s.Markdown.Contains("Written a year after.", StringComparison.Ordinal)
                    )
                ),
                name
            );
        }
    }

    [Fact]
    public async Task What_was_exported_of_a_real_document_imports_into_the_same_incident_and_changes_nothing()
    {
        var documents = Corpus.Documents();
        await using var test = await TestDatabase.Open("sqlite");
        foreach (var (name, text) in documents)
        {
            foreach (var incident in await ImportTests.Import(test, text, name))
            {
                var number = int.Parse(incident.Incident!["INC-".Length..], null);
                var exported = await ImportTests.Export(test, number);

                var again = Assert.Single(await ImportTests.Import(test, exported, ""));

                Assert.True(again.Incident == incident.Incident, name);
                Assert.True(exported == await ImportTests.Export(test, number), name);
            }
        }
    }

    private static string Body(string text) => FrontMatter().Replace(text, "");

    private static Dictionary<string, int> Count(string text) =>
        Word().Matches(text).GroupBy(m => m.Value).ToDictionary(g => g.Key, g => g.Count());

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*---\n.*?\n---\n", RegexOptions.Singleline)]
    private static partial Regex FrontMatter();
}
