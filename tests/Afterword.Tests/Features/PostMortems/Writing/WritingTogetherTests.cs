using System.Globalization;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Merging;
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

    /// <summary>
    /// The very step the server takes inside its transaction, with every save there is to be: each of the fifty opens, and saves when
    /// others have, in an order that chance gives. What the server adds to it, transaction and versions, is tried below.
    /// </summary>
    [Fact]
    public void Fifty_editors_with_two_hundred_saves_each_lose_no_word()
    {
        const int Saves = 200;
        var order = new Random(7);
        var by = By.Product(Some.Now);
        var stored = PostMortem.Start(1, Beginning(), by);
        var versions = new List<PostMortemContent> { stored.Content };
        var editors = Enumerable.Range(0, Editors).Select(n => new Editor(n)).ToList();
        var writing = editors.ToList();
        while (writing.Count > 0)
        {
            var editor = writing[order.Next(writing.Count)];
            if (editor.Draft is null)
            {
                editor.Open(stored.Content, stored.Version);
                continue;
            }
            var merge = stored.Save(editor.Draft, editor.Version, versions[editor.Version], by);
            if (merge?.Conflicts.Count > 0)
            {
                editor.LookAt(merge, stored.Version);
                continue;
            }
            Assert.Single(stored.DrainEvents(), e => e.Kind == EventKind.PostMortemChanged);
            stored.CountVersion();
            versions.Add(stored.Content);
            editor.Keep(merge);
            if (editor.Saved == Saves)
            {
                writing.Remove(editor);
            }
        }

        Judge(stored.Content, editors, Saves);
    }

    /// <summary>AFTERWORD_TEST_SAVES=200 tries all ten thousand on SQLite, which takes minutes.</summary>
    [Theory]
    [InlineData("sqlite", 20)]
    [InlineData("postgres", 6)]
    public async Task Fifty_who_save_at_once_on_a_server_lose_no_word(string provider, int saves)
    {
        saves =
            provider == "sqlite"
            && int.TryParse(
                Environment.GetEnvironmentVariable("AFTERWORD_TEST_SAVES"),
                CultureInfo.InvariantCulture,
                out var asked
            )
                ? asked
                : saves;
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

        var editors = Enumerable.Range(0, Editors).Select(n => new Editor(n)).ToList();
        await Task.WhenAll(
            editors.Select(e => Task.Run(() => Write(e, saves, store, test.Database)))
        );

        await using var read = test.Database.Read();
        Judge((await read.PostMortems.SingleAsync()).Content, editors, saves);
    }

    private static async Task Write(Editor editor, int saves, Store store, Database database)
    {
        while (editor.Saved < saves)
        {
            if (editor.Draft is null)
            {
                await using var db = database.Read();
                var opened = await db.PostMortems.SingleAsync();
                editor.Open(opened.Content, opened.Version);
            }
            var saved = await store.SaveWriting(
                1,
                new PostMortemForm { Version = editor.Version },
                editor.Draft!,
                By.Product(store.Now)
            );
            if (saved.Kept)
            {
                editor.Keep(saved.Merge);
            }
            else
            {
                editor.LookAt(saved.Merge!, saved.PostMortem.Version);
            }
        }
    }

    private static void Judge(PostMortemContent end, List<Editor> editors, int saves)
    {
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
    private sealed class Editor(int number)
    {
        private readonly Random _random = new(number);
        private List<string> _away = [];
        private string _word = "";

        public List<string> Accepted { get; } = [];
        public HashSet<string> TakenAway { get; } = [];
        public int Saved => Accepted.Count;
        public int Merged { get; private set; }
        public int Asked { get; private set; }

        /// <summary>What stands in the form; null when it is not open.</summary>
        public PostMortemContent? Draft { get; private set; }

        /// <summary>The version the form was opened at.</summary>
        public int Version { get; private set; }

        public void Open(PostMortemContent content, int version)
        {
            _word = $"e{number}w{Saved}";
            (Draft, _away) = Change(content, _word);
            Version = version;
        }

        public void LookAt(PostMortemMerge merge, int version)
        {
            Merged++;
            Asked++;
            (Draft, Version) = (merge.Content, version);
        }

        public void Keep(PostMortemMerge? merge)
        {
            Merged += merge is null ? 0 : 1;
            Accepted.Add(_word);
            TakenAway.UnionWith(_away);
            Draft = null;
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
