using System.Net;
using System.Net.Http.Json;
using Afterword.Core;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data.Telling;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Afterword.Tests.Support.Wait;
using static Afterword.Tests.Updates.FirstSummaryTests;

namespace Afterword.Tests.Updates;

/// <summary>Words for customers: written apart, approved by a person, and the only thing that customers are told.</summary>
public sealed class CustomerTextTests
{
    private const string Page = "/incidents/INC-1/customers";

    [Theory, ClassData(typeof(Databases))]
    public async Task What_customers_are_told_is_exactly_what_a_person_approved(string provider)
    {
        await using var app = await TestApp.Start(provider);
        await ResolvedIncident(app);
        var lead = await app.SignIn(Role.Lead);
        using var written = await lead.Submit(Page, "customer-text", Words());
        Assert.Equal(Page, written.Target());
        var page = await lead.Page(Page);
        Assert.Contains(
            "Nobody has approved these words yet",
            page.Words(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "What you saw: One in five orders failed.",
            page.Words(),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            page.Forms,
            f => f.InnerHtml.Contains("draft-initial_summary", StringComparison.Ordinal)
        );

        // While somebody types, the same look, live: what is wrong with the words is said before they are saved.
        var form = page.Forms.First(f => f.QuerySelector("[name='Form.Seen']") is not null);
        using var look = await lead.PostAsync(
            new Uri($"{Page}/look", UriKind.Relative),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["__RequestVerificationToken"] = form.QuerySelector(
                                "[name=__RequestVerificationToken]"
                            )!
                        .GetAttribute("value")!,
                    ["Form.Headline"] = "Some orders failed",
                    ["Form.Seen"] = "the host db-7.corp.internal was down",
                    ["Form.Doing"] = "We mend it",
                    ["Form.Follow"] = "https://status.example.test/",
                }
            )
        );
        var live = (await look.Html()).Words();
        Assert.Contains("Look at this before customers do.", live, StringComparison.Ordinal);
        Assert.Contains("Effect: the host db-7", live, StringComparison.Ordinal);

        using var approved = await lead.Submit(Page, "approve-customer-text");
        Assert.Equal(Page, approved.Target());
        using var changed = await lead.Submit(
            Page,
            "customer-text",
            new() { ["Seen"] = "the host db-7.corp.internal was down" }
        );
        page = await lead.Page(Page);
        Assert.Contains("Changed since it was approved", page.Words(), StringComparison.Ordinal);
        Assert.Contains(
            "Look at this before customers do.",
            page.Words(),
            StringComparison.Ordinal
        );
        using var drafted = await lead.Submit(Page, "draft-initial_summary");

        await using var db = app.Read();
        var update = await db.Updates.SingleAsync(u => u.Audience == Audience.Customers);
        Assert.Equal($"/updates/{update.Number}", drafted.Target());
        Assert.Equal((UpdateState.Draft, "Some orders failed"), (update.State, update.Subject));
        Assert.Contains(
            "**What you saw**: One in five orders failed.",
            update.Body,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("db-7", update.Body, StringComparison.Ordinal);
        using var closing = await lead.Submit(Page, "draft-closing");
        Assert.Contains(
            "Write what is different for customers now",
            (await closing.Html()).Words(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            [
                EventKind.CustomerTextWritten,
                EventKind.CustomerTextApproved,
                EventKind.CustomerTextWritten,
            ],
            await db
                .Events.Where(e => e.Subject == SubjectKind.CustomerText)
                .OrderBy(e => e.Id)
                .Select(e => e.Kind)
                .ToListAsync()
        );
    }

    [Fact]
    public async Task Words_that_changed_while_somebody_read_are_not_approved()
    {
        await using var app = await TestApp.Start();
        await ResolvedIncident(app);
        var api = await app.Bearer(Role.Lead);
        using var first = await Patch(
            api,
            "\"0\"",
            new
            {
                headline = "A",
                seen = "B",
                doing = "C",
                follow = "https://status.example.test/",
            }
        );
        var read = first.Headers.ETag!.Tag;
        using var second = await Patch(api, read, new { seen = "Another thing" });

        using var approval = new HttpRequestMessage(
            HttpMethod.Post,
            "/api/v1/incidents/INC-1/customer-text/approve"
        )
        {
            Headers = { { "If-Match", read } },
        };
        using var refused = await api.SendAsync(approval);

        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        using var draft = await api.PostAsJsonAsync(
            "/api/v1/incidents/INC-1/customer-text/draft",
            new { kind = "initial_summary" }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, draft.StatusCode);
    }

    [Fact]
    public void Nobody_but_a_person_approves_and_nothing_that_is_not_whole()
    {
        var text = CustomerText.For(1);
        var words = new CustomerWording("A", "B", "", "", "https://status.example.test/");
        text.Write(words, Some.Alice());

        Assert.Equal("doing", Assert.Throws<RuleException>(() => text.Approve(Some.Alice())).Field);
        text.Write(words with { Doing = "C" }, Some.Alice());
        Assert.Throws<RuleException>(() => text.Approve(By.Product(Some.Now)));
        text.Approve(Some.Alice());
        Assert.Throws<RuleException>(() => text.Approve(Some.Alice()));
        Assert.Equal(
            "follow",
            Assert
                .Throws<RuleException>(() =>
                    text.Write(words with { Follow = "javascript:alert(1)" }, Some.Alice())
                )
                .Field
        );
    }

    [Fact]
    public async Task Rendering_shows_what_would_be_sent_and_says_what_is_missing()
    {
        await using var app = await TestApp.Start();
        await ResolvedIncident(app);
        await Drafts(app);
        var api = await app.Bearer(Role.Viewer);
        Task<HttpResponseMessage> Render(string rest) =>
            api.GetAsync(new Uri($"/api/v1/incidents/INC-1/render/{rest}", UriKind.Relative));

        foreach (
            var (rest, begins, holds) in new[]
            {
                (
                    "initial-summary?audience=leadership",
                    "Subject: INC-1: Checkout answered with errors (2026-11-21)\n\n**Resolved**",
                    "1,200 users"
                ),
                (
                    "initial-summary?audience=leadership&channel=text",
                    "Subject: ",
                    "You get this about INC-1 because you are in leadership."
                ),
                (
                    "initial-summary?audience=leadership&channel=mail",
                    "Date: ",
                    "Content-Type: multipart/alternative"
                ),
                ("initial-summary?audience=technical&channel=slack", "[{", "\\u0022header\\u0022"),
                ("initial-summary?audience=technical&channel=tracker", "**", "INC-1"),
                ("weekly-follow-up", "Subject: INC-1", "Nothing changed this week"),
            }
        )
        {
            using var answer = await Render(rest);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{rest}: {text}");
            Assert.StartsWith(begins, text, StringComparison.Ordinal);
            Assert.Contains(holds, text, StringComparison.Ordinal);
        }
        foreach (
            var (rest, says) in new[]
            {
                ("weekly-folow-up", "Did you mean weekly-follow-up?"),
                ("weekly-follow-up?audience=leadershp", "Did you mean leadership?"),
                ("initial-summary?audience=customers", "No words for customers are approved yet"),
                ("initial-summary?channel=fax", "There are markdown, text, mail, slack, tracker."),
                ("blocker", "a person writes this"),
                ("done", "nothing of this kind to send"),
            }
        )
        {
            using var answer = await Render(rest);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains(
                says,
                (await answer.Json()).GetProperty("detail").GetString(),
                StringComparison.Ordinal
            );
        }
        using var none = await api.GetAsync(
            new Uri("/api/v1/incidents/INC-9/render/initial-summary", UriKind.Relative)
        );
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task A_date_that_moves_is_told_to_those_who_were_told_it_once_and_one_moved_back_is_not()
    {
        await using var app = await TestApp.Start();
        await ResolvedIncident(app);
        var drafts = await Drafts(app);
        var lead = await app.Bearer(Role.Lead);
        var leadership = drafts.Single(u => u.Audience == Audience.Leadership).Number;
        await Milestone(app, 3);
        Assert.Empty(await PlanMessages(app));
        using var sent = await lead.WithHeader("If-Match", "*")
            .PostAsync(new Uri($"/api/v1/updates/{leadership}/approve", UriKind.Relative), null);
        sent.EnsureSuccessStatusCode();

        await Milestone(app, 5);
        await Until(async () => (await PlanMessages(app)).Count == 1);
        await Milestone(app, 9);
        await Until(async () =>
            (await PlanMessages(app)).Count(u => u.State == UpdateState.Scheduled) == 1
            && (await PlanMessages(app)).Count == 2
        );
        var message = (await PlanMessages(app)).Single(u => u.State == UpdateState.Scheduled);
        Assert.Equal(Audience.Leadership, message.Audience);
        Assert.Contains(
            "- All clients upgraded: 2026-11-30 09:00 UTC, not 2026-11-24 09:00 UTC",
            message.Body,
            StringComparison.Ordinal
        );
        await Milestone(app, 3);
        await Until(async () =>
            (await PlanMessages(app)).All(u => u.State == UpdateState.Discarded)
        );
    }

    private static async Task<List<Update>> PlanMessages(TestApp app)
    {
        await using var db = app.Read();
        return await db.Updates.Where(u => u.Kind == UpdateKind.PlanChange).ToListAsync();
    }

    private static Task Milestone(TestApp app, int days) =>
        app.Store.Write(async db =>
        {
            var incident = await db.Incidents.AsTracking().SingleAsync();
            incident.Edit(
                Some.IncidentDetails(resolvedAt: incident.ResolvedAt) with
                {
                    Milestones =
                    [
                        new Core.Incidents.Milestone(
                            "All clients upgraded",
                            Some.Now.AddDays(days),
                            null
                        ),
                    ],
                },
                new By(1, Door.Web, app.Store.Now)
            );
        });

    private static Dictionary<string, string?> Words() =>
        new()
        {
            ["Headline"] = "Some orders failed",
            ["Seen"] = "One in five orders failed",
            ["Doing"] = "We make room for twice the traffic",
            ["Follow"] = "https://status.example.test/",
        };

    private static Task<HttpResponseMessage> Patch(HttpClient api, string version, object words) =>
        api.SendAsync(
            new HttpRequestMessage(HttpMethod.Patch, "/api/v1/incidents/INC-1/customer-text")
            {
                Content = JsonContent.Create(words),
                Headers = { { "If-Match", version } },
            }
        );
}
