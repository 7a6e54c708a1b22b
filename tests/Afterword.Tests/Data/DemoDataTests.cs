using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Demo;
using Afterword.Server.Data.Settings;
using Afterword.Server.Data.Telling;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Data;

/// <summary>One demo for each database: everything here only looks at it, but for a visitor who signs in.</summary>
public sealed class DemoDataTests(DemoDataTests.Demos demos) : IClassFixture<DemoDataTests.Demos>
{
    [Theory, ClassData(typeof(Databases))]
    public async Task The_demo_is_an_organization_with_two_years_of_history_seven_stories_and_a_SEV1_that_still_runs(
        string provider
    )
    {
        var app = await demos.On(provider);
        await using var db = app.Read();

        Assert.Equal(
            (16, 5, 9),
            (
                await db.People.CountAsync(),
                await db.Teams.CountAsync(),
                await db.Services.CountAsync()
            )
        );
        var all = await db.Incidents.OrderBy(i => i.Number).ToListAsync();
        Assert.InRange(all.Count, 70, 140);
        Assert.True(all[0].OccurredAt < Some.Now.AddDays(-700));
        var incidents = all.Where(i => i.DeclaredAt > Some.Now.AddDays(-40)).ToList();
        Assert.Equal(7, incidents.Count);
        Assert.Single(
            incidents,
            i => i.Severity == Severity.Sev1 && i.Status == IncidentStatus.Ongoing
        );
        Assert.Single(incidents, i => i.Imported && i.FollowedAt is null && i.NextDueAt is null);
        Assert.Single(incidents, i => i.Restricted);
        Assert.Contains(incidents, i => i.Status == IncidentStatus.Mitigated);
        var states = await db.PostMortems.Select(p => p.State).ToListAsync();
        Assert.Superset(
            new HashSet<PostMortemState>
            {
                PostMortemState.Draft,
                PostMortemState.InReview,
                PostMortemState.Published,
            },
            states.ToHashSet()
        );
        var numbers = incidents.Select(i => i.Number).ToList();
        var items = await db
            .ActionItems.Where(a => numbers.Contains(a.IncidentNumber))
            .ToListAsync();
        Assert.Equal(42, items.Count);
        Assert.Equal(
            Enum.GetValues<ActionItemStatus>().Order(),
            items.Select(i => i.Status).Distinct().Order()
        );
        Assert.True(items.Count(i => i.IsOpen && i.DueOn < Some.Today) >= 4, "overdue");
        Assert.True(
            items.Count(i => i.IsOpen && i.LastActivityAt < Some.Now.AddDays(-7)) >= 4,
            "stalled"
        );
        Assert.True(
            items.Count(i => i.Status == ActionItemStatus.Done && i.Evidence.Length > 0) >= 9,
            "done with evidence"
        );
        Assert.Contains(items, i => i.Slips == 2 && i.OriginalDueOn < i.DueOn);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Updates_were_sent_and_the_ones_of_yesterday_wait_to_be_approved(
        string provider
    )
    {
        var app = await demos.On(provider);
        await using var db = app.Read();

        // What people approved; the rules of the loop add their own from the start on.
        var updates = await db
            .Updates.Where(u => u.Kind == UpdateKind.InitialSummary)
            .Where(u => u.CreatedAt > Some.Now.AddDays(-40))
            .ToListAsync();

        Assert.Equal(12, updates.Count(u => u.ApprovedAt is not null));
        Assert.Contains(updates, u => u.ApprovedAt > u.DueAt);
        // Four of yesterday's incident, and four more once the loop has seen the SEV1 that runs.
        Assert.InRange(
            updates.Count(u => u.State == UpdateState.Draft && u.DueAt > Some.Now),
            4,
            8
        );
    }

    [Fact]
    public async Task Nothing_lies_ahead_and_everything_is_logged_in_the_order_in_which_it_happened()
    {
        var app = await demos.On();
        await using var db = app.Read();

        var told = await db
            .Events.Where(e => e.At < Some.Now)
            .OrderBy(e => e.Id)
            .Select(e => e.At)
            .ToListAsync();

        Assert.True(told.Count > 120);
        Assert.Equal(told.Order(), told);
        Assert.Equal(0, await db.Events.CountAsync(e => e.At > Some.Now));
        Assert.Equal(
            0,
            await db.ActionItems.CountAsync(a => a.CreatedAt > Some.Now || a.DoneAt > Some.Now)
        );
    }

    [Fact]
    public async Task What_the_history_told_was_told_then_and_is_not_sent_again()
    {
        var app = await demos.On();
        await using var db = app.Read();
        var old = await db.Incidents.Where(i => i.DeclaredAt < Some.Now.AddDays(-40)).ToListAsync();
        var numbers = old.Select(i => i.Number).ToList();
        var updates = await db
            .Updates.Where(u =>
                u.IncidentNumber != null && numbers.Contains(u.IncidentNumber.Value)
            )
            .ToListAsync();

        Assert.All(old, i => Assert.Null(i.NextDueAt));
        Assert.All(updates, u => Assert.Equal(UpdateState.Sent, u.State));
        Assert.All(updates, u => Assert.True(u.SentAt < Some.Now.AddDays(-2)));
        Assert.Equal(
            0,
            await db.Deliveries.CountAsync(d =>
                d.IncidentNumber != null && numbers.Contains(d.IncidentNumber.Value)
            )
        );
    }

    [Fact]
    public async Task A_start_that_is_broken_off_leaves_nothing_and_the_next_one_tells_it_all()
    {
        await using var test = await TestDatabase.Open("sqlite");
        var demo = new DemoData(
            test.Store,
            test.Database,
            null!,
            null!,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<DemoData>.Instance
        );
        var site = Site.Of(new OrganizationSettings(), null, Core.Templates.TemplateBook.Shipped);
        IReadOnlyList<IReadOnlyList<DemoStep>> broken =
        [
            .. DemoData.Write(Some.Now, site).Batches(),
            [new DemoStep(Some.Now, true, _ => throw new IOException("The power went out."))],
        ];

        await Assert.ThrowsAsync<IOException>(() =>
            test.Store.Write(db => demo.Tell(db, broken, default))
        );

        await using var db = test.Read();
        Assert.Equal((0, 0), (await db.People.CountAsync(), await db.Incidents.CountAsync()));
    }

    [Fact]
    public async Task A_second_start_adds_nothing_and_keeps_the_visitor_and_the_password()
    {
        var app = await demos.On();
        var visitor = app.Services.GetRequiredService<DemoAccount>();
        var before = await Counts(app);

        foreach (
            var step in app
                .Services.GetServices<IFirstStart>()
                .Where(s => s is DemoData or DemoAccount)
        )
        {
            await step.Run(default);
        }

        Assert.Equal(before, await Counts(app));
        Assert.Equal(DemoOrganization.Visitor, visitor.Made!.Value.Handle);
    }

    [Fact]
    public async Task The_visitor_signs_in_with_what_the_console_says()
    {
        var app = await demos.On();
        var (handle, password) = app.Services.GetRequiredService<DemoAccount>().Made!.Value;
        var browser = app.Browser();

        using var answer = await browser.Submit(
            "/sign-in",
            "sign-in",
            new() { ["Name"] = handle, ["Password"] = password }
        );

        Assert.Equal("/", answer.Target());
        Assert.Contains(
            "One in three card payments is declined",
            (await browser.Page("/incidents")).Words(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_database_that_holds_somebody_is_left_alone()
    {
        await using var test = await TestDatabase.Open("sqlite");
        await test.Store.Write(async db =>
            db.People.Add(
                Core.People.Person.Add(
                    await db.NextPerson(),
                    Some.PersonDetails(),
                    Core.Events.By.Product(test.Store.Now)
                )
            )
        );
        var demo = new DemoData(
            test.Store,
            test.Database,
            null!,
            () => throw new InvalidOperationException("The demo wanted to write."),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<DemoData>.Instance
        );

        await demo.Run(default);

        await using var db = test.Read();
        Assert.Equal((1, 0), (await db.People.CountAsync(), await db.Incidents.CountAsync()));
    }

    private static async Task<(int, int, int)> Counts(TestApp app)
    {
        await using var db = app.Read();
        return (
            await db.People.CountAsync(),
            await db.ActionItems.CountAsync(),
            await db.Set<Account>().CountAsync()
        );
    }

    public sealed class Demos : SharedApps
    {
        private protected override bool Demo => true;
    }
}
