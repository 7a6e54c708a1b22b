using System.Net;
using Afterword.Core.Events;
using Afterword.Core.People;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Security;

public sealed class SignInTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Name_and_password_open_the_door_and_signing_out_closes_it(string provider)
    {
        await using var app = await TestApp.Start(provider);
        await app.AddPerson("ana", Role.Lead, TestApp.Password);
        var browser = app.Browser();

        using var opened = await SignIn(browser, "ana", TestApp.Password, back: "/account?x=1");
        var account = await browser.Page("/account");
        using var signedOut = await browser.Submit("/account", "/sign-out");
        using var after = await browser.GetAsync(new Uri("/account", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Found, "/account?x=1"), (opened.StatusCode, opened.Target()));
        Assert.Contains("Ana Example", account.Words(), StringComparison.Ordinal);
        Assert.Equal("/sign-in", signedOut.Target());
        Assert.Equal(
            (HttpStatusCode.Found, "/sign-in?back=%2Faccount"),
            (after.StatusCode, after.Target())
        );
        await using var db = app.Read();
        Assert.False(await db.Set<Session>().AnyAsync());
        Assert.Equal(
            [EventKind.PasswordChanged, EventKind.SignedIn, EventKind.SignedOut],
            await db
                .Events.Where(e => e.Subject == SubjectKind.Account)
                .OrderBy(e => e.Id)
                .Select(e => e.Kind)
                .ToListAsync()
        );
    }

    internal static Task<HttpResponseMessage> SignIn(
        HttpClient browser,
        string name,
        string password,
        string? back = null
    ) =>
        browser.Submit(
            back is null ? "/sign-in" : $"/sign-in?back={Uri.EscapeDataString(back)}",
            "sign-in",
            new() { ["Name"] = name, ["Password"] = password }
        );
}
