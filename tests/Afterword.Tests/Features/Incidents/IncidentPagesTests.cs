using System.Net;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Tests.Support;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.Incidents;

/// <summary>Incidents through the pages, on the real server. Some.Now is 2026-11-21 09:00 UTC, 10:00 in Berlin where everybody sits.</summary>
public sealed class IncidentPagesTests
{
    private static Dictionary<string, string?> Typed(
        params (string Field, string? Value)[] fields
    ) => fields.ToDictionary(f => f.Field, f => f.Value);

    [Theory, ClassData(typeof(Databases))]
    public async Task I_declare_an_incident_see_its_page_and_find_it_in_the_list(string provider)
    {
        await using var app = await TestApp.Start(provider);
        var lead = await app.SignIn(Role.Lead);
        Assert.Contains(
            "No incidents yet",
            (await lead.Page("/incidents")).Words(),
            StringComparison.Ordinal
        );

        using var answer = await lead.Submit(
            "/incidents/new",
            "new-incident",
            Typed(
                ("Title", "Checkout refused cards"),
                ("Severity", "sev1"),
                ("Impact", "One in five orders failed."),
                ("AffectedUsers", "1,200"),
                ("StartedAt", "2026-11-21T08:30"),
                ("Tags", "certificate, Expiry"),
                ("Milestones[0].Name", "All certificates listed"),
                ("Milestones[0].TargetAt", "2026-11-30T12:00"),
                ("SourceLinks[0].Title", "Error rate"),
                ("SourceLinks[0].Url", "https://graphs.example.test/1"),
                ("People[0].Handle", "lead"),
                ("People[0].Role", "communications")
            )
        );

        Assert.Equal(
            (HttpStatusCode.Redirect, "/incidents/INC-1"),
            (answer.StatusCode, answer.Headers.Location?.AbsolutePath)
        );
        var page = (await lead.Page("/incidents/INC-1")).Words();
        Assert.Contains("INC-1 Checkout refused cards", page, StringComparison.Ordinal);
        Assert.Contains(
            "One in five orders failed. 1,200 users affected.",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("All certificates listed", page, StringComparison.Ordinal);
        Assert.Contains("Communications", page, StringComparison.Ordinal);
        await using var db = app.Read();
        var incident = await db.Incidents.SingleAsync();
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 7, 30, 0, TimeSpan.Zero), incident.StartedAt);
        Assert.Equal(["certificate", "expiry"], incident.Tags);
        var list = await lead.Page("/incidents?tag=expiry&severity=sev1&status=active&q=cards");
        Assert.Equal(
            "/incidents/INC-1",
            list.QuerySelector<IHtmlAnchorElement>("td.wide a")!.GetAttribute("href")
        );
        Assert.Contains(
            "Nothing matches",
            (await lead.Page("/incidents?tag=dns")).Words(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_wrong_date_says_which_field_and_shows_what_was_typed()
    {
        await using var app = await TestApp.Start();
        var lead = await app.SignIn(Role.Lead);

        using var answer = await lead.Submit(
            "/incidents/new",
            "new-incident",
            Typed(
                ("Title", "Checkout refused cards"),
                ("StartedAt", "yesterday at nine"),
                ("AffectedUsers", "many"),
                ("SourceLinks[1].Url", "javascript:alert(1)"),
                ("Milestones[0].Name", "All clients upgraded")
            )
        );

        var page = await answer.Html();
        Assert.Equal(
            "yesterday at nine",
            page.QuerySelector<IHtmlInputElement>("[name='Form.StartedAt']")!.Value
        );
        Assert.Contains(
            "“yesterday at nine” is no date and time. Write it as 2026-11-21 10:00.",
            page.QuerySelector("#new-incident-startedat-wrong")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "“many” is no whole number",
            page.QuerySelector("#new-incident-affectedusers-wrong")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("is no link", page.Words(), StringComparison.Ordinal);
        Assert.Contains(
            "By when is this milestone to be reached?",
            page.Words(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Checkout refused cards",
            page.QuerySelector<IHtmlInputElement>("[name='Form.Title']")!.Value
        );
        await using var db = app.Read();
        Assert.Empty(await db.Incidents.ToListAsync());
    }

    [Theory]
    [InlineData(
        "StartedAt",
        "2026-11-21T09:00",
        "ResolvedAt",
        "2026-11-21T08:00",
        "The resolution comes before the start"
    )]
    [InlineData(
        "StartedAt",
        "2026-11-21T09:00",
        "MitigatedAt",
        "2026-11-21T08:00",
        "The mitigation comes before the start"
    )]
    [InlineData(
        "MitigatedAt",
        "2026-11-21T09:30",
        "ResolvedAt",
        "2026-11-21T09:20",
        "The resolution comes before the mitigation"
    )]
    [InlineData("StartedAt", "2027-11-21T09:00", "DetectedAt", "", "The start lies in the future")]
    public async Task Instants_that_contradict_are_refused_at_their_field(
        string one,
        string at,
        string other,
        string then,
        string said
    )
    {
        await using var app = await TestApp.Start();
        var lead = await app.SignIn(Role.Lead);

        using var answer = await lead.Submit(
            "/incidents/new",
            "new-incident",
            Typed(("Title", "X"), (one, at), (other, then))
        );

        Assert.Contains(
            said,
            (await answer.Html()).QuerySelector(".field .wrong")!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Choosing_services_proposes_their_teams_and_what_I_take_off_stays_off()
    {
        await using var app = await TestApp.Start();
        await SomeServices(app);
        var lead = await app.SignIn(Role.Lead);

        using var created = await lead.Submit(
            "/incidents/new",
            "new-incident",
            Typed(("Title", "X"), ("Services[checkout]", "true"))
        );
        Assert.Equal(["payments"], await AffectedTeams(app));

        // Another service brings its team along; the team I take off in the same edit does not come back.
        using var edited = await lead.Submit(
            "/incidents/INC-1/edit",
            "edit-incident",
            Typed(("Services[login]", "true"), ("AffectedTeams[payments]", null))
        );
        Assert.Equal(HttpStatusCode.Redirect, edited.StatusCode);
        Assert.Equal(["identity"], await AffectedTeams(app));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Whoever_saves_second_sees_both_versions_and_loses_nothing(string provider)
    {
        await using var app = await TestApp.Start(provider);
        var ana = await app.SignIn(Role.Member, "ana");
        var lee = await app.SignIn(Role.Member, "lee");
        (
            await ana.Submit("/incidents/new", "new-incident", Typed(("Title", "First title")))
        ).Dispose();

        (
            await ana.Submit(
                "/incidents/INC-1/edit",
                "edit-incident",
                Typed(("Title", "Title by Ana"))
            )
        ).Dispose();
        using var stale = await lee.Submit(
            "/incidents/INC-1/edit",
            "edit-incident",
            Typed(("Version", "1"), ("Title", "Title by Lee"))
        );

        var page = await stale.Html();
        Assert.Contains("Ana Example saved in between.", page.Words(), StringComparison.Ordinal);
        Assert.Contains(
            "Title by Ana",
            page.QuerySelector("table")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Title by Lee",
            page.QuerySelector<IHtmlInputElement>("[name='Form.Title']")!.Value
        );
        Assert.Equal("2", page.QuerySelector<IHtmlInputElement>("[name='Form.Version']")!.Value);
        await using var db = app.Read();
        Assert.Equal("Title by Ana", (await db.Incidents.SingleAsync()).Title);
    }

    [Fact]
    public async Task Seconds_survive_an_edit_of_something_else()
    {
        await using var app = await TestApp.Start();
        var lead = await app.SignIn(Role.Lead);
        var started = Some.Now.AddHours(-1).AddSeconds(31);
        await app.Store.Write(async db =>
            db.Incidents.Add(
                Some.Incident(
                    await Afterword.Server.Data.Numbers.NextIncident(db),
                    Some.IncidentDetails(startedAt: started)
                )
            )
        );

        (
            await lead.Submit(
                "/incidents/INC-1/edit",
                "edit-incident",
                Typed(("Title", "Another title"))
            )
        ).Dispose();

        await using var db = app.Read();
        Assert.Equal(
            ("Another title", started),
            await db
                .Incidents.Select(i => new ValueTuple<string, DateTimeOffset?>(
                    i.Title,
                    i.StartedAt
                ))
                .SingleAsync()
        );
    }

    [Fact]
    public async Task I_resolve_now_and_reopen_with_a_reason()
    {
        await using var app = await TestApp.Start();
        var lead = await app.SignIn(Role.Lead);
        (await lead.Submit("/incidents/new", "new-incident", Typed(("Title", "X")))).Dispose();

        (await lead.Submit("/incidents/INC-1", "resolve")).Dispose();
        await using (var db = app.Read())
        {
            Assert.Equal(
                (IncidentStatus.Resolved, (DateTimeOffset?)app.Store.Now),
                await db
                    .Incidents.Select(i => new ValueTuple<IncidentStatus, DateTimeOffset?>(
                        i.Status,
                        i.ResolvedAt
                    ))
                    .SingleAsync()
            );
        }

        using var silent = await lead.Submit(
            "/incidents/INC-1",
            "reopen",
            Typed(("Again.Reason", " "))
        );
        Assert.Contains(
            "Say what came back",
            (await silent.Html()).Words(),
            StringComparison.Ordinal
        );
        (
            await lead.Submit(
                "/incidents/INC-1",
                "reopen",
                Typed(("Again.Reason", "Errors are back"))
            )
        ).Dispose();
        var page = (await lead.Page("/incidents/INC-1")).Words();
        Assert.Contains("Ongoing", page, StringComparison.Ordinal);
        Assert.Contains("Reason: Errors are back", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_says_who_changed_what_from_what_to_what_in_names()
    {
        await using var app = await TestApp.Start();
        await app.AddPerson("mia");
        var lead = await app.SignIn(Role.Lead);
        (
            await lead.Submit(
                "/incidents/new",
                "new-incident",
                Typed(("Title", "X"), ("Severity", "sev3"))
            )
        ).Dispose();

        (
            await lead.Submit(
                "/incidents/INC-1/edit",
                "edit-incident",
                Typed(("Severity", "sev1"), ("Lead", "mia"))
            )
        ).Dispose();

        var history = (await lead.Page("/incidents/INC-1/history")).Words();
        Assert.Contains(
            "Lead Example changed the incident on the web",
            history,
            StringComparison.Ordinal
        );
        Assert.Contains("Severity: SEV3 → became SEV1", history, StringComparison.Ordinal);
        Assert.Contains(
            "Incident lead: Lead Example → became Mia Example",
            history,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_imported_incident_is_history_until_I_follow_it()
    {
        await using var app = await TestApp.Start();
        var member = await app.SignIn(Role.Member);
        await app.Store.Write(async db =>
            db.Incidents.Add(
                Incident.Import(
                    await Afterword.Server.Data.Numbers.NextIncident(db),
                    Some.IncidentDetails(resolvedAt: Some.Now),
                    By.Product(Some.Now, Door.Import)
                )
            )
        );
        Assert.Contains(
            "This is history.",
            (await member.Page("/incidents/INC-1")).Words(),
            StringComparison.Ordinal
        );

        (await member.Submit("/incidents/INC-1", "follow")).Dispose();

        var page = (await member.Page("/incidents/INC-1")).Words();
        Assert.DoesNotContain("This is history.", page, StringComparison.Ordinal);
        Assert.Contains("First summary to leadership", page, StringComparison.Ordinal);
    }

    private static async Task<string[]> AffectedTeams(TestApp app)
    {
        await using var db = app.Read();
        var ids = (await db.Incidents.SingleAsync()).AffectedTeamIds;
        return await db.Teams.Where(t => ids.Contains(t.Id)).Select(t => t.Handle).ToArrayAsync();
    }

    private static Task SomeServices(TestApp app) =>
        app.Store.Write(db =>
        {
            var by = By.Product(app.Store.Now);
            db.Teams.Add(
                Team.Add(1, new TeamDetails { Handle = "payments", Name = "Payments" }, by)
            );
            db.Teams.Add(
                Team.Add(2, new TeamDetails { Handle = "identity", Name = "Identity" }, by)
            );
            db.Services.Add(
                Service.Add(
                    1,
                    new ServiceDetails
                    {
                        Handle = "checkout",
                        Name = "Checkout",
                        OwnerTeamId = 1,
                    },
                    by
                )
            );
            db.Services.Add(
                Service.Add(
                    2,
                    new ServiceDetails
                    {
                        Handle = "login",
                        Name = "Login",
                        OwnerTeamId = 2,
                    },
                    by
                )
            );
            return Task.CompletedTask;
        });
}
