using System.CommandLine;
using Afterword.Cli.Commands;
using Afterword.Core.People;
using Afterword.Core.Updates;
using Afterword.Tests.Support;
using static Afterword.Tests.Updates.FirstSummaryTests;

namespace Afterword.Tests.Cli;

/// <summary>afterword render and afterword update, against a real server.</summary>
public sealed class WordsCommandTests
{
    [Theory]
    [InlineData("weekly-folow-up --incident INC-1", "Did you mean weekly-follow-up?")]
    [InlineData("closing --incident INC-1 --audience leadershp", "Did you mean leadership?")]
    [InlineData("closing --incident INC-1 --channel slak", "Did you mean slack?")]
    [InlineData("done --incident INC-1 --audience customers", "It goes to thread.")]
    [InlineData("closing", "--incident")]
    public void What_cannot_be_rendered_is_said_before_a_server_is_asked(
        string arguments,
        string says
    ) =>
        Assert.Contains(
            RenderCommand.Create().Parse(arguments).Errors,
            e => e.Message.Contains(says, StringComparison.Ordinal)
        );

    [Fact]
    public async Task Rendering_prints_exactly_what_waits_and_says_what_one_may_not_see()
    {
        await using var app = await TestApp.Start();
        await ResolvedIncident(app);
        var draft = (await Drafts(app)).Single(u => u.Audience == Audience.Leadership);
        var viewer = await app.AddPerson("vera", Role.Viewer);

        var (code, text, _) = await Tool(
            app,
            viewer.Id,
            "render",
            "initial-summary",
            "--incident",
            "INC-1"
        );
        Assert.Equal((0, $"Subject: {draft.Subject}\n\n{draft.Body}\n"), (code, text));
        var (none, _, said) = await Tool(
            app,
            viewer.Id,
            "render",
            "closing",
            "--incident",
            "INC-9"
        );
        Assert.NotEqual(0, none);
        Assert.Contains(
            "There is no incident INC-9, or it is not visible to you.",
            said,
            StringComparison.Ordinal
        );
        var (wrong, _, hint) = await Tool(
            app,
            viewer.Id,
            "render",
            "closng",
            "--incident",
            "INC-1"
        );
        Assert.Equal(2, wrong);
        Assert.Contains("Did you mean closing?", hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_heads_up_is_drafted_and_sent_and_what_is_missing_is_named_by_its_option()
    {
        await using var app = await TestApp.Start();
        var lee = await app.AddPerson("lee");
        await app.Store.Write(async db =>
            db.Teams.Add(
                Team.Add(
                    await Server.Data.Numbers.NextTeam(db),
                    new TeamDetails
                    {
                        Handle = "payments",
                        Name = "Payments",
                        MemberIds = [lee.Id],
                    },
                    Core.Events.By.Product(app.Store.Now)
                )
            )
        );

        var (missing, _, said) = await Tool(app, lee.Id, "update", "heads-up", "--what", "we move");
        Assert.Equal(2, missing);
        Assert.Contains("--when is missing.", said, StringComparison.Ordinal);
        var (code, text, where) = await Tool(
            app,
            lee.Id,
            "update",
            "heads-up",
            "--what",
            "the pool moves",
            "--when",
            "2026-11-24 06:00 UTC",
            "--follow",
            "#payments",
            "--to",
            "team",
            "--send"
        );
        Assert.True(code == 0, where);
        Assert.Contains("**Heads-up**: the pool moves.", text, StringComparison.Ordinal);
        Assert.Contains("On its way to team", where, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Out, string Messages)> Tool(
        TestApp app,
        int person,
        params string[] arguments
    ) =>
        await Commands.Run(
            Commands.Root,
            new Dictionary<string, string>
            {
                ["AFTERWORD_URL"] = app.Url.ToString(),
                ["AFTERWORD_TOKEN"] = await app.IssueToken(person),
            },
            "dotnet",
            [Commands.Tool, .. arguments]
        );
}
