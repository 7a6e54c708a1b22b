using System.Text;
using Afterword.Core.People;
using Afterword.Server.Security;
using Afterword.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Security;

/// <summary>Every secret that passes the doors is planted, then looked for in the log and in every byte on disk.</summary>
public sealed class CanaryTests
{
    [Fact]
    public async Task No_secret_stands_in_the_log_or_in_the_database()
    {
        await using var app = await TestApp.Start();
        var planted = new Dictionary<string, string>
        {
            ["password"] = "canary-password-6f1d",
            ["wrong password"] = "canary-wrong-77aa",
            ["new password"] = "canary-changed-90cd",
            ["mail password"] = "canary-mail-13e5",
            ["first-run token"] = app.Services.GetRequiredService<FirstRun>().Token!,
        };
        using var firstRun = await app.Browser()
            .GetAsync(new Uri($"/first-run?token={planted["first-run token"]}", UriKind.Relative));
        await app.AddPerson("ana", Role.Admin, planted["password"]);
        var browser = app.Browser();

        using var wrong = await app.Browser().SignIn("ana", planted["wrong password"]);
        using var opened = await browser.SignIn("ana", planted["password"]);
        planted["session"] = Cookie(opened);
        using var changed = await browser.Submit(
            "/account/password",
            "password",
            new() { ["Now"] = planted["password"], ["New"] = planted["new password"] }
        );
        planted["second session"] = Cookie(changed);
        using var mail = await browser.Submit(
            "/settings/channels/email",
            "channel",
            new()
            {
                ["host"] = "localhost",
                ["from"] = "a@example.test",
                ["userName"] = "a",
                ["password"] = planted["mail password"],
            }
        );
        using var token = await browser.Submit(
            "/account/tokens",
            "new-token",
            new()
            {
                ["Name"] = "x",
                ["Scope"] = "admin",
                ["Days"] = "5",
            }
        );
        planted["API token"] = (await token.Html()).QuerySelector(".notice code")!.TextContent;
        using var used = await app.Browser()
            .WithHeader("Authorization", $"Bearer {planted["API token"]}")
            .GetAsync(new Uri("/api/v1/people", UriKind.Relative));
        using var guessed = await app.Browser()
            .WithHeader("Authorization", "Bearer aft_canary-guess-41b0")
            .GetAsync(new Uri("/api/v1/people", UriKind.Relative));
        using var link = await browser.Submit("/people/ana/access", "invite");
        planted["password link"] = new Uri(
            (await link.Html()).QuerySelector(".notice code")!.TextContent
        ).Query["?token=".Length..];
        using var followed = await app.Browser()
            .GetAsync(
                new Uri($"/choose-password?token={planted["password link"]}", UriKind.Relative)
            );
        planted["guessed token"] = "canary-guess-41b0";

        var kept = app.Log.Text + OnDisk(app.Folder);
        Assert.Equal(
            [],
            planted.Where(p => kept.Contains(p.Value, StringComparison.Ordinal)).Select(p => p.Key)
        );
        Assert.True(
            used.IsSuccessStatusCode
                && followed.IsSuccessStatusCode
                && changed.Target() == "/account",
            "the story was told to its end"
        );
        Assert.Contains("ana@example.test", kept, StringComparison.Ordinal); // the search itself finds what is there
    }

    private static string Cookie(HttpResponseMessage answer) =>
        answer
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("afterword=", StringComparison.Ordinal))
            .Split(';')[0]["afterword=".Length..];

    private static string OnDisk(string folder)
    {
        var text = new StringBuilder();
        // The lock file cannot be opened, and nothing is written into it.
        foreach (
            var path in Directory.EnumerateFiles(folder).Where(f => Path.GetExtension(f) != ".lock")
        )
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            text.Append(Encoding.Latin1.GetString(bytes.ToArray()));
        }
        return text.ToString();
    }
}
