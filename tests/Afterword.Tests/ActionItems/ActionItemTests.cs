using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Tests.Support;

namespace Afterword.Tests.ActionItems;

public sealed class ActionItemTests
{
    private static readonly By Later = Some.Alice(Some.Now.AddHours(2));
    private static readonly DateOnly Due = Some.Today.AddDays(9);

    [Fact]
    public void Written_down_it_has_not_begun_and_its_event_tells_owner_date_and_priority()
    {
        var item = ActionItem.Add(
            7,
            1,
            Some.ItemDetails(dueOn: Due, owner: 3),
            Some.Alice(),
            owners: Names
        );

        Assert.Equal(
            (ActionItemStatus.NotStarted, Due, Due, Some.Now),
            (item.Status, item.DueOn, item.OriginalDueOn, item.LastActivityAt)
        );
        var added = Assert.Single(item.NewEvents);
        Assert.Equal(
            [
                new FieldChange("owner", null, "@lee"),
                new FieldChange("dueOn", null, "2026-11-30"),
                new FieldChange("priority", null, "p2"),
            ],
            added.Facts.Changes
        );
    }

    [Fact]
    public void Moving_the_date_keeps_the_first_one_counts_the_slip_and_asks_why()
    {
        var item = Some.Item(details: Some.ItemDetails(dueOn: Due));

        Assert.Equal(
            "reason",
            Assert.Throws<RuleException>(() => item.MoveDueDate(Due.AddDays(7), " ", Later)).Field
        );
        item.MoveDueDate(Due.AddDays(7), "The vendor is late", Later);
        item.MoveDueDate(Due.AddDays(3), "The vendor hurried", Later);

        Assert.Equal(
            (Due.AddDays(3), Due, 1, Later.At),
            (item.DueOn, item.OriginalDueOn, item.Slips, item.LastActivityAt)
        );
        Assert.Equal("The vendor hurried", item.NewEvents[^1].Facts.Reason);
    }

    [Fact]
    public void A_first_date_needs_no_reason_and_replaces_the_words_that_stood_for_it()
    {
        var item = Some.Item(details: Some.ItemDetails() with { DueText = "next sprint" });

        item.MoveDueDate(Due, "", Later);

        Assert.Equal((Due, Due, "", 0), (item.DueOn, item.OriginalDueOn, item.DueText, item.Slips));
    }

    [Fact]
    public void An_edit_cannot_move_a_date_that_was_set_and_leaves_nothing_half_done()
    {
        var item = Some.Item(details: Some.ItemDetails(dueOn: Due));

        var refused = Assert.Throws<RuleException>(() =>
            item.Edit(Some.ItemDetails("Something else", Due.AddDays(1)), Later)
        );

        Assert.Equal("dueOn", refused.Field);
        Assert.Equal(Some.ItemDetails().Title, item.Title);
        Assert.Single(item.NewEvents);
    }

    [Fact]
    public void An_edit_that_changes_nothing_tells_nothing()
    {
        var item = Some.Item(details: Some.ItemDetails(dueOn: Due));

        item.Edit(Some.ItemDetails(dueOn: Due), Later);

        Assert.Single(item.NewEvents);
        Assert.Equal(Some.Now, item.LastActivityAt);
    }

    [Fact]
    public void Closing_asks_what_was_done_and_a_closed_item_takes_no_more_deeds_until_it_is_reopened()
    {
        var item = Some.Item(details: Some.ItemDetails(dueOn: Due));

        Assert.Equal(
            "evidence",
            Assert.Throws<RuleException>(() => item.Complete(Later, " ")).Field
        );
        item.Complete(Later, "PR 7, quiet since");
        Assert.Throws<RuleException>(() => item.Start(Later));
        Assert.Throws<RuleException>(() => item.MoveDueDate(Due.AddDays(1), "late", Later));
        Assert.Throws<RuleException>(() => item.Reassign(1, null, "", Later));
        Assert.Throws<RuleException>(() => item.Reopen("", Later));
        item.Reopen("It came back", Later);

        Assert.Equal(
            (ActionItemStatus.InProgress, 1, null as DateTimeOffset?),
            (item.Status, item.Reopenings, item.DoneAt)
        );
        Assert.Throws<RuleException>(() => item.Reopen("Again", Later));
    }

    [Fact]
    public void Blocked_and_cancelled_say_why()
    {
        var item = Some.Item();

        Assert.Throws<RuleException>(() => item.Block("", Later));
        item.Block("No access; ops must grant it", Later);
        item.Start(Later);
        Assert.Throws<RuleException>(() => item.Cancel("", Later));
        item.Cancel("The service is gone", Later);

        Assert.Equal(
            [
                EventKind.ItemAdded,
                EventKind.ItemBlocked,
                EventKind.ItemUnblocked,
                EventKind.ItemCancelled,
            ],
            item.NewEvents.Select(e => e.Kind)
        );
        Assert.Equal("The service is gone", item.StatusReason);
    }

    [Fact]
    public void Reassigning_names_both_owners_and_forgets_the_documents_words()
    {
        var item = Some.Item(details: Some.ItemDetails() with { OwnerText = "the ops team" });

        item.Reassign(3, null, "", Later, Names);
        item.Reassign(null, 2, "They run it", Later, Names);

        Assert.Equal((null as int?, 2, ""), (item.OwnerId, item.OwnerTeamId, item.OwnerText));
        Assert.Equal(
            new FieldChange("owner", "@lee", "@payments"),
            Assert.Single(item.NewEvents[^1].Facts.Changes)
        );
        Assert.Throws<RuleException>(() => item.Reassign(3, 2, "", Later));
    }

    [Fact]
    public void A_door_that_knows_no_handles_leaves_a_mark_that_resolves()
    {
        var item = Some.Item(details: Some.ItemDetails(owner: 3));
        var words = item.NewEvents[0].Facts.Changes[0].To;

        Assert.Equal("@lee", Names.Resolve(words));
        Assert.Equal(3, OwnerWords.MarkedPerson(words));
        Assert.Equal("plain words", Names.Resolve("plain words"));
    }

    [Fact]
    public void A_title_is_one_line_of_at_most_a_thousand_characters()
    {
        Assert.Equal(
            "Rotate all keys",
            Some.Item(details: Some.ItemDetails(" Rotate\n all\tkeys ")).Title
        );
        foreach (var wrong in new[] { "", " \n ", new string('x', 1_001), "zero \0 in it" })
        {
            var refused = Assert.Throws<RuleException>(() =>
                Some.Item(details: Some.ItemDetails(wrong))
            );
            Assert.Equal("title", refused.Field);
        }
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("//example.test")]
    [InlineData("ftp://example.test")]
    public void A_link_is_http_or_https(string url)
    {
        var refused = Assert.Throws<RuleException>(() =>
            Some.Item(details: Some.ItemDetails() with { Links = [new Link("", url)] })
        );

        Assert.Equal("links", refused.Field);
    }

    private static OwnerWords Names =>
        new(
            new Dictionary<int, string> { [3] = "lee" },
            new Dictionary<int, string> { [2] = "payments" }
        );
}
