using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Afterword.Core.Events;
using Afterword.Core.Memory;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.Memory;

public sealed class MemoryTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Similar_incidents_are_shown_with_reasons_and_a_person_says_that_the_cause_was_the_same(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await MemoryWorld.TwoAlike(app);
        var lead = await app.SignIn(Role.Lead);
        var api = await app.Bearer(Role.Member);

        var similar = await Get(api, "/api/v1/incidents/INC-2/similar");
        var first = similar.GetProperty("items").EnumerateArray().First();
        Assert.Equal("INC-1", first.GetProperty("key").GetString());
        var reasons = string.Join(
            '\n',
            first.GetProperty("reasons").EnumerateArray().Select(r => r.GetString())
        );
        Assert.Contains("Same tag: database", reasons, StringComparison.Ordinal);
        Assert.Contains("causes name", reasons, StringComparison.Ordinal);
        Assert.Contains("failover", reasons, StringComparison.Ordinal);
        Assert.DoesNotContain(
            similar.GetProperty("items").EnumerateArray(),
            i => i.GetProperty("key").GetString() == "INC-3"
        );

        using var said = await lead.Submit("/incidents/INC-2/similar", "same-INC-1");
        Assert.Equal(HttpStatusCode.Redirect, said.StatusCode);
        var page = (await lead.Page("/incidents/INC-2")).Words();
        Assert.Contains("Same cause as INC-1", page, StringComparison.Ordinal);
        Assert.Contains("while its fix was open", page, StringComparison.Ordinal);
        Assert.Contains(
            "Recurred as INC-2",
            (await lead.Page("/incidents/INC-1")).Words(),
            StringComparison.Ordinal
        );

        using var back = await lead.Submit("/incidents/INC-1/similar", "withdraw-INC-2");
        await using var db = app.Read();
        var same = await db.SameCauses.SingleAsync();
        Assert.Equal((2, 1, true), (same.IncidentNumber, same.EarlierNumber, same.WhileFixOpen));
        Assert.NotNull(same.WithdrawnAt);
        Assert.Equal(
            [EventKind.CauseConfirmed, EventKind.CauseWithdrawn],
            await db
                .Events.Where(e => e.Subject == SubjectKind.SameCause)
                .OrderBy(e => e.Id)
                .Select(e => e.Kind)
                .ToListAsync()
        );
    }

    [Fact]
    public async Task A_fix_that_regressed_is_opened_again_or_followed_up_and_says_what_shows_it()
    {
        await using var app = await TestApp.Start();
        await MemoryWorld.TwoAlike(app);
        await app.Store.Write(async db =>
        {
            foreach (var item in await db.ActionItems.AsTracking().ToListAsync())
            {
                item.Complete(Some.Alice(app.Store.Now), "PR #1, quiet since.");
            }
        });
        var member = await app.SignIn(Role.Member);
        var api = await app.Bearer(Role.Member);

        using var without = await member.Submit(
            "/incidents/INC-1/check-in",
            "check-in",
            new() { ["Form.Items[0].Verdict"] = "regressed" }
        );
        Assert.Contains(
            "Say what shows it",
            (await without.Html()).Words(),
            StringComparison.Ordinal
        );
        using var reopened = await member.Submit(
            "/incidents/INC-1/check-in",
            "check-in",
            new()
            {
                ["Form.Items[0].Verdict"] = "regressed",
                ["Form.Items[0].Evidence"] = "The pool ran dry on Monday.",
                ["Form.Items[0].Then"] = "reopen",
            }
        );
        Assert.Equal(HttpStatusCode.Redirect, reopened.StatusCode);
        using var followed = await api.PostAsJsonAsync(
            new Uri("/api/v1/incidents/INC-1/check-in", UriKind.Relative),
            new
            {
                item = "OUT-2",
                verdict = "partly",
                evidence = "Half of the alerts came.",
                then = "follow_up",
            }
        );

        Assert.Equal(HttpStatusCode.OK, followed.StatusCode);
        await using var read = app.Read();
        Assert.True((await read.ActionItems.SingleAsync(a => a.Number == 1)).IsOpen);
        var next = await read.ActionItems.SingleAsync(a => a.ParentNumber == 2);
        Assert.Contains("Half of the alerts came.", next.Description, StringComparison.Ordinal);
        Assert.Equal(
            [(1, FixVerdict.Regressed), (2, FixVerdict.Partly)],
            (await read.FixChecks.OrderBy(c => c.Number).ToListAsync()).Select(c =>
                (c.ItemNumber, c.Verdict)
            )
        );
        Assert.Contains(
            "Regressed",
            (await member.Page("/incidents/INC-1/check-in")).Words(),
            StringComparison.Ordinal
        );
        Assert.Contains("Partly", (await member.Page("/memory")).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_learning_names_the_items_that_came_of_it_and_whether_they_held()
    {
        await using var app = await TestApp.Start();
        await MemoryWorld.TwoAlike(app);
        await app.Store.Write(async db =>
        {
            var by = Some.Alice(app.Store.Now);
            (await db.ActionItems.FindAsync(1))!.Complete(by, "PR #1, quiet since.");
            db.FixChecks.Add(
                FixCheck.Answer(1, 1, 1, FixVerdict.Regressed, "It ran dry again.", null, by)
            );
            db.FixChecks.Add(
                FixCheck.Answer(2, 1, 1, FixVerdict.Held, "Quiet for a month.", null, by)
            );
            var document = await db
                .PostMortems.AsTracking()
                .SingleAsync(p => p.IncidentNumber == 3);
            document.Edit(
                document.Content with
                {
                    Learnings = [new(LearningCategory.Recovery, "", "OUT-2 would have shown it.")],
                },
                by
            );
        });
        var api = await app.Bearer(Role.Viewer, "read");
        var viewer = await app.SignIn(Role.Viewer);

        async Task<string[]> CameOf(string filter) =>
            [
                .. (await Get(api, $"/api/v1/learnings?{filter}"))
                    .GetProperty("items")
                    .EnumerateArray()
                    .Select(l =>
                        l.GetProperty("incident").GetString()
                        + ":"
                        + string.Concat(
                            l.GetProperty("items")
                                .EnumerateArray()
                                .Select(i => $" {i.GetProperty("key")} {i.GetProperty("verdict")}")
                        )
                    ),
            ];

        Assert.Equal(["INC-2:", "INC-1: OUT-1 held OUT-2 "], await CameOf("tag=database"));
        Assert.Equal(["INC-3: OUT-2 "], await CameOf("category=recovery"));
        var page = await viewer.Page("/memory?category=detection");
        Assert.Equal(
            ["OUT-1 Limit the pool Done Held", "OUT-2 Alert on waiting connections Not started"],
            page.QuerySelectorAll(".came-of-it li")
                .Select(l =>
                    string.Join(
                        ' ',
                        l.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)
                    )
                )
        );
    }

    private static async Task<JsonElement> Get(HttpClient api, string address) =>
        await api.GetFromJsonAsync<JsonElement>(new Uri(address, UriKind.Relative));
}
