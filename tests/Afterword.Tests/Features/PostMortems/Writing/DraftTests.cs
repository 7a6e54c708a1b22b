using System.Net;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.PostMortems.Writing;

public sealed class DraftTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task What_I_typed_is_there_again_after_the_browser_crashed_and_saving_clears_it(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");

        var (status, kept) = await Written.Type(ana, Written.Typed("Words nobody saved"));

        Assert.Equal((200, "10:00:00"), (status, kept.GetProperty("at").GetString()));
        Assert.Equal("It broke.", (await Written.Stored(app)).Content.Body(SectionKind.Summary));
        var page = await ana.Page(Written.Edit);
        Assert.Contains(
            "These words of yours were not saved.",
            page.Words(),
            StringComparison.Ordinal
        );
        Assert.Equal("Words nobody saved", Written.Value(page, "Sections[0].Markdown"));
        // Somebody else does not see them.
        var lee = await app.SignIn(Role.Member, "lee");
        Assert.Equal(
            "It broke.",
            Written.Value(await lee.Page(Written.Edit), "Sections[0].Markdown")
        );

        (await ana.Submit(Written.Edit, Written.Form)).Dispose();
        Assert.Equal(
            "Words nobody saved",
            (await Written.Stored(app)).Content.Body(SectionKind.Summary)
        );
        Assert.DoesNotContain(
            "were not saved",
            (await ana.Page(Written.Edit)).Words(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_draft_can_be_discarded_and_comes_back_within_the_hour()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");
        await Written.Type(ana, Written.Typed("Not wanted"));

        (await ana.Submit(Written.Edit, "forget-draft")).Dispose();

        Assert.Equal(
            "It broke.",
            Written.Value(await ana.Page(Written.Edit), "Sections[0].Markdown")
        );
        (await ana.Submit(Written.Edit, "restore-draft")).Dispose();
        Assert.Equal(
            "Not wanted",
            Written.Value(await ana.Page(Written.Edit), "Sections[0].Markdown")
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task I_see_who_else_is_writing_where_until_they_leave_or_fall_silent(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");
        var lee = await app.SignIn(Role.Member, "lee");

        await Written.Type(lee, Written.Typed("x"), "Root Cause", keep: false);
        var (_, seen) = await Written.Type(ana, Written.Typed("y"), keep: false);
        Assert.Equal("Lee Example is editing Root Cause.", seen.GetProperty("others").GetString());
        var page = (await ana.Page(Written.Edit)).Words();
        Assert.Contains("Lee Example is editing Root Cause.", page, StringComparison.Ordinal);
        // Who only looked has nothing unsaved.
        Assert.DoesNotContain("were not saved", page, StringComparison.Ordinal);

        await Written.Type(lee, Written.Typed("x"), "Root Cause", keep: false, leaving: true);
        (_, seen) = await Written.Type(ana, Written.Typed("y"), keep: false);
        Assert.Equal("", seen.GetProperty("others").GetString());

        await Written.Type(lee, Written.Typed("x"), "", keep: false);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (_, seen) = await Written.Type(ana, Written.Typed("y"), keep: false);
        Assert.Equal("", seen.GetProperty("others").GetString());
    }

    [Fact]
    public async Task While_I_type_the_linter_marks_the_very_words_and_offers_its_fix_and_a_preview_stands_beside()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");

        var (_, kept) = await Written.Type(
            ana,
            Written.Typed("Orders failed.\n\nIt was human error, and **bold**. The the end."),
            focus: "Sections[0].Markdown"
        );

        var marks = kept.GetProperty("marks").EnumerateArray().ToList();
        var human = marks.Single(m => m.GetProperty("rule").GetString() == "AW101");
        Assert.Equal(
            ("Sections[0].Markdown", 3, 8, 3, 19),
            (
                human.GetProperty("field").GetString(),
                human.GetProperty("line").GetInt32(),
                human.GetProperty("column").GetInt32(),
                human.GetProperty("endLine").GetInt32(),
                human.GetProperty("endColumn").GetInt32()
            )
        );
        Assert.True(human.GetProperty("why").GetString()!.Length > 20);
        var twice = marks.Single(m =>
            m.GetProperty("fix").ValueKind != System.Text.Json.JsonValueKind.Null
            && m.GetProperty("field").GetString() == "Sections[0].Markdown"
        );
        Assert.Equal(
            3,
            twice.GetProperty("fix").GetProperty("edits")[0].GetProperty("line").GetInt32()
        );
        Assert.Contains(
            "<strong>bold</strong>",
            kept.GetProperty("preview").GetString()!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_draft_that_is_no_draft_or_too_long_or_of_somebody_elses_incident_is_refused_in_words()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");

        var (status, answer) = await Written.Type(ana, Written.Typed(new string('x', 4_100_000)));
        Assert.Equal(413, status);
        Assert.Contains(
            "too long",
            answer.GetProperty("error").GetString()!,
            StringComparison.Ordinal
        );
        using var none = await ana.PostAsync(
            new Uri($"{Written.Page}/draft", UriKind.Relative),
            new StringContent("[1,")
        );
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
        var viewer = await app.SignIn(Role.Viewer);
        using var refused = await viewer.PostAsync(
            new Uri($"{Written.Page}/draft", UriKind.Relative),
            new StringContent("{}")
        );
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
