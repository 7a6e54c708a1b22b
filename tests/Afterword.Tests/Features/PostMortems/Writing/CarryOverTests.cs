using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Memory;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.PostMortems.Writing;

public sealed class CarryOverTests
{
    /// <summary>An earlier incident of the team with a post-mortem, one item done and one open and moved once; then a new one.</summary>
    private static async Task Tell(TestApp app)
    {
        await app.Store.Write(async db =>
        {
            var by = By.Product(app.Store.Now.AddDays(-30));
            var team = Team.Add(
                await db.NextTeam(),
                new TeamDetails { Handle = "payments", Name = "Payments" },
                by
            );
            db.Teams.Add(team);
            foreach (var (title, days) in new[] { ("Earlier", 30), ("New", 0) })
            {
                var began = Some.Now.AddDays(-days).AddHours(-3);
                db.Incidents.Add(
                    Incident.Declare(
                        await db.NextIncident(),
                        Some.IncidentDetails(title, began, began.AddHours(days == 0 ? 1 : 2)) with
                        {
                            TeamId = team.Id,
                            Tags = ["certificates"],
                        },
                        by with
                        {
                            At = began.AddHours(2),
                        }
                    )
                );
            }
            db.PostMortems.Add(PostMortem.Start(1, new PostMortemContent(), by));
            var open = ActionItem.Add(
                await db.NextItem(),
                1,
                Some.ItemDetails("Watch the expiry", Some.Today.AddDays(-9)),
                by
            );
            open.MoveDueDate(Some.Today.AddDays(9), "Holidays", by with { At = by.At.AddDays(3) });
            var done = ActionItem.Add(await db.NextItem(), 1, Some.ItemDetails("Renew it"), by);
            done.Complete(by with { At = by.At.AddDays(1) }, "PR 1");
            db.ActionItems.AddRange(open, done);
            db.SameCauses.Add(
                SameCause.Confirm(
                    1,
                    new Moment(2, Some.Now.AddHours(-3)),
                    new Moment(1, Some.Now.AddDays(-30)),
                    1,
                    By.Product(app.Store.Now)
                )
            );
        });
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_new_post_mortem_shows_what_is_still_open_and_how_it_went_since_the_last_and_one_press_links_an_item(
        string provider
    )
    {
        await using var app = await TestApp.Start(provider);
        await Tell(app);
        var ana = await app.SignIn(Role.Member, "ana");
        const string Edit = "/incidents/INC-2/post-mortem/edit";

        var words = (await ana.Page(Edit)).QuerySelector(".carry-over")!.TextContent;
        words = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("1 open item", words, StringComparison.Ordinal);
        Assert.Contains("Watch the expiry INC-1 30 days 1", words, StringComparison.Ordinal);
        Assert.Contains("1 of 2 (50 %) n = 2", words, StringComparison.Ordinal);
        Assert.Contains("1 h 30 min n = 2", words, StringComparison.Ordinal);
        Assert.Contains(
            "1 of 1 had the confirmed cause of an earlier one n = 1",
            words,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Renew it", words, StringComparison.Ordinal);

        (await ana.Submit(Edit, "link-1")).Dispose();

        Assert.Contains(
            "Watch the expiry",
            (await ana.Page(Edit)).QuerySelector(".carry-over")!.TextContent,
            StringComparison.Ordinal
        );
        await using (var db = app.Read())
        {
            Assert.Equal(
                1,
                await db.Events.CountAsync(e => e.Kind == EventKind.ItemLinked && e.SubjectId == 1)
            );
            Assert.Equal(1, (await db.ActionItems.SingleAsync(a => a.Number == 1)).IncidentNumber);
        }
        (await ana.Submit(Edit, "edit-post-mortem")).Dispose();
        Assert.Contains(
            "Linked to INC-2 from earlier incidents",
            (await ana.Page("/incidents/INC-2/post-mortem")).Words(),
            StringComparison.Ordinal
        );
        (await ana.Submit(Edit, "unlink-1")).Dispose();
        Assert.DoesNotContain(
            "Linked to INC-2",
            (await ana.Page("/incidents/INC-2/post-mortem")).Words(),
            StringComparison.Ordinal
        );
    }
}
