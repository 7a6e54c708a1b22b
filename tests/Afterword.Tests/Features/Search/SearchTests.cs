using System.Net;
using Afterword.Core.ActionItems;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.Search;

public sealed class SearchTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Words_find_titles_and_names_and_never_what_only_named_people_may_see(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await app.AddPerson("alice"); // declares both incidents below
        var member = await app.SignIn(Role.Member, "bob");
        await app.Store.Write(async db =>
        {
            var open = Some.Incident(
                await db.NextIncident(),
                Some.IncidentDetails("Checkout certificate expired")
            );
            var secret = Some.Incident(
                await db.NextIncident(),
                Some.IncidentDetails("Certificate key was leaked") with
                {
                    Restricted = true,
                }
            );
            db.Incidents.AddRange(open, secret);
            db.ActionItems.Add(
                ActionItem.Add(
                    await db.NextItem(),
                    open.Number,
                    Some.ItemDetails("Alert before a CERTIFICATE expires"),
                    Some.Alice()
                )
            );
            db.ActionItems.Add(
                ActionItem.Add(
                    await db.NextItem(),
                    secret.Number,
                    Some.ItemDetails("Rotate the certificate key"),
                    Some.Alice()
                )
            );
        });

        var words = (await member.Page("/search?q=certificate")).QuerySelector("main")!.TextContent;
        var name = (await member.Page("/search?q=@bob")).QuerySelector("main")!.TextContent;
        var nothing = (await member.Page("/search?q=100%25")).QuerySelector("main")!.TextContent;

        Assert.Contains("Checkout certificate expired", words, StringComparison.Ordinal);
        Assert.Contains("Alert before a CERTIFICATE expires", words, StringComparison.Ordinal);
        Assert.DoesNotContain("leaked", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Rotate", words, StringComparison.Ordinal);
        Assert.Contains("Bob Example", name, StringComparison.Ordinal);
        Assert.Contains("Nothing has that in its title", nothing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inc-12", "/incidents/INC-12")]
    [InlineData(" OUT-3 ", "/action-items/OUT-3")]
    public async Task A_key_goes_straight_to_its_page(string typed, string page)
    {
        await using var app = await TestApp.Start();
        var viewer = await app.SignIn(Role.Viewer);

        using var answer = await viewer.GetAsync(
            new Uri($"/search?q={Uri.EscapeDataString(typed)}", UriKind.Relative)
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(page, new Uri(app.Url, answer.Headers.Location!).AbsolutePath);
    }
}
