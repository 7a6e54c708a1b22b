using System.Net;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Features.Account;

/// <summary>List-Unsubscribe as mail programs use it (RFC 8058), and the page that people come to.</summary>
public sealed class MailStopTests
{
    private static FormUrlEncodedContent OneClick() => new([new("List-Unsubscribe", "One-Click")]);

    private static string Token(TestApp app, int person, UpdateKind kind) =>
        app.Services.GetRequiredService<StopLinks>().Token(person, kind);

    private static async Task<Person> Find(TestApp app, int id)
    {
        await using var db = app.Read();
        return await db.People.SingleAsync(p => p.Id == id);
    }

    [Fact]
    public async Task One_click_without_a_cookie_stops_that_kind_for_that_person_alone()
    {
        await using var app = await TestApp.Start();
        var (lee, ana) = (await app.AddPerson("lee"), await app.AddPerson("ana"));
        var address = $"/mail/stop/{Token(app, lee.Id, UpdateKind.WeeklyFollowUp)}";

        using var done = await app.Browser().PostAsync(address, OneClick());
        using var again = await app.Browser().PostAsync(address, OneClick());

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (done.StatusCode, again.StatusCode));
        Assert.Equal(["weekly_follow_up"], (await Find(app, lee.Id)).StoppedMail);
        Assert.Empty((await Find(app, ana.Id)).StoppedMail);
        await using var db = app.Read();
        var told = await db.Events.SingleAsync(e =>
            e.Kind == EventKind.PersonChanged && e.SubjectId == lee.Id
        );
        Assert.Equal(Door.MailLink, told.Door);
    }

    [Fact]
    public async Task Looking_at_the_link_stops_nothing_and_the_page_says_what_one_gets()
    {
        await using var app = await TestApp.Start();
        var lee = await app.AddPerson("lee");
        var token = Token(app, lee.Id, UpdateKind.InitialSummary);
        var browser = app.Browser();

        using var looked = await browser.GetAsync($"/mail/stop/{token}");
        Assert.Equal(HttpStatusCode.Redirect, looked.StatusCode);
        var page = await browser.Page(looked.Headers.Location!.OriginalString);
        Assert.Contains("First summary: you get these.", page.Words(), StringComparison.Ordinal);
        Assert.Contains(
            "Escalation: always, because it asks you for a decision",
            page.Words(),
            StringComparison.Ordinal
        );
        Assert.Empty((await Find(app, lee.Id)).StoppedMail);

        using var stopped = await browser.Submit($"/mail/{token}", "stop-mail", new());
        Assert.Equal(["initial_summary"], (await Find(app, lee.Id)).StoppedMail);
        var after = await browser.Page($"/mail/{token}");
        Assert.Contains("you do not get these any more", after.Words(), StringComparison.Ordinal);

        using var taken = await browser.Submit($"/mail/{token}", "take-mail", new());
        Assert.Empty((await Find(app, lee.Id)).StoppedMail);
    }

    [Fact]
    public async Task A_forged_link_opens_nothing_and_an_escalation_cannot_be_stopped()
    {
        await using var app = await TestApp.Start();
        var lee = await app.AddPerson("lee");
        var good = Token(app, lee.Id, UpdateKind.InitialSummary);
        var forged = (good[0] == 'A' ? "B" : "A") + good[1..];

        using var none = await app.Browser().PostAsync($"/mail/stop/{forged}", OneClick());
        using var page = await app.Browser().GetAsync($"/mail/{forged}");
        using var bare = await app.Browser().PostAsync($"/mail/stop/{good}", null);
        using var mandatory = await app.Browser()
            .PostAsync($"/mail/stop/{Token(app, lee.Id, UpdateKind.Escalation)}", OneClick());

        Assert.Equal(
            [
                HttpStatusCode.NotFound,
                HttpStatusCode.NotFound,
                HttpStatusCode.BadRequest,
                HttpStatusCode.Forbidden,
            ],
            new[] { none, page, bare, mandatory }.Select(a => a.StatusCode)
        );
        Assert.Empty((await Find(app, lee.Id)).StoppedMail);
    }
}
