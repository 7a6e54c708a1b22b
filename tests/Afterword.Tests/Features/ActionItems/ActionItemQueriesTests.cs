using Afterword.Core.ActionItems;
using Afterword.Core.PostMortems;
using Afterword.Server.Api;
using Afterword.Server.Features.ActionItems;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.ActionItems;

public sealed class ActionItemQueriesTests
{
    private static DateOnly Day(int offset) => Some.Today.AddDays(offset);

    [Theory, ClassData(typeof(Databases))]
    public async Task The_latest_comes_first_then_by_due_date_then_those_without_one(
        string provider
    )
    {
        await using var world = await ItemWorld.Open(provider);
        var none = await world.Add();
        var soon = await world.Add(Some.ItemDetails(dueOn: Day(3)));
        var late = await world.Add(Some.ItemDetails(dueOn: Day(-5)));
        var soonToo = await world.Add(Some.ItemDetails(dueOn: Day(3)));

        Assert.Equal([late, soon, soonToo, none], await world.Walk(new ItemFilter()));
        Assert.Equal([late, soon, soonToo, none], await world.Walk(new ItemFilter(), limit: 1));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task By_urgency_closed_items_come_last_and_by_due_date_where_their_date_puts_them(
        string provider
    )
    {
        await using var world = await ItemWorld.Open(provider);
        var done = await world.Add(
            Some.ItemDetails(dueOn: Day(-30)),
            then: item => item.Complete(Some.Alice(), "PR 7")
        );
        var open = await world.Add(Some.ItemDetails(dueOn: Day(2)));

        Assert.Equal([open, done], await world.Walk(new ItemFilter(), ItemSort.Urgency, 1));
        Assert.Equal([done, open], await world.Walk(new ItemFilter(), ItemSort.Due, 1));
        Assert.Equal([open], await world.Walk(new ItemFilter { Closed = false }));
        Assert.Equal([done], await world.Walk(new ItemFilter { Closed = true }));
        Assert.Equal([done], await world.Walk(new ItemFilter { Status = ActionItemStatus.Done }));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Each_filter_leaves_what_it_says(string provider)
    {
        await using var world = await ItemWorld.Open(provider);
        var late = await world.Add(Some.ItemDetails("Rotate keys", Day(-1), ItemWorld.Alice));
        var tagged = await world.Add(
            Some.ItemDetails("Alert at 100 % disk_full", Day(0), ItemWorld.Bob) with
            {
                Priority = Priority.P1,
                Category = LearningCategory.Detection,
                Tags = ["dns"],
            }
        );
        var ofTeam = await world.Add(
            Some.ItemDetails("Write run-book") with
            {
                OwnerTeamId = ItemWorld.Payments,
                Priority = null,
            },
            at: Some.Now.AddDays(-6)
        );
        var unowned = await world.Add(
            Some.ItemDetails("Buy a spare", Day(60)) with
            {
                OwnerText = "the team",
            },
            at: Some.Now.AddDays(-6)
        );

        async Task Gives(ItemFilter filter, params int[] expected) =>
            Assert.Equal(expected, await world.Walk(filter));

        await Gives(new ItemFilter { Overdue = true }, late);
        await Gives(new ItemFilter { DueBy = Day(0) }, late, tagged);
        await Gives(new ItemFilter { Stalled = true }, ofTeam);
        await Gives(new ItemFilter { Priority = Priority.P1 }, tagged);
        await Gives(new ItemFilter { Category = LearningCategory.Detection }, tagged);
        await Gives(new ItemFilter { Tag = "dns" }, tagged);
        await Gives(new ItemFilter { Incident = 2 });
        await Gives(new ItemFilter { Owners = new OwnerSet([ItemWorld.Alice], []) }, late);
        await Gives(new ItemFilter { Owners = new OwnerSet([], [ItemWorld.Payments]) }, ofTeam);
        await Gives(
            new ItemFilter { Owners = new OwnerSet([ItemWorld.Bob], [ItemWorld.Payments]) },
            tagged,
            ofTeam
        );
        await Gives(new ItemFilter { Owners = OwnerSet.Unowned }, unowned);
        await Gives(new ItemFilter { Text = "ROTATE" }, late);
        await Gives(new ItemFilter { Text = "100 %" }, tagged);
        await Gives(new ItemFilter { Text = "k_f" }, tagged);
        await Gives(new ItemFilter { Text = "k%f" });
        await Gives(new ItemFilter { Text = "OUT-1", Number = late }, late);
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task By_priority_unknown_comes_last_and_by_activity_the_longest_silent_first(
        string provider
    )
    {
        await using var world = await ItemWorld.Open(provider);
        var unknown = await world.Add(Some.ItemDetails() with { Priority = null });
        var third = await world.Add(
            Some.ItemDetails() with
            {
                Priority = Priority.P3,
            },
            at: Some.Now.AddDays(-2)
        );
        var first = await world.Add(
            Some.ItemDetails() with
            {
                Priority = Priority.P1,
            },
            at: Some.Now.AddDays(-1)
        );

        Assert.Equal(
            [first, third, unknown],
            await world.Walk(new ItemFilter(), ItemSort.Priority, 1)
        );
        Assert.Equal(
            [third, first, unknown],
            await world.Walk(new ItemFilter(), ItemSort.Activity, 1)
        );
        Assert.Equal(
            [first, third, unknown],
            await world.Walk(new ItemFilter(), ItemSort.Newest, 2)
        );
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Walking_the_pages_gives_every_row_once_while_others_write(string provider)
    {
        await using var world = await ItemWorld.Open(provider);
        var dice = new Random(20261121);
        for (var i = 0; i < 60; i++)
        {
            await AddAny(world, dice);
        }
        foreach (var sort in Enum.GetValues<ItemSort>())
        {
            var before = await world.Walk(new ItemFilter(), sort, 200);

            var walked = await world.Walk(
                new ItemFilter(),
                sort,
                limit: 7,
                between: () => AddAny(world, dice)
            );

            Assert.Equal(walked.Distinct(), walked);
            Assert.Equal(before, walked.Where(before.Contains));
            Assert.Equal(
                walked,
                (await world.Walk(new ItemFilter(), sort, 200)).Where(walked.Contains)
            );
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task Items_of_a_restricted_incident_are_not_there_for_others(string provider)
    {
        await using var world = await ItemWorld.Open(provider);
        var open = await world.Add();
        var secret = await world.Add(
            incident: await world.AddRestricted(ItemWorld.Alice),
            parent: open
        );

        await using var db = world.Read();

        Assert.Equal([open], await world.Walk(new ItemFilter(), viewer: ItemWorld.BobSees));
        Assert.Equal([open, secret], await world.Walk(new ItemFilter()));
        Assert.Null(await ActionItemQueries.Find(db, secret, ItemWorld.BobSees, default));
        Assert.NotNull(await ActionItemQueries.Find(db, secret, ItemWorld.AliceSees, default));
        Assert.Empty(await ActionItemQueries.FollowUps(db, open, ItemWorld.BobSees, default));
        Assert.Single(await ActionItemQueries.FollowUps(db, open, ItemWorld.AliceSees, default));
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_status_leaves_the_same_items_in_every_order(string provider)
    {
        await using var world = await ItemWorld.Open(provider);
        await world.Add();
        var begun = await world.Add(then: item => item.Start(Some.Alice()));
        var done = await world.Add(then: item => item.Complete(Some.Alice(), "PR 7"));
        foreach (var sort in Enum.GetValues<ItemSort>())
        {
            Assert.Equal(
                [begun],
                await world.Walk(new ItemFilter { Status = ActionItemStatus.InProgress }, sort)
            );
            Assert.Equal(
                [done],
                await world.Walk(new ItemFilter { Status = ActionItemStatus.Done }, sort)
            );
            Assert.Equal([done], await world.Walk(new ItemFilter { Closed = true }, sort));
        }
    }

    [Theory, ClassData(typeof(Databases))]
    public async Task A_cursor_of_another_order_is_refused(string provider)
    {
        await using var world = await ItemWorld.Open(provider);
        await world.Add();
        await world.Add();
        await using var db = world.Read();
        var page = await ActionItemQueries.Rows(
            db,
            new ItemFilter(),
            ItemSort.Due,
            new PageQuery { Limit = 1 },
            ItemWorld.AliceSees,
            default
        );

        await Assert.ThrowsAsync<Core.RuleException>(() =>
            ActionItemQueries.Rows(
                db,
                new ItemFilter(),
                ItemSort.Newest,
                new PageQuery { Limit = 1, Cursor = page.Next },
                ItemWorld.AliceSees,
                default
            )
        );
    }

    private static Task<int> AddAny(ItemWorld world, Random dice) =>
        world.Add(
            Some.ItemDetails(dueOn: dice.Next(4) == 0 ? null : Day(dice.Next(-5, 5))) with
            {
                Priority = dice.Next(5) == 0 ? null : (Priority)dice.Next(4),
            },
            at: Some.Now.AddHours(-dice.Next(5)),
            then: item =>
            {
                if (dice.Next(3) == 0)
                {
                    item.Complete(Some.Alice(Some.Now.AddHours(-1)), "PR 7");
                }
            }
        );
}
