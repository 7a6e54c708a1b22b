using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.PostMortems;
using Afterword.Server.Features.PostMortems.Import;
using Afterword.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Tests.Features.Import;

public sealed class ImportTests
{
    private const string Story = """
        # Checkout refused cards

        **Date**: 2025-03-04
        **Severity**: SEV2

        ## Summary

        A certificate ran out and card payments failed until it was replaced.

        ## Timeline

        - 2025-03-04 09:02 UTC: the certificate runs out
        - 2025-03-04 09:56 UTC: the new certificate is live

        ## Vendor notes

        The vendor sent a postcard.

        ## Action Items

        - [ ] Alert 30 days before any certificate ends (owner: @lee, due 2025-04-01)
        - [x] Put hand-made certificates into the inventory
        - [ ] Rotate the edge proxy keys every quarter

        """;

    [Theory, ClassData(typeof(Databases))]
    public async Task A_document_becomes_an_incident_with_its_post_mortem_and_items(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        var lee = await AddPerson(test, "lee");

        var imported = Assert.Single(await Import(test, Story));

        Assert.Equal(("INC-1", true), (imported.Incident, imported.Created));
        Assert.Equal(["OUT-1", "OUT-2", "OUT-3"], imported.Items);
        Assert.Contains("Vendor notes", imported.KeptAsText);
        await using var db = test.Read();
        var incident = await db.Incidents.SingleAsync();
        Assert.Equal(
            ("Checkout refused cards", Severity.Sev2, true, IncidentStatus.Resolved),
            (incident.Title, incident.Severity, incident.Imported, incident.Status)
        );
        var items = await db.ActionItems.OrderBy(a => a.Number).ToListAsync();
        Assert.Equal((lee, new DateOnly(2025, 4, 1)), (items[0].OwnerId, items[0].DueOn));
        Assert.Equal(
            [ActionItemStatus.NotStarted, ActionItemStatus.Done, ActionItemStatus.NotStarted],
            items.Select(i => i.Status)
        );
        Assert.All(items, item => Assert.Null(item.Priority));
        Assert.All(
            await db.Events.ToListAsync(),
            happened => Assert.Equal(Door.Import, happened.Door)
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Nothing_is_owed_for_an_imported_incident_until_somebody_follows_it(
        string provider
    )
    {
        await using var test = await TestDatabase.Open(provider);
        await Import(test, Story);

        await using (var db = test.Read())
        {
            var incident = await db.Incidents.SingleAsync();
            Assert.Equal((null, null), (incident.FollowedAt, incident.NextDueAt));
        }
        await Import(test, Story, follow: true);

        await using (var db = test.Read())
        {
            Assert.Equal(test.Store.Now, (await db.Incidents.SingleAsync()).FollowedAt);
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task The_same_document_again_changes_nothing(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Import(test, Story);
        var events = await Events(test);

        var again = Assert.Single(await Import(test, Story.ReplaceLineEndings("\r\n")));

        Assert.Equal(("INC-1", false, false), (again.Incident, again.Created, again.Changed));
        Assert.Equal(["OUT-1", "OUT-2", "OUT-3"], again.Items);
        Assert.Equal(events, await Events(test));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_changed_document_changes_what_it_changed_and_the_history_tells(
        string provider
    )
    {
        await using var test = await TestDatabase.Open(provider);
        await Import(test, Story);
        var changed = Story
            .Replace(
                "The vendor sent a postcard.",
                "The vendor sent two postcards.",
                StringComparison.Ordinal
            )
            .Replace("due 2025-04-01", "due 2025-05-01", StringComparison.Ordinal)
            .Replace("- [ ] Rotate", "- [x] Rotate", StringComparison.Ordinal);

        var imported = Assert.Single(await Import(test, changed));

        Assert.Equal((false, true), (imported.Created, imported.Changed));
        Assert.Equal(["OUT-1", "OUT-2", "OUT-3"], imported.Items);
        await using var db = test.Read();
        Assert.Equal(
            "The vendor sent two postcards.",
            (await db.PostMortems.SingleAsync())
                .Content.Sections.Single(s => s.Heading == "Vendor notes")
                .Markdown.Trim()
        );
        var items = await db.ActionItems.OrderBy(a => a.Number).ToListAsync();
        Assert.Equal(
            (new DateOnly(2025, 5, 1), new DateOnly(2025, 4, 1)),
            (items[0].DueOn, items[0].OriginalDueOn)
        );
        Assert.Equal(ActionItemStatus.Done, items[2].Status);
        var kinds = await db.Events.OrderBy(e => e.Id).Select(e => e.Kind).ToListAsync();
        Assert.Contains(EventKind.ItemDueDateChanged, kinds);
        Assert.Contains(EventKind.ItemCompleted, kinds);
        Assert.Contains(EventKind.PostMortemChanged, kinds);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task What_somebody_edited_here_stays_and_the_report_says_so(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Import(test, Story);
        await test.Store.Write(async db =>
        {
            var incident = await db.Incidents.AsTracking().SingleAsync();
            incident.Edit(
                new IncidentDetails
                {
                    Title = "Cards were refused in Europe",
                    Severity = incident.Severity,
                    StatedOn = incident.StatedOn,
                    StartedAt = incident.StartedAt,
                    ResolvedAt = incident.ResolvedAt,
                },
                Some.Alice(test.Store.Now)
            );
            var item = await db.ActionItems.AsTracking().SingleAsync(a => a.Number == 3);
            item.Complete(Some.Alice(test.Store.Now), "PR #12");
        });
        var changed = Story
            .Replace(
                "# Checkout refused cards",
                "# Checkout refused credit cards",
                StringComparison.Ordinal
            )
            .Replace("A certificate ran out", "One certificate ran out", StringComparison.Ordinal)
            .Replace(
                "- [ ] Rotate the edge proxy keys every quarter",
                "- [ ] Rotate the edge proxy keys every month",
                StringComparison.Ordinal
            );

        var imported = Assert.Single(await Import(test, changed));

        Assert.Contains(
            imported.Report,
            r =>
                r.Message.StartsWith(
                    "The title was edited here and stays",
                    StringComparison.Ordinal
                )
        );
        await using var read = test.Read();
        Assert.Equal("Cards were refused in Europe", (await read.Incidents.SingleAsync()).Title);
        Assert.StartsWith(
            "One certificate",
            (await read.PostMortems.SingleAsync()).Content.Body(SectionKind.Summary),
            StringComparison.Ordinal
        );
        var rotated = await read.ActionItems.SingleAsync(a => a.Number == 3);
        Assert.Equal(
            ("Rotate the edge proxy keys every month", ActionItemStatus.Done),
            (rotated.Title, rotated.Status)
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task An_item_that_left_the_document_stays_and_is_reported_and_a_new_one_is_added(
        string provider
    )
    {
        await using var test = await TestDatabase.Open(provider);
        await Import(test, Story);
        var changed = Story.Replace(
            "- [x] Put hand-made certificates into the inventory\n",
            "- [ ] Buy a second certificate authority\n- [ ] Ask the vendor for reminders\n",
            StringComparison.Ordinal
        );

        var imported = Assert.Single(await Import(test, changed));

        Assert.Equal(["OUT-1", "OUT-4", "OUT-5", "OUT-3"], imported.Items);
        Assert.Contains(
            imported.Report,
            r => r.Message.StartsWith("OUT-2", StringComparison.Ordinal)
        );
        await using var db = test.Read();
        Assert.Equal(5, await db.ActionItems.CountAsync());
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Our_own_export_edited_and_imported_changes_the_incident_it_came_from(
        string provider
    )
    {
        await using var test = await TestDatabase.Open(provider);
        await Import(test, Story);
        var exported = await Export(test, 1);

        var imported = Assert.Single(
            await Import(
                test,
                exported
                    .Replace("second", "second", StringComparison.Ordinal)
                    .Replace("hand-made", "manual", StringComparison.Ordinal),
                "other-name.md"
            )
        );

        Assert.Equal(("INC-1", false), (imported.Incident, imported.Created));
        await using var db = test.Read();
        Assert.Equal((1, 3), (await db.Incidents.CountAsync(), await db.ActionItems.CountAsync()));
        Assert.Contains(
            "manual",
            (await db.ActionItems.SingleAsync(a => a.Number == 2)).Title,
            StringComparison.Ordinal
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Our_own_export_imported_as_it_is_changes_nothing(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Import(test, Story);
        var exported = await Export(test, 1);
        var events = await Events(test);

        await Import(test, exported, "");

        Assert.Equal(exported, await Export(test, 1));
        Assert.Equal(events, await Events(test));
    }

    [Fact]
    public async Task An_export_that_is_older_than_an_edit_does_not_take_the_edit_back()
    {
        await using var test = await TestDatabase.Open("sqlite");
        await Import(test, Story);
        var old = await Export(test, 1);
        await test.Store.Write(async db =>
        {
            var incident = await db.Incidents.AsTracking().SingleAsync();
            incident.Edit(
                new IncidentDetails
                {
                    Title = "Cards were refused in Europe",
                    Severity = incident.Severity,
                    StatedOn = incident.StatedOn,
                    StartedAt = incident.StartedAt,
                    ResolvedAt = incident.ResolvedAt,
                },
                Some.Alice(test.Store.Now)
            );
            var item = await db.ActionItems.AsTracking().SingleAsync(a => a.Number == 3);
            item.Complete(Some.Alice(test.Store.Now), "PR #12");
        });

        var imported = Assert.Single(
            await Import(test, old.Replace("hand-made", "manual", StringComparison.Ordinal), "")
        );

        foreach (
            var told in new[]
            {
                "The title was changed here after this document was exported and stays",
                "The status of OUT-3 was changed here after this document was exported and stays",
                "The title of OUT-2 is taken from the document",
            }
        )
            Assert.Contains(
                imported.Report,
                r => r.Message.StartsWith(told, StringComparison.Ordinal)
            );
        await using var db = test.Read();
        Assert.Equal("Cards were refused in Europe", (await db.Incidents.SingleAsync()).Title);
        Assert.Equal(
            ActionItemStatus.Done,
            (await db.ActionItems.SingleAsync(a => a.Number == 3)).Status
        );
        Assert.Contains(
            "manual",
            (await db.ActionItems.SingleAsync(a => a.Number == 2)).Title,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("Not started", ActionItemStatus.NotStarted)]
    [InlineData("not yet started", ActionItemStatus.NotStarted)]
    [InlineData("Started", ActionItemStatus.InProgress)]
    [InlineData("In progress", ActionItemStatus.InProgress)]
    public async Task A_status_means_what_it_says(string words, ActionItemStatus status)
    {
        await using var test = await TestDatabase.Open("sqlite");

        await Import(
            test,
            $"# Queue filled up\n\n## Summary\n\nIt did.\n\n## Action Items\n\n| Action | Status |\n|---|---|\n| Cap the queue | {words} |\n"
        );

        await using var db = test.Read();
        Assert.Equal(status, (await db.ActionItems.SingleAsync()).Status);
    }

    [Fact]
    public async Task A_title_that_begins_as_ours_do_gets_that_beginning_once()
    {
        await using var test = await TestDatabase.Open("sqlite");

        await Import(
            test,
            Story.Replace("# Checkout", "# Post-Mortem: Checkout", StringComparison.Ordinal)
        );

        await using var db = test.Read();
        Assert.Equal("Checkout refused cards", (await db.Incidents.SingleAsync()).Title);
        Assert.Contains(
            "\n# Post-Mortem: Checkout refused cards\n",
            await Export(test, 1),
            StringComparison.Ordinal
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_document_of_an_incident_one_may_not_see_is_refused(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        var (alice, bob) = (await AddPerson(test, "alice"), await AddPerson(test, "bob"));
        var secret = "---\nkey: PM-9\nvisibility: restricted\n---\n" + Story;
        await Import(test, secret, person: alice);
        var events = await Events(test);

        await Assert.ThrowsAsync<ImportHiddenException>(() =>
            Import(test, secret.Replace("SEV2", "SEV1", StringComparison.Ordinal), person: bob)
        );

        Assert.Equal(events, await Events(test));
        await using var db = test.Read();
        Assert.True((await db.Incidents.SingleAsync()).Restricted);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Another_document_under_a_known_name_overwrites_nothing(string provider)
    {
        await using var test = await TestDatabase.Open(provider);
        await Import(test, Story, "postmortem.md");
        const string Other =
            "# DNS was gone\n\n**Date**: 2024-01-01\n\n## Summary\n\nThe zone file was empty.\n\n## Action Items\n\n- Check the zone file before it is loaded\n";

        var refused = await Assert.ThrowsAsync<Core.RuleException>(() =>
            Import(test, Other, "postmortem.md")
        );

        Assert.Contains("INC-1", refused.Message, StringComparison.Ordinal);
        await using var db = test.Read();
        Assert.Equal("Checkout refused cards", (await db.Incidents.SingleAsync()).Title);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_dry_run_says_what_would_change_and_keeps_nothing(string provider)
    {
        await using var test = await TestDatabase.Open(provider);

        var tried = Assert.Single(await Import(test, Story, dryRun: true));

        Assert.Equal((null, true), (tried.Incident, tried.Created));
        Assert.Equal(0, await Events(test));
        Assert.Equal("INC-1", Assert.Single(await Import(test, Story)).Incident);
        var again = Assert.Single(
            await Import(
                test,
                Story.Replace("SEV2", "SEV1", StringComparison.Ordinal),
                dryRun: true
            )
        );
        Assert.Equal(("INC-1", true), (again.Incident, again.Changed));
        await using var db = test.Read();
        Assert.Equal(Severity.Sev2, (await db.Incidents.SingleAsync()).Severity);
    }

    [Fact]
    public async Task Words_that_no_field_can_hold_stay_in_the_item()
    {
        await using var test = await TestDatabase.Open("sqlite");
        const string Table = """
            # Queue filled up

            ## Summary

            The queue was full.

            ## Action Items

            | Action | Owner | Due | Status | Priority |
            |---|---|---|---|---|
            | Cap the queue | Team Falcon | Next sprint | Assigned | High |
            | Page on depth | @nobody | 2025-01-31 | Cancelled by vote | P2 |

            """;

        await Import(test, Table);

        await using var db = test.Read();
        var items = await db.ActionItems.OrderBy(a => a.Number).ToListAsync();
        Assert.Equal(
            ("Team Falcon", "Next sprint", null),
            (items[0].OwnerText, items[0].DueText, items[0].Priority)
        );
        Assert.Contains(
            "priority High; status Assigned",
            items[0].Description,
            StringComparison.Ordinal
        );
        Assert.Equal(
            (ActionItemStatus.Cancelled, Priority.P2),
            (items[1].Status, items[1].Priority)
        );
        var exported = await Export(test, 1);
        foreach (var word in (string[])["Falcon", "sprint", "Assigned", "High", "vote"])
        {
            Assert.Contains(word, exported, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Just a shopping list: milk, bread.")]
    [InlineData("# My project\n\n## Installation\n\nRun it.\n")]
    public async Task A_text_that_is_no_post_mortem_is_refused_with_the_way_out(string text)
    {
        await using var test = await TestDatabase.Open("sqlite");

        var refused = await Assert.ThrowsAsync<Core.RuleException>(() => Import(test, text));

        Assert.Contains(
            "does not look like a post-mortem",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    internal static Task<IReadOnlyList<ImportedIncident>> Import(
        TestDatabase test,
        string text,
        string source = "story.md",
        bool follow = false,
        bool dryRun = false,
        int? person = null
    ) =>
        new Importer(test.Store).Run(
            new ImportRequest(
                text,
                source,
                follow,
                dryRun,
                new Viewer(person, Role.Member),
                new By(person, Door.Import, test.Store.Now)
            )
        );

    internal static async Task<string> Export(TestDatabase test, int number)
    {
        await using var db = test.Read();
        var incident = await db.Incidents.SingleAsync(i => i.Number == number);
        return PostMortemWriter.Write(
            await PostMortemQueries.Document(db, incident, Viewer.System)
        );
    }

    internal static async Task<int> Events(TestDatabase test)
    {
        await using var db = test.Read();
        return await db.Events.CountAsync();
    }

    private static Task<int> AddPerson(TestDatabase test, string handle) =>
        test.Store.Write(async db =>
        {
            var person = Person.Add(
                await db.NextPerson(),
                Some.PersonDetails(handle),
                By.Product(test.Store.Now, Door.Import)
            );
            db.People.Add(person);
            return person.Id;
        });
}
