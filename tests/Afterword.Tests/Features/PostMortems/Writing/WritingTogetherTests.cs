using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Features.PostMortems;
using Afterword.Server.Features.PostMortems.Writing;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.PostMortems.Writing;

/// <summary>Fifty people write in one post-mortem at once.</summary>
public sealed class WritingTogetherTests
{
    private const int Editors = 50;
    private const int Sections = 40;

    // The merge is the same on both; on PostgreSQL it is the transaction that is tried, and fewer saves try it.
    [Theory]
    [InlineData("sqlite", 200)]
    [InlineData("postgres", 10)]
    public async Task Fifty_editors_with_two_hundred_saves_each_lose_no_word(
        string provider,
        int saves
    )
    {
        await using var test = await TestDatabase.Open(provider);
        var store = test.Store;
        await store.Write(async db =>
        {
            var number = await db.NextIncident();
            db.Incidents.Add(
                Incident.Declare(number, Some.IncidentDetails(), By.Product(store.Now))
            );
            db.PostMortems.Add(PostMortem.Start(number, Beginning(), By.Product(store.Now)));
        });

        var editors = Enumerable
            .Range(0, Editors)
            .Select(n => new Editor(n, store, test.Database))
            .ToList();
        await Task.WhenAll(editors.Select(e => Task.Run(() => e.Write(saves))));

        await using var read = test.Database.Read();
        var end = (await read.PostMortems.SingleAsync()).Content;
        var there = Words(end);
        var takenAway = editors.SelectMany(e => e.TakenAway).ToHashSet();
        var lost = editors
            .SelectMany(e => e.Accepted)
            .Where(w => !there.Contains(w) && !takenAway.Contains(w))
            .ToList();
        Assert.Equal([], lost);
        Assert.Equal(Editors * saves, editors.Sum(e => e.Accepted.Count));
        // The test would prove nothing if nobody had met anybody.
        Assert.True(editors.Sum(e => e.Merged) > Editors);
        Assert.True(editors.Sum(e => e.Asked) > 0);
    }

    private static PostMortemContent Beginning() =>
        new()
        {
            Sections =
            [
                .. Enumerable
                    .Range(0, Sections)
                    .Select(i => new DocumentSection(SectionKind.Other, $"Section {i}", "begun")),
            ],
        };

    private static HashSet<string> Words(PostMortemContent content) =>
        [
            .. content.Sections.SelectMany(s =>
                s.Markdown.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
            ),
            .. content.Timeline.SelectMany(e => e.Text.Split(' ')),
        ];

    /// <summary>
    /// One person: opens the form, adds a word, takes away a few old ones that they see, saves; looks at the merge when asked, and saves
    /// what it shows.
    /// </summary>
    private sealed class Editor(int number, Store store, Database database)
    {
        private readonly Random _random = new(number);

        public List<string> Accepted { get; } = [];
        public HashSet<string> TakenAway { get; } = [];
        public int Merged { get; private set; }
        public int Asked { get; private set; }

        public async Task Write(int saves)
        {
            for (var n = 0; n < saves; n++)
            {
                await Save($"e{number}w{n}");
            }
        }

        private async Task Save(string word)
        {
            PostMortem opened;
            await using (var db = database.Read())
            {
                opened = await db.PostMortems.SingleAsync();
            }
            var (content, away) = Change(opened.Content, word);
            var version = opened.Version;
            while (true)
            {
                var saved = await store.SaveWriting(
                    1,
                    new PostMortemForm { Version = version },
                    content,
                    By.Product(store.Now)
                );
                Merged += saved.Merge is null ? 0 : 1;
                if (saved.Kept)
                {
                    Accepted.Add(word);
                    TakenAway.UnionWith(away);
                    return;
                }
                Asked++;
                (content, version) = (saved.Merge!.Content, saved.PostMortem.Version);
            }
        }

        private (PostMortemContent, List<string>) Change(PostMortemContent content, string word)
        {
            var away = new List<string>();
            if (_random.Next(3) == 0)
            {
                var rows = content.Timeline.ToList();
                while (rows.Count > 12)
                {
                    away.AddRange(rows[0].Text.Split(' '));
                    rows.RemoveAt(0);
                }
                rows.Add(
                    new DocumentTimelineEntry(
                        Some.Now.AddSeconds(_random.Next(86_400)),
                        null,
                        "",
                        word
                    )
                );
                return (content with { Timeline = TimelineOrder.Sorted(rows) }, away);
            }
            var sections = content.Sections.ToList();
            var at = _random.Next(Sections);
            var lines = sections[at].Markdown.Split('\n').ToList();
            while (lines.Count > 4)
            {
                away.AddRange(lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
                lines.RemoveAt(0);
            }
            if (_random.Next(2) == 0)
            {
                lines.Add($"- {word}");
            }
            else
            {
                var line = _random.Next(lines.Count);
                lines[line] = $"{lines[line]} {word}";
            }
            sections[at] = sections[at] with { Markdown = string.Join('\n', lines) };
            return (content with { Sections = sections }, away);
        }
    }
}
