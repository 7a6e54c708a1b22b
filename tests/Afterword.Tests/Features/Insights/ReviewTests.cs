using System.Net;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.FollowThrough;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Features.Insights;

public sealed class ReviewTests
{
    /// <summary>Tuesday, the first working day of December, at ten in the morning.</summary>
    private static readonly DateTimeOffset FirstWorkingDay = new(
        2026,
        12,
        1,
        10,
        0,
        0,
        TimeSpan.Zero
    );

    [Theory, ClassData(typeof(Databases))]
    public async Task On_the_first_working_day_the_review_of_the_month_is_drafted_once_and_waits_for_a_person(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await InsightWorld.Fill(app);
        await Leaders(app);
        app.Clock.MoveTo(FirstWorkingDay);
        var reviews = app.Services.GetRequiredService<Reviews>();

        await reviews.All(default);
        await new Reviews(
            app.Store,
            app.Services.GetRequiredService<Database>(),
            app.Services.GetRequiredService<Func<Afterword.Server.Data.Telling.Site>>()
        ).All(default);

        await using var db = app.Read();
        var review = await db.Updates.SingleAsync(u => u.Slot.StartsWith("monthly-review/"));
        Assert.Equal(
            (UpdateState.Draft, UpdateKind.MonthlyReview, "monthly-review/2026-11"),
            (review.State, review.Kind, review.Slot)
        );
        var lead = await app.SignIn(Role.Lead);
        var list = await lead.Page("/insights/reviews");
        Assert.Contains("Monthly review: November 2026", list.Words(), StringComparison.Ordinal);
        var page = await lead.Page("/insights/reviews/2026-11");
        Assert.Contains("Monthly review: November 2026", page.Words(), StringComparison.Ordinal);
        Assert.Contains("Time to resolve (MTTR)", page.Words(), StringComparison.Ordinal);
        Assert.Contains("Outstanding asks", page.Words(), StringComparison.Ordinal);
        using var markdown = await lead.GetAsync(
            new Uri("/insights/reviews/2026-11.md", UriKind.Relative)
        );
        Assert.Equal(HttpStatusCode.OK, markdown.StatusCode);
        Assert.Contains("| Metric | Figure |", await markdown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_metric_that_beats_its_baseline_for_two_months_is_offered_as_a_success_story()
    {
        await using var app = await TestApp.Start();
        await InsightWorld.Fill(app, perMonth: 10);
        await Leaders(app);
        var lead = await app.SignIn(Role.Lead);
        using var frozen = await lead.Submit(
            "/insights/baselines",
            "freeze",
            new()
            {
                ["Name"] = "The bad spring",
                ["From"] = "2026-04-01",
                ["To"] = "2026-08-31",
            }
        );
        app.Clock.MoveTo(FirstWorkingDay);

        await app.Services.GetRequiredService<Reviews>().All(default);

        await using var db = app.Read();
        var story = await db.Updates.SingleAsync(u =>
            u.Slot == "success-story/time-to-resolve/2026-11"
        );
        Assert.Equal(
            (UpdateState.Draft, UpdateKind.SuccessStory, Audience.Company),
            (story.State, story.Kind, story.Audience)
        );
        Assert.Contains("The bad spring", story.Body, StringComparison.Ordinal);
        var review = await db.Updates.SingleAsync(u => u.Slot.StartsWith("monthly-review/"));
        Assert.Contains("for two months now", review.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_team_that_beats_its_own_baseline_for_two_months_is_told_so_itself()
    {
        await using var app = await TestApp.Start();
        await InsightWorld.Fill(app, perMonth: 10);
        await Leaders(app);
        var lead = await app.SignIn(Role.Lead);
        using var frozen = await lead.Submit(
            "/insights/baselines",
            "freeze",
            new()
            {
                ["Name"] = "Payments in spring",
                ["From"] = "2026-04-01",
                ["To"] = "2026-08-31",
                ["Team"] = "payments",
            }
        );
        app.Clock.MoveTo(FirstWorkingDay);

        await app.Services.GetRequiredService<Reviews>().All(default);

        await using var db = app.Read();
        var story = await db.Updates.SingleAsync(u =>
            u.Slot.StartsWith("success-story/time-to-resolve/")
        );
        Assert.Equal("success-story/time-to-resolve/payments/2026-11", story.Slot);
        Assert.Equal(
            (UpdateState.Draft, Audience.Team, (int?)1),
            (story.State, story.Audience, story.TeamId)
        );
        Assert.Contains("Payments in spring", story.Body, StringComparison.Ordinal);
        Assert.Contains("baseline=1&team=payments", story.Body, StringComparison.Ordinal);
        var reader = await app.SignIn(Role.Lead, "reader");
        var waiting = await reader.Page("/");
        Assert.NotNull(waiting.QuerySelector($"#waiting a[href='/updates/{story.Number}']"));
        var review = await db.Updates.SingleAsync(u => u.Slot.StartsWith("monthly-review/"));
        Assert.Contains("Team payments", review.Body, StringComparison.Ordinal);
        var behind = await reader.Page(
            "/insights/metrics/time-to-resolve?baseline=1&team=payments"
        );
        Assert.Contains("Payments in spring", behind.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_digest_of_a_week_goes_to_leadership_by_itself_after_its_preview()
    {
        await using var app = await TestApp.Start();
        await InsightWorld.Fill(app);
        await Leaders(app);
        app.Clock.MoveTo(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));

        await app.Services.GetRequiredService<Reviews>().All(default);

        await using var db = app.Read();
        var digest = await db.Updates.SingleAsync(u => u.Slot.StartsWith("leadership-digest/"));
        Assert.Equal(
            (UpdateKind.LeadershipDigest, "leadership-digest/2026-W48"),
            (digest.Kind, digest.Slot)
        );
        Assert.Equal(app.Store.Now.AddHours(4), digest.ScheduledAt);
        Assert.Contains("Decisions needed", digest.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_team_that_is_leadership_nothing_is_drafted()
    {
        await using var app = await TestApp.Start();
        await InsightWorld.Fill(app);
        app.Clock.MoveTo(FirstWorkingDay);

        await app.Services.GetRequiredService<Reviews>().All(default);

        await using var db = app.Read();
        Assert.False(await db.Updates.AnyAsync(u => u.Slot.StartsWith("monthly-review/")));
    }

    private static Task Leaders(TestApp app) =>
        app.Store.Write(async db =>
        {
            var person = Person.Add(
                await db.NextPerson(),
                Some.PersonDetails("ines"),
                By.Product(app.Store.Now)
            );
            db.People.Add(person);
            db.Teams.Add(
                Team.Add(
                    await db.NextTeam(),
                    new TeamDetails
                    {
                        Handle = "leadership",
                        Name = "Leadership",
                        IsLeadership = true,
                        MemberIds = [person.Id],
                    },
                    By.Product(app.Store.Now)
                )
            );
        });
}
