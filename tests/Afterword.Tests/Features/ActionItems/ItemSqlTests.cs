using Afterword.Core.ActionItems;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Server.Data.Access;
using Afterword.Server.Features.ActionItems;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.ActionItems;

public sealed class ItemSqlTests
{
    private static readonly ItemFilter Open = new() { Closed = false, Today = Some.Today };

    public static TheoryData<string> Lists() =>
        [
            "usual",
            "overdue",
            "mine",
            "of a team",
            "of an incident",
            "done",
            "blocked",
            "first priority",
            "nobody's",
            "stalled",
        ];

    private static (ItemFilter, ItemSort) Of(string list) =>
        list switch
        {
            "overdue" => (Open with { Overdue = true }, ItemSort.Urgency),
            "mine" => (Open with { Owners = new OwnerSet([1], []) }, ItemSort.Urgency),
            "of a team" => (Open with { Owners = new OwnerSet([], [1]) }, ItemSort.Due),
            "of an incident" => (Open with { Incident = 1 }, ItemSort.Urgency),
            "done" => (Open with { Closed = null, Status = ActionItemStatus.Done }, ItemSort.Due),
            "blocked" => (Open with { Status = ActionItemStatus.Blocked }, ItemSort.Urgency),
            "first priority" => (Open with { Priority = Priority.P1 }, ItemSort.Priority),
            "nobody's" => (Open with { Owners = OwnerSet.Unowned }, ItemSort.Urgency),
            "stalled" => (Open with { Stalled = true, Now = Some.Now }, ItemSort.Activity),
            _ => (Open, ItemSort.Urgency),
        };

    [Theory, MemberData(nameof(Lists))]
    public async Task No_list_reads_a_whole_table_or_sorts_without_an_index(string list)
    {
        await using var test = await TestDatabase.Open("sqlite");
        var (filter, sort) = Of(list);
        foreach (var group in ItemPages.Groups(filter, sort))
        {
            var place = new ItemPlace(sort, 7, group.Closed, group.Priority, Some.Today, Some.Now);
            foreach (var from in new[] { null, place })
            {
                var sql = new ItemSql(sqlite: true);
                var viewer = new Viewer(3, Role.Member);
                var text = sql.Page(ItemColumns.OfRow, filter, sort, group, from, 51, viewer);

                var plan = await test.Database.Plain.Rows(
                    $"EXPLAIN QUERY PLAN {text}",
                    sql.Parameters,
                    row => row.Text(3),
                    TestContext.Current.CancellationToken
                );

                Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE"));
                Assert.DoesNotContain(
                    plan,
                    step => step.StartsWith("SCAN", StringComparison.Ordinal) && !IsBounded(step)
                );
            }
        }
    }

    /// <summary>A walk along an index in its order, the 51 rows of the page themselves, or the words in one row's list.</summary>
    private static bool IsBounded(string step) =>
        step is "SCAN a" || step.Contains("USING INDEX") || step.Contains("json_each");

    [Fact]
    public async Task The_plan_is_read_rightly_a_sort_is_found_where_there_is_one()
    {
        await using var test = await TestDatabase.Open("sqlite");

        var plan = await test.Database.Plain.Rows(
            "EXPLAIN QUERY PLAN SELECT number FROM action_items ORDER BY title",
            [],
            row => row.Text(3),
            TestContext.Current.CancellationToken
        );

        Assert.Contains(plan, step => step.Contains("TEMP B-TREE"));
        Assert.Contains(plan, step => !IsBounded(step));
    }
}
