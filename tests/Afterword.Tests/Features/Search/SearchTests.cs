using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Afterword.Core.ActionItems;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.Search;

public sealed class SearchTests(SearchTests.Found corpus) : IClassFixture<SearchTests.Found>
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Words_find_titles_and_names_and_never_what_only_named_people_may_see(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await app.AddPerson("alice"); // declares both incidents below
        var member = await app.SignIn(Role.Member, "bob");
        await app.Store.Write(async db =>
        {
            var open = Some.Incident(
                await db.NextIncident(),
                Some.IncidentDetails("Checkout certificate expired")
            );
            var secret = Some.Incident(
                await db.NextIncident(),
                Some.IncidentDetails("Certificate key was leaked") with
                {
                    Restricted = true,
                }
            );
            db.Incidents.AddRange(open, secret);
            db.ActionItems.Add(
                ActionItem.Add(
                    await db.NextItem(),
                    open.Number,
                    Some.ItemDetails("Alert before a CERTIFICATE expires"),
                    Some.Alice()
                )
            );
            db.ActionItems.Add(
                ActionItem.Add(
                    await db.NextItem(),
                    secret.Number,
                    Some.ItemDetails("Rotate the certificate key"),
                    Some.Alice()
                )
            );
        });

        var words = (await member.Page("/search?q=certificate")).QuerySelector("main")!.TextContent;
        var name = (await member.Page("/search?q=@bob")).QuerySelector("main")!.TextContent;
        var nothing = (await member.Page("/search?q=100%25")).QuerySelector("main")!.TextContent;

        Assert.Contains("Checkout certificate expired", words, StringComparison.Ordinal);
        Assert.Contains("Alert before a CERTIFICATE expires", words, StringComparison.Ordinal);
        Assert.DoesNotContain("leaked", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Rotate", words, StringComparison.Ordinal);
        Assert.Contains("Bob Example", name, StringComparison.Ordinal);
        Assert.Contains("Nothing you may see has those words", nothing, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_cause_of_a_post_mortem_is_found_first_and_its_section_named(
        string provider
    )
    {
        var app = await corpus.On(provider);
        var api = await app.Bearer(Role.Member, handle: "bob");

        var found = await Search(api, "q=connection pool was exhausted after the failover");
        var forms = await Search(api, "q=exhausting pools");
        var learning = await Search(api, "q=alert&kind=learning");

        Assert.Equal("post_mortem", found[0].GetProperty("kind").GetString());
        Assert.Equal("INC-1", found[0].GetProperty("key").GetString());
        Assert.Equal("Root Cause", found[0].GetProperty("section").GetString());
        Assert.Contains("exhausted", Hits(found[0]));
        Assert.Equal("INC-1", forms[0].GetProperty("key").GetString());
        Assert.Equal("detection", Assert.Single(learning).GetProperty("category").GetString());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Filters_narrow_what_is_found(string provider)
    {
        var app = await corpus.On(provider);
        var api = await app.Bearer(Role.Member, handle: "bob");

        Assert.NotEmpty(await Search(api, "q=pool&severity=sev2"));
        Assert.Empty(await Search(api, "q=pool&severity=sev4"));
        Assert.NotEmpty(await Search(api, "q=pool&tag=database"));
        Assert.Empty(await Search(api, "q=pool&tag=network"));
        Assert.Empty(await Search(api, "q=pool&team=nobody"));
        Assert.Empty(await Search(api, "q=pool&from=2027-01-01"));
        Assert.All(
            await Search(api, "q=pool&kind=action_item"),
            hit => Assert.Equal("action_item", hit.GetProperty("kind").GetString())
        );
        using var wrong = await api.GetAsync(
            new Uri("/api/v1/search?q=a&kind=cat", UriKind.Relative)
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_mistyped_word_finds_what_was_meant_and_never_names_a_word_of_a_secret(
        string provider
    )
    {
        var app = await corpus.On(provider);
        var member = await app.SignIn(Role.Member, "bob");

        var typo = (await member.Page("/search?q=conection+pool+exhuasted")).Words();
        var secret = (await member.Page("/search?q=blackbirt")).Words();
        var exact = (await member.Page("/search?q=blackbird")).Words();

        Assert.Contains("Showing results for “connection", typo, StringComparison.Ordinal);
        Assert.Contains("INC-1", typo, StringComparison.Ordinal);
        Assert.DoesNotContain("blackbird", secret, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Nothing you may see", secret, StringComparison.Ordinal);
        Assert.Contains("Nothing you may see", exact, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task What_changes_is_found_by_its_new_words_only(string provider)
    {
        await using var app = await TestApp.Start(provider);
        await Corpus(app);
        var api = await app.Bearer(Role.Member, handle: "bob");

        await app.Store.Write(async db =>
        {
            var incident = await db.Incidents.AsTracking().SingleAsync(i => i.Number == 1);
            incident.Edit(
                Some.IncidentDetails("Walrus outage") with
                {
                    Tags = ["database"],
                },
                Some.Alice()
            );
            var post = await db.PostMortems.AsTracking().SingleAsync(p => p.IncidentNumber == 1);
            post.Edit(
                new PostMortemContent
                {
                    Sections =
                    [
                        new(SectionKind.RootCause, "Root Cause", "An expired certificate."),
                    ],
                },
                Some.Alice()
            );
        });

        Assert.Equal(
            ["incident", "post_mortem"],
            (await Search(api, "q=walrus")).Select(h => h.GetProperty("kind").GetString()).Order()
        );
        Assert.DoesNotContain(
            await Search(api, "q=exhausted"),
            h => h.GetProperty("kind").GetString() == "post_mortem"
        );
        Assert.NotEmpty(await Search(api, "q=expired certificate"));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Accents_names_mistyped_and_why_an_item_is_blocked_are_found_on_both_databases(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await Corpus(app);
        var api = await app.Bearer(Role.Member, handle: "bob");
        var member = await app.SignIn(Role.Member, "bob");
        await app.Store.Write(async db =>
        {
            db.People.Add(
                Person.Add(
                    await db.NextPerson(),
                    Some.PersonDetails("tomas") with
                    {
                        Name = "Tomás Herrera",
                    },
                    Some.Alice()
                )
            );
            db.Incidents.Add(
                Some.Incident(
                    await db.NextIncident(),
                    Some.IncidentDetails("Überlauf in São Paulo: кайма")
                )
            );
            var item = await db.ActionItems.AsTracking().SingleAsync(a => a.Number == 1);
            item.Block(
                new BlockerAnswers
                {
                    Impact = "The release waits",
                    Urgency = "Friday",
                    Need = "A new host",
                    Tried = ["Restarted the walrus"],
                },
                Some.Alice()
            );
        });

        foreach (var typed in new[] { "uberlauf", "Überlauf", "sao paulo", "кайма" })
        {
            Assert.Equal(
                "INC-4",
                Assert.Single(await Search(api, $"q={typed}")).GetProperty("key").GetString()
            );
        }
        Assert.Equal(
            "OUT-1",
            Assert.Single(await Search(api, "q=walrus")).GetProperty("key").GetString()
        );
        foreach (var typed in new[] { "tomas herrera", "Tomás", "herera" })
        {
            var page = await member.Page($"/search?q={Uri.EscapeDataString(typed)}");
            Assert.Contains("Tomás Herrera", page.Words(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Two_words_mistyped_alike_and_a_cursor_that_somebody_made_up_are_harmless()
    {
        var app = await corpus.On();
        var api = await app.Bearer(Role.Member, handle: "bob");

        Assert.NotEmpty(await Search(api, "q=conection conecton"));
        var cursor = System.Buffers.Text.Base64Url.EncodeToString(
            """{"skip":0,"mode":"some","words":["pool\" OR title:\"x","'"]}"""u8
        );
        Assert.NotEmpty(await Search(api, $"q=pool&cursor={cursor}"));
        Assert.Empty(
            await Search(
                api,
                "q=pool&limit=1&cursor="
                    + System.Buffers.Text.Base64Url.EncodeToString(
                        """{"skip":900,"mode":"all","words":null}"""u8
                    )
            )
        );
    }

    private static readonly string[] Odd =
    [
        "\" OR 1=1 -- NEAR(a b, 5) * ^ {title}: AND NOT ) (",
        "'pool' & !x | :* <-> $$ %_\\",
        "title:pool*",
        "🔥💥 👩‍🚒",
        "مجمع الاتصالات خادم",
        "a\0b pool\0",
        "\u202epool",
        new string('x', 10_000),
        string.Concat(Enumerable.Repeat("pool db ", 1250)),
    ];

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Whatever_is_typed_gets_a_page(string provider)
    {
        var app = await corpus.On(provider);
        var member = await app.SignIn(Role.Member, "bob");

        foreach (var text in Odd)
        {
            var page = await member.Page($"/search?q={Uri.EscapeDataString(text)}");
            Assert.NotNull(page.QuerySelector("h1"));
        }
        Assert.Contains(
            "nearly everywhere",
            (await member.Page("/search?q=the+and+of")).Words(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "no word in that",
            (await member.Page($"/search?q={Uri.EscapeDataString("🔥💥")}")).Words(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("inc-12", "/incidents/INC-12")]
    [InlineData(" OUT-3 ", "/action-items/OUT-3")]
    public async Task A_key_goes_straight_to_its_page(string typed, string page)
    {
        var app = await corpus.On();
        var viewer = await app.SignIn(Role.Viewer);

        using var answer = await viewer.GetAsync(
            new Uri($"/search?q={Uri.EscapeDataString(typed)}", UriKind.Relative)
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(page, new Uri(app.Url, answer.Headers.Location!).AbsolutePath);
    }

    private static async Task<List<JsonElement>> Search(HttpClient api, string query)
    {
        var answer = await api.GetFromJsonAsync<JsonElement>(
            new Uri(
                $"/api/v1/search?{query.Replace(" ", "+", StringComparison.Ordinal)}",
                UriKind.Relative
            )
        );
        return [.. answer.GetProperty("items").EnumerateArray()];
    }

    private static string Hits(JsonElement hit) =>
        string.Join(
            ' ',
            hit.GetProperty("excerpt")
                .EnumerateArray()
                .Where(p => p.GetProperty("hit").GetBoolean())
                .Select(p => p.GetProperty("text").GetString())
        );

    /// <summary>INC-1 has a post-mortem, a learning and an item; INC-2 is another; INC-3 only alice may see.</summary>
    private static async Task Corpus(TestApp app)
    {
        await app.AddPerson("alice");
        await app.Store.Write(async db =>
        {
            var pool = Some.Incident(
                await db.NextIncident(),
                Some.IncidentDetails("Orders could not be paid") with
                {
                    Tags = ["database"],
                }
            );
            var other = Some.Incident(
                await db.NextIncident(),
                Some.IncidentDetails("Mail arrived late")
            );
            var secret = Some.Incident(
                await db.NextIncident(),
                Some.IncidentDetails("Project blackbird was copied") with
                {
                    Restricted = true,
                }
            );
            db.Incidents.AddRange(pool, other, secret);
            db.PostMortems.Add(
                PostMortem.Start(
                    pool.Number,
                    new PostMortemContent
                    {
                        Sections =
                        [
                            new(SectionKind.Summary, "Summary", "Payments failed for an hour."),
                            new(
                                SectionKind.RootCause,
                                "Root Cause",
                                "The **connection pool** was exhausted after the failover."
                            ),
                            new(SectionKind.WentWell, "What Went Well", "The team met quickly."),
                        ],
                        Learnings =
                        [
                            new(
                                LearningCategory.Detection,
                                "Nobody saw it for ten minutes.",
                                "Alert on waiting connections."
                            ),
                        ],
                    },
                    Some.Alice()
                )
            );
            db.ActionItems.Add(
                ActionItem.Add(
                    await db.NextItem(),
                    pool.Number,
                    Some.ItemDetails("Limit the connection pool of each worker"),
                    Some.Alice()
                )
            );
        });
    }

    /// <summary>The corpus, for tests that only search it.</summary>
    public sealed class Found : SharedApps
    {
        private protected override Task Fill(TestApp app) => Corpus(app);
    }
}
