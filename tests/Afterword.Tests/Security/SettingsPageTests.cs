using System.Globalization;
using Afterword.Core.People;
using Afterword.Server.Data.Settings;
using Afterword.Tests.Delivery.Mail;
using Afterword.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Security;

public sealed class SettingsPageTests
{
    [Fact]
    public async Task What_is_typed_is_saved_and_shown_again()
    {
        await using var app = await TestApp.Start();
        var admin = await app.SignIn(Role.Admin);

        using var saved = await admin.Submit(
            "/settings/organization",
            "settings",
            new()
            {
                ["Name"] = "Acme Logistics",
                ["ItemPrefix"] = "ACT",
                ["WorkdayEnd"] = "18:30",
            }
        );
        var page = await admin.Page("/settings/organization");

        Assert.Equal("/settings/organization", saved.Target());
        Assert.Contains("Organization: saved.", page.Words(), StringComparison.Ordinal);
        Assert.Equal(
            "Acme Logistics",
            page.QuerySelector("[name='Form.Name']")!.GetAttribute("value")
        );
        Assert.Equal(
            ("ACT", new TimeOnly(18, 30)),
            (Organization(app).ItemPrefix, Organization(app).WorkdayEnd)
        );
    }

    [Fact]
    public async Task What_cannot_be_is_said_beside_its_field_and_stays_as_typed()
    {
        await using var app = await TestApp.Start();
        var admin = await app.SignIn(Role.Admin);

        using var refused = await admin.Submit(
            "/settings/organization",
            "settings",
            new()
            {
                ["ItemPrefix"] = "INC",
                ["WorkdayEnd"] = "late",
                ["TimeZone"] = "Mars/Base",
            }
        );
        using var ranges = await admin.Submit(
            "/settings/due-dates",
            "settings",
            new() { ["P1Days"] = "400", ["P2Days"] = "soon" }
        );

        var page = await refused.Html();
        Assert.Contains(
            "time of day",
            page.QuerySelector("#settings-workdayend-wrong")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Mars/Base",
            page.QuerySelector("[name='Form.TimeZone']")!.GetAttribute("value")
        );
        Assert.Contains(
            "whole number",
            (await ranges.Html()).QuerySelector("#settings-p2days-wrong")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal("OUT", Organization(app).ItemPrefix);
    }

    [Fact]
    public async Task Of_two_who_edit_the_same_page_the_second_is_told()
    {
        await using var app = await TestApp.Start();
        var (one, two) = (await app.SignIn(Role.Admin, "one"), await app.SignIn(Role.Admin, "two"));
        using var first = await one.Submit(
            "/settings/organization",
            "settings",
            new() { ["Name"] = "First" }
        );

        using var second = await two.Submit(
            "/settings/organization",
            "settings",
            new() { ["Name"] = "Second", ["version"] = "0" }
        );

        Assert.Contains(
            "Somebody else saved",
            (await second.Html()).Words(),
            StringComparison.Ordinal
        );
        Assert.Equal("First", Organization(app).Name);
    }

    [Fact]
    public async Task A_test_message_goes_out_and_the_page_says_what_the_server_answered()
    {
        await using var mail = new ScriptedServer();
        await using var app = await TestApp.Start();
        var admin = await app.SignIn(Role.Admin);

        using var sent = await Mail(admin, mail.Port);
        var page = await admin.Page("/settings/channels/email");

        Assert.Equal("/settings/channels/email", sent.Target());
        Assert.Contains("was taken", page.Words(), StringComparison.Ordinal);
        Assert.Contains(
            mail.Heard,
            line => line.Contains("RCPT TO:<lee@example.test>", StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public async Task A_test_message_that_nobody_takes_says_why()
    {
        int closed;
        await using (var gone = new ScriptedServer())
        {
            closed = gone.Port;
        }
        await using var app = await TestApp.Start();
        var admin = await app.SignIn(Role.Admin);

        using var sent = await Mail(admin, closed);
        var page = await admin.Page("/settings/channels/email");

        Assert.Contains(
            "saved. The test message was not sent:",
            page.Words(),
            StringComparison.Ordinal
        );
        Assert.Equal("127.0.0.1", Settings(app).Channel("email")["host"]);
    }

    [Fact]
    public async Task A_stored_password_is_kept_when_the_field_is_left_empty_and_never_shown()
    {
        await using var app = await TestApp.Start();
        var admin = await app.SignIn(Role.Admin);
        var fields = new Dictionary<string, string?>
        {
            ["host"] = "localhost",
            ["from"] = "afterword@example.test",
            ["userName"] = "afterword",
            ["password"] = "canary-of-mail",
        };
        using var first = await admin.Submit("/settings/channels/email", "channel", fields);
        var page = await admin.Page("/settings/channels/email");

        using var second = await admin.Submit(
            "/settings/channels/email",
            "channel",
            new() { ["fromName"] = "Acme" }
        );
        var kept = Settings(app).Channel("email").GetValueOrDefault("password");
        using var third = await admin.Submit(
            "/settings/channels/email",
            "channel",
            new() { ["userName"] = "", ["forget-password"] = "true" }
        );

        Assert.DoesNotContain("canary-of-mail", page.Source.Text, StringComparison.Ordinal);
        Assert.Contains("One is stored", page.Words(), StringComparison.Ordinal);
        Assert.Equal("canary-of-mail", kept);
        Assert.False(Settings(app).Channel("email").ContainsKey("password"));
    }

    private static Task<HttpResponseMessage> Mail(HttpClient admin, int port) =>
        admin.Submit(
            "/settings/channels/email",
            "channel",
            new()
            {
                ["host"] = "127.0.0.1",
                ["port"] = port.ToString(CultureInfo.InvariantCulture),
                ["security"] = "none",
                ["from"] = "afterword@example.test",
                ["testTo"] = "lee@example.test",
                ["test"] = "true",
            }
        );

    private static AfterwordSettings Settings(TestApp app) =>
        app.Services.GetRequiredService<AfterwordSettings>();

    private static OrganizationSettings Organization(TestApp app) =>
        Settings(app).Of<OrganizationSettings>();
}
