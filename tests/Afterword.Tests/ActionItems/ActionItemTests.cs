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
    public void Blocked_keeps_its_five_answers_and_work_that_goes_on_has_no_reason()
    {
        var item = Some.Item();
        var answers = new BlockerAnswers
        {
            Impact = "The rotation cannot run",
            Urgency = "Keys expire on 2026-12-10",
            Need = "Grant access to the vault",
            Tried = ["asked ops - no answer yet", " "],
            HelperId = 4,
        };

        Assert.Equal(
            "need",
            Assert.Throws<RuleException>(() => item.Block(answers with { Need = " " }, Later)).Field
        );
        item.Block(answers, Later);

        Assert.Equal(
            "The rotation cannot run. Needed: Grant access to the vault.",
            item.StatusReason
        );
        Assert.Equal(["asked ops - no answer yet"], item.Blocker!.Tried);
        item.Start(Later);
        Assert.Equal("", item.StatusReason);
        item.Block("Waits for the vendor", Later);
        Assert.Null(item.Blocker);
    }

    [Fact]
    public void Only_work_in_progress_is_ready_for_review_and_reviewers_are_named()
    {
        var item = Some.Item();
        var request = new ReviewRequest
        {
            PullRequest = "#7",
            Summary = "Rotates the keys",
            Testing = "In staging",
            ReviewerIds = [3, 3],
        };

        Assert.Equal(
            "status",
            Assert.Throws<RuleException>(() => item.AskForReview(request, Later, ["ana"])).Field
        );
        item.Start(Later);
        Assert.Equal(
            "reviewers",
            Assert
                .Throws<RuleException>(() =>
                    item.AskForReview(request with { ReviewerIds = [] }, Later, [])
                )
                .Field
        );
        item.AskForReview(request, Later, ["ana"]);

        Assert.Equal([3], item.Review!.ReviewerIds);
        Assert.Equal(ActionItemStatus.InProgress, item.Status);
        Assert.Contains(
            new FieldChange("reviewers", null, "@ana"),
            item.NewEvents[^1].Facts.Changes
        );
    }

    [Fact]
    public void A_snooze_is_short_has_a_reason_and_ends_with_the_item()
    {
        var item = Some.Item(details: Some.ItemDetails(dueOn: Due));

        foreach (var day in new[] { Some.Today, Some.Today.AddDays(31) })
        {
            Assert.Equal(
                "until",
                Assert
                    .Throws<RuleException>(() => item.Snooze(day, Some.Today, "later", Later))
                    .Field
            );
        }
        Assert.Equal(
            "reason",
            Assert
                .Throws<RuleException>(() =>
                    item.Snooze(Some.Today.AddDays(3), Some.Today, "", Later)
                )
                .Field
        );
        item.Snooze(Some.Today.AddDays(3), Some.Today, "The vendor is away", Later);
        Assert.Equal(Some.Today.AddDays(3), item.SnoozedUntil);

        item.Complete(Later, "PR 7");
        Assert.Null(item.SnoozedUntil);
    }

    [Fact]
    public void A_new_date_may_be_a_range_but_not_before_the_item_was_written_down()
    {
        var item = Some.Item(details: Some.ItemDetails(dueOn: Due));

        Assert.Equal(
            "dueOn",
            Assert
                .Throws<RuleException>(() =>
                    item.MoveDueDate(Some.Today.AddDays(-30), "typo", Later)
                )
                .Field
        );
        Assert.Equal(
            "dueFrom",
            Assert
                .Throws<RuleException>(() =>
                    item.MoveDueDate(Due.AddDays(2), "late", Later, Due.AddDays(3))
                )
                .Field
        );
        item.MoveDueDate(Due.AddDays(7), "The vendor is late", Later, Due.AddDays(2));

        Assert.Equal((Due.AddDays(2), Due.AddDays(7), 1), (item.DueFrom, item.DueOn, item.Slips));
    }

    [Theory]
    [InlineData("Improve monitoring", true)]
    [InlineData("Alert when auth failures exceed 5 %", false)]
    [InlineData("| a | table | row |", false)]
    public void A_vague_title_gets_the_linters_advice(string title, bool advised) =>
        Assert.Equal(advised, TitleAdvice.Of(title, Core.Linting.LintOptions.Default).Count > 0);

    [Fact]
    public void Evidence_reads_as_a_sentence()
    {
        var live = new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero);

        Assert.Equal(
            "Retries are capped. PR 812, live 2026-11-20 22:00 UTC; no errors since.",
            $"{new DoneEvidence { What = "Retries are capped.", Change = "PR 812", LiveAt = live, Monitoring = "no errors since" }}"
        );
        Assert.Equal("Retries are capped.", $"{new DoneEvidence { What = "Retries are capped" }}");
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
