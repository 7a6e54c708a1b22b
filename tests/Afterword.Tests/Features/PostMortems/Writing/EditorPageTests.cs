using System.Net;
using Afterword.Core.ActionItems;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.PostMortems.Writing;

public sealed class EditorPageTests
{
    [Theory, ClassData(typeof(Databases))]
    public async Task Title_instants_and_new_items_are_saved_with_the_text(string provider)
    {
        await using var app = await TestApp.Start(provider);
        await Written.Declare(app);
        await app.AddPerson("lee");
        var ana = await app.SignIn(Role.Member, "ana");

        using var saved = await ana.Submit(
            Written.Edit,
            Written.Form,
            new()
            {
                [await Written.BoxOf(ana, "Summary")] = "A certificate ran out.",
                ["Facts[0].Value"] = "Checkout refused all cards",
                ["Facts[2].Value"] = "2026-11-21 07:11 CET",
                ["Items[0].Title"] = "Alert 14 days before a certificate ends",
                ["Items[0].Owner"] = "@lee",
                ["Items[0].Priority"] = "p1",
                ["Items[1].Title"] = "Renew by itself – Owner: @lee, Due: 2026-12-24",
            }
        );

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        await using var db = app.Read();
        var incident = await db.Incidents.SingleAsync();
        Assert.Equal(
            (
                "Checkout refused all cards",
                new DateTimeOffset(2026, 11, 21, 6, 11, 0, TimeSpan.Zero)
            ),
            (incident.Title, incident.DetectedAt)
        );
        var items = await db.ActionItems.OrderBy(a => a.Number).ToListAsync();
        var lee = await db.People.SingleAsync(p => p.Handle == "lee");
        Assert.Equal(
            [
                (
                    "Alert 14 days before a certificate ends",
                    lee.Id,
                    new DueDatePolicy().Propose(Priority.P1, incident.Severity, Some.Today)
                ),
                ("Renew by itself", lee.Id, new DateOnly(2026, 12, 24)),
            ],
            items.Select(i => (i.Title, i.OwnerId!.Value, i.DueOn!.Value))
        );
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_half_stored()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        var ana = await app.SignIn(Role.Member, "ana");

        using var answer = await ana.Submit(
            Written.Edit,
            Written.Form,
            new()
            {
                [await Written.BoxOf(ana, "Summary")] = "Kept words",
                [await Written.BoxOf(ana, "Root Cause")] = new string('x', 100_001),
                ["Facts[1].Value"] = "half past two",
                ["Items[0].Owner"] = "@nobody",
                ["Items[1].Title"] = "Do it",
                ["Items[1].DueOn"] = "soon",
            }
        );

        var page = await answer.Html();
        Assert.Contains(
            "This has 100,001 characters; 100,000 are the most.",
            page.Words(),
            StringComparison.Ordinal
        );
        Assert.Contains("“half past two” is no time", page.Words(), StringComparison.Ordinal);
        Assert.Contains("“soon” is no date", page.Words(), StringComparison.Ordinal);
        Assert.Contains("What is to be done?", page.Words(), StringComparison.Ordinal);
        Assert.Contains("Kept words", page.Body!.TextContent, StringComparison.Ordinal);
        // A handle nobody has is found out while it is saved; the text goes back with it.
        using var unknown = await ana.Submit(
            Written.Edit,
            Written.Form,
            new()
            {
                [await Written.BoxOf(ana, "Summary")] = "Kept words",
                ["Items[0].Title"] = "Do it",
                ["Items[0].Owner"] = "@nobody",
            }
        );
        Assert.Contains(
            "Nobody here is called @nobody.",
            (await unknown.Html()).Words(),
            StringComparison.Ordinal
        );
        await using var db = app.Read();
        Assert.Empty(await db.PostMortems.ToListAsync());
        Assert.Empty(await db.ActionItems.ToListAsync());
    }

    [Fact]
    public async Task Ten_megabytes_in_one_section_are_refused_at_its_field()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        var ana = await app.SignIn(Role.Member, "ana");

        using var answer = await ana.Submit(
            Written.Edit,
            Written.Form,
            new() { [await Written.BoxOf(ana, "Root Cause")] = new string('x', 10_000_000) }
        );

        Assert.Contains(
            "This has 10,000,000 characters; 100,000 are the most.",
            (await answer.Html()).QuerySelector(".notice.tone-red")!.TextContent,
            StringComparison.Ordinal
        );
        await using var db = app.Read();
        Assert.Empty(await db.PostMortems.ToListAsync());
    }

    [Fact]
    public async Task Two_sections_pasted_into_one_are_noticed_and_moved_apart_with_one_press()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        var ana = await app.SignIn(Role.Member, "ana");
        var box = await Written.BoxOf(ana, "Summary");
        const string Pasted = "It broke.\n\n## Root Cause\nA flag.\n\n## Timeline\n- 06:02 deploy";

        using var asked = await ana.Submit(Written.Edit, Written.Form, new() { [box] = Pasted });
        Assert.Contains(
            "Summary holds other sections.",
            (await asked.Html()).Words(),
            StringComparison.Ordinal
        );

        using var apart = await ana.Submit(
            Written.Edit,
            Written.Form,
            new()
            {
                [box] = Pasted,
                ["Form.Split"] = box[
                    (box.IndexOf('[', StringComparison.Ordinal) + 1)..box.IndexOf(
                        ']',
                        StringComparison.Ordinal
                    )
                ],
                ["PasteZone"] = "UTC",
            }
        );
        Assert.Equal(HttpStatusCode.Redirect, apart.StatusCode);
        var content = (await Written.Stored(app)).Content;
        Assert.Equal(
            ("It broke.", "A flag.", "deploy"),
            (
                content.Body(SectionKind.Summary),
                content.Body(SectionKind.RootCause),
                content.Timeline.Single().Text
            )
        );
    }

    [Fact]
    public async Task Two_who_change_different_rows_save_without_a_question_and_the_second_is_told()
    {
        await using var app = await TestApp.Start();
        await Written.Declare(app);
        await Written.Start(app);
        var ana = await app.SignIn(Role.Member, "ana");
        var lee = await app.SignIn(Role.Member, "lee");
        await Written.Type(lee, Written.Typed("Words of Lee"));
        (
            await ana.Submit(
                Written.Edit,
                Written.Form,
                new()
                {
                    [await Written.BoxOf(ana, "Root Cause")] = "Cause of Ana",
                    ["Timeline[0].Stamp"] = "06:30",
                    ["Timeline[0].Text"] = "line of Ana",
                }
            )
        ).Dispose();

        using var saved = await lee.Submit(Written.Edit, Written.Form);

        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains(
            "Ana Example had saved in between: Root Cause, Timeline have their words, too.",
            (await lee.Page(Written.Page)).Words(),
            StringComparison.Ordinal
        );
        var content = (await Written.Stored(app)).Content;
        Assert.Equal(
            ("Words of Lee", "Cause of Ana"),
            (content.Body(SectionKind.Summary), content.Body(SectionKind.RootCause))
        );
        Assert.Equal(
            "21 06:00 it begins, 21 06:30 line of Ana",
            string.Join(", ", content.Timeline.Select(e => $"{e.At:dd HH:mm} {e.Text}"))
        );
    }
}
