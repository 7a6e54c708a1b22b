using System.Net;
using Afterword.Core.Delivery;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Afterword.Tests.Delivery.Mail;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Afterword.Tests.Support.Wait;

namespace Afterword.Tests.Updates;

/// <summary>The main job, from the resolved incident to the mail in a real mail server's hands.</summary>
public sealed class FirstSummaryTests(MailSink sink) : IClassFixture<MailSink>
{
    [Theory, ClassData(typeof(Databases))]
    public async Task A_resolved_incident_is_drafted_approved_and_received_as_one_thread(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await SetUpMail(app);
        var incident = await ResolvedIncident(app);
        var lead = await app.SignIn(Role.Lead);
        var drafts = await Drafts(app);
        var leadership = drafts.Single(u => u.Audience == Audience.Leadership).Number;

        var page = await lead.Page($"/updates/{leadership}");
        Assert.Contains("Send to 1 person", page.Words(), StringComparison.Ordinal);
        Assert.Contains("boss@example.test", page.Words(), StringComparison.Ordinal);
        using var approved = await lead.Submit($"/updates/{leadership}", "send-update");
        Assert.Equal($"/updates/{leadership}", approved.Target());
        var first = await sink.Next();

        Assert.Equal(["boss@example.test"], first.EnvelopeTo);
        Assert.Equal("INC-1: Checkout answered with errors (2026-11-21)", first.Subject);
        Assert.StartsWith(
            "Resolved: Checkout answered with errors.",
            first.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("1,200 users were affected", first.Html, StringComparison.Ordinal);
        Assert.Contains(
            "You get this about INC-1 because you are in leadership.",
            first.Text,
            StringComparison.Ordinal
        );
        Assert.Equal("auto-generated", first.AutoSubmitted);
        Assert.Null(first.InReplyTo);

        using var written = await lead.Submit(
            $"/updates/new?incident=INC-{incident}",
            "new-update",
            new()
            {
                ["Audience"] = "leadership",
                ["Subject"] = "Another thing",
                ["Body"] = "**The refund** is through.",
            }
        );
        using var sent = await lead.Submit(written.Target()!, "send-update");
        var second = await sink.Next();

        Assert.Equal(first.MessageId, second.InReplyTo);
        Assert.Equal([first.MessageId], second.References);
        Assert.Equal(first.Subject, second.Subject);
        Assert.Contains(
            "<strong>The refund</strong> is through.",
            second.Html,
            StringComparison.Ordinal
        );
        await Until(async () => (await Find(app, leadership)).State == UpdateState.Sent);
        Assert.Contains(
            "Sent",
            (await lead.Page($"/outbox/{leadership}?to=boss@example.test")).Words(),
            StringComparison.Ordinal
        );
        Assert.True(sink.IsEmpty);
    }

    [Fact]
    public async Task Without_mail_the_outbox_shows_what_would_have_gone_and_sends_it_later()
    {
        await using var app = await TestApp.Start();
        await ResolvedIncident(app);
        var lead = await app.SignIn(Role.Lead);
        var number = (await Drafts(app)).Single(u => u.Audience == Audience.Leadership).Number;
        using var approved = await lead.Submit($"/updates/{number}", "send-update");
        await Until(async () => (await Find(app, number)).State == UpdateState.Sent);

        var outbox = await lead.Page("/outbox");
        Assert.Contains("E-mail is not set up.", outbox.Words(), StringComparison.Ordinal);
        Assert.Contains("Kept in the Outbox", outbox.Words(), StringComparison.Ordinal);
        var address = $"/outbox/{number}?to=boss@example.test";
        using var kept = await lead.GetAsync(
            new Uri($"/outbox/{number}/message?to=boss@example.test", UriKind.Relative)
        );
        Assert.Contains(
            "Checkout answered with errors",
            await kept.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "sandbox",
            kept.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );

        await SetUpMail(app);
        using var retried = await lead.Submit(address, "retry-delivery");
        var mail = await sink.Next();

        Assert.Equal(["boss@example.test"], mail.EnvelopeTo);
        Assert.StartsWith("Resolved:", mail.Text, StringComparison.Ordinal);
    }

    internal static async Task SetUp(TestApp app, int port) =>
        await app
            .Services.GetRequiredService<AfterwordSettings>()
            .SaveChannel(
                "email",
                new Dictionary<string, string>
                {
                    ["host"] = "127.0.0.1",
                    ["port"] = port.ToString(null as IFormatProvider),
                    ["security"] = "none",
                    ["from"] = "afterword@example.test",
                },
                _ => false,
                By.Product(app.Store.Now),
                0,
                default
            );

    private Task SetUpMail(TestApp app) => SetUp(app, sink.PlainPort);

    internal static async Task<int> ResolvedIncident(TestApp app)
    {
        var boss = await app.AddPerson("boss", Role.Viewer);
        return await app.Store.Write(async db =>
        {
            var by = By.Product(app.Store.Now);
            db.Teams.Add(
                Team.Add(
                    await db.NextTeam(),
                    new TeamDetails
                    {
                        Handle = "board",
                        Name = "Board",
                        IsLeadership = true,
                        MemberIds = [boss.Id],
                    },
                    by
                )
            );
            var incident = Incident.Declare(await db.NextIncident(), Some.IncidentDetails(), by);
            incident.Resolve(app.Store.Now, by);
            db.Incidents.Add(incident);
            return incident.Number;
        });
    }

    internal static async Task<List<Update>> Drafts(TestApp app)
    {
        List<Update> drafts = [];
        await Until(async () =>
        {
            await using var db = app.Read();
            drafts = await db
                .Updates.Where(u => u.Kind == UpdateKind.InitialSummary)
                .OrderBy(u => u.Number)
                .ToListAsync();
            return drafts.Count == 4;
        });
        return drafts;
    }

    internal static async Task<Update> Find(TestApp app, int number)
    {
        await using var db = app.Read();
        return await db.Updates.SingleAsync(u => u.Number == number);
    }
}
