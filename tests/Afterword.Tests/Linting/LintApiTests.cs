using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Afterword.Core.People;
using Afterword.Server.Data.Settings;
using Afterword.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Afterword.Tests.Linting;

public sealed class LintApiTests
{
    private static Task<HttpResponseMessage> Post(HttpClient api, byte[] body, string query = "")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/markdown");
        return api.PostAsync(new Uri("/api/v1/lint" + query, UriKind.Relative), content);
    }

    [Fact]
    public async Task A_document_is_answered_with_its_findings()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Member);
        using var answer = await Post(
            api,
            "# P\n\n## Summary\n\nX\n\n## Root Cause\n\nIt was human error.\n"u8.ToArray()
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var findings = (await answer.Json()).GetProperty("findings").EnumerateArray().ToList();
        var finding = Assert.Single(findings, f => f.GetProperty("ruleId").GetString() == "AW101");
        Assert.Equal("warning", finding.GetProperty("severity").GetString());
        Assert.Equal(
            (9, 8, 19),
            (
                finding.GetProperty("line").GetInt32(),
                finding.GetProperty("column").GetInt32(),
                finding.GetProperty("endColumn").GetInt32()
            )
        );
    }

    [Fact]
    public async Task The_organizations_own_configuration_holds_and_a_mistake_in_it_is_told_by_line()
    {
        await using var app = await TestApp.Start();
        var settings = app.Services.GetRequiredService<AfterwordSettings>();
        var kind = AllSettings.Of(typeof(LintingSettings));
        Assert.Equal(
            [("Configuration", "Line 2: There is no rule “AW10l”. Did you mean AW101?")],
            kind.Wrong(new LintingSettings { Configuration = "rules:\n  AW10l: off" })
        );
        await settings.Save(
            kind,
            new LintingSettings
            {
                Configuration = "rules:\n  AW101: error\nsections:\n  root_cause: [Why it broke]",
            },
            Some.Alice(),
            settings.Version(kind),
            TestContext.Current.CancellationToken
        );
        var api = await app.Bearer(Role.Member);
        using var answer = await Post(
            api,
            "# P\n\n## Summary\n\nX\n\n## Why it broke\n\nIt was human error. An engineer deleted it.\n"u8.ToArray()
        );
        var found = (await answer.Json())
            .GetProperty("findings")
            .EnumerateArray()
            .ToDictionary(
                f => f.GetProperty("ruleId").GetString()!,
                f => f.GetProperty("severity").GetString()
            );
        Assert.Equal("error", found["AW101"]);
        Assert.Contains("AW112", found.Keys);
    }

    [Fact]
    public async Task What_cannot_be_linted_is_told_by_its_place_and_a_stranger_is_sent_away()
    {
        await using var app = await TestApp.Start();
        var api = await app.Bearer(Role.Member);
        using var wide = await Post(api, Encoding.UTF8.GetBytes("# P\n" + new string('|', 20_000)));
        using var profile = await Post(api, "# P\n"u8.ToArray(), "?profile=harsh");
        using var broken = await Post(api, [0x23, 0x20, 0xff, 0xfe]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wide.StatusCode);
        Assert.Contains("line 2", await wide.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, profile.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, broken.StatusCode);
        using var anonymous = await Post(app.Browser(), "# P\n"u8.ToArray());
        Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
    }
}
