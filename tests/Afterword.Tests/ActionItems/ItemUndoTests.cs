using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.ActionItems;

public sealed class ItemUndoTests
{
    private static readonly Gen<(int Which, int N)[]> Deeds =
        from many in Gen.Choose(1, 8)
        from deeds in Gen.ArrayOf(
            from which in Gen.Choose(0, 10)
            from n in Gen.Choose(1, 20)
            select (which, n),
            many
        )
        select deeds;

    [Fact]
    public void Whatever_was_done_last_is_as_it_was_once_it_is_taken_back_and_back_again_when_that_is()
    {
        Prop.ForAll(
                Deeds.ToArbitrary(),
                deeds =>
                {
                    var item = Some.Item(details: Some.ItemDetails(dueOn: Some.Today.AddDays(30)));
                    string before = "",
                        after = "";
                    Event? last = null;
                    for (var i = 0; i < deeds.Length; i++)
                    {
                        var (standing, events) = (Looks(item), item.NewEvents.Count);
                        Try(item, deeds[i], Some.Alice(Some.Now.AddMinutes(i + 1)));
                        if (item.NewEvents.Count > events)
                        {
                            (before, after) = (standing, Looks(item));
                            last = item.NewEvents[^1];
                        }
                    }
                    if (last is null || last.Facts.Changes.Count == 0)
                    {
                        return; // the same block with other words has nothing to go back to
                    }
                    item.TakeBack(Of(item, last), "Undo", Some.Alice(Some.Now.AddHours(1)));
                    Assert.Equal(before, Looks(item));
                    item.TakeBack(
                        Of(item, item.NewEvents[^1]),
                        "Undo",
                        Some.Alice(Some.Now.AddHours(1))
                    );
                    Assert.Equal(after, Looks(item));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_somebody_changed_again_since_stays_and_is_named()
    {
        var item = Some.Item(details: Some.ItemDetails(dueOn: Some.Today.AddDays(9)));
        item.MoveDueDate(Some.Today.AddDays(12), "The vendor is late", Some.Alice());
        var moved = item.NewEvents[^1];
        item.MoveDueDate(Some.Today.AddDays(20), "Later still", Some.Alice());

        var refused = Assert.Throws<RuleException>(() =>
            item.TakeBack(Of(item, moved), "Undo", Some.Alice())
        );

        Assert.StartsWith(
            "The due date was changed again since.",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Equal((Some.Today.AddDays(20), 2), (item.DueOn, item.Slips));
    }

    /// <summary>As the server finds it: what stood before comes of the events before it.</summary>
    private static ItemDeed Of(ActionItem item, Event deed)
    {
        var status = deed.Facts.Changes.FirstOrDefault(c => c.Field == "status")?.From;
        var earlier = item.NewEvents.TakeWhile(e => !ReferenceEquals(e, deed)).ToList();
        var given = earlier.LastOrDefault(e =>
            e.Kind != EventKind.ItemChanged
            && (
                (status == "blocked" && e.Kind == EventKind.ItemBlocked)
                || e.Facts.Changes.Any(c => c.Field == "status" && c.To == status)
            )
        );
        return new ItemDeed
        {
            Kind = deed.Kind,
            At = deed.At,
            Changes = deed.Facts.Changes,
            OwnerBefore = (
                OwnerWords.MarkedPerson(
                    deed.Facts.Changes.FirstOrDefault(c => c.Field == "owner")?.From
                ),
                null
            ),
            StatusReasonBefore = given?.Kind is EventKind.ItemBlocked or EventKind.ItemCancelled
                ? given.Facts.Reason ?? ""
                : "",
            ClosedAtBefore = given?.At,
            IsFirstDate = !earlier.Exists(e => e.Facts.Changes.Any(c => c.Field == "dueOn")),
        };
    }

    private static void Try(ActionItem item, (int Which, int N) deed, By by)
    {
        var n = deed.N;
        try
        {
            switch (deed.Which)
            {
                case 0:
                    item.Start(by);
                    break;
                case 1:
                    item.Block($"waits for {n}", by);
                    break;
                case 2:
                    item.Complete(by, $"PR {n}");
                    break;
                case 3:
                    item.Cancel($"no need {n}", by);
                    break;
                case 4:
                    item.Reopen($"came back {n}", by);
                    break;
                case 5:
                    item.MoveDueDate(Some.Today.AddDays(n), $"because {n}", by);
                    break;
                case 6:
                    item.Reassign(n, null, "", by);
                    break;
                case 7:
                    item.Snooze(Some.Today.AddDays(n), Some.Today, "later", by);
                    break;
                case 8:
                    item.MoveDueDate(null, "no date", by);
                    break;
                case 9:
                    var said = new BlockerAnswers
                    {
                        Impact = $"Checkout {n}",
                        Urgency = "today",
                        Need = "a host",
                    };
                    item.Block(said, by);
                    break;
                default:
                    item.Edit(
                        Some.ItemDetails($"Title {n}", item.DueOn) with
                        {
                            OwnerId = item.OwnerId,
                            Priority = (Priority)(n % 4),
                            Tags = [$"t{n}", "all"],
                            Description = $"words {n}",
                            Links =
                            [
                                new($"Runbook (old), part {n}", $"https://wiki.test/a,b_({n})"),
                                .. n % 2 == 0
                                    ? new[] { new Link("", $"https://wiki.test/{n}") }
                                    : [],
                            ],
                        },
                        by
                    );
                    break;
            }
        }
        catch (RuleException)
        {
            // It does not follow; the next may.
        }
    }

    /// <summary>All that a reader sees of it; evidence and snooze show only while they mean something.</summary>
    private static string Looks(ActionItem item) =>
        string.Join(
            " | ",
            item.Title,
            item.Description,
            item.OwnerId,
            item.DueOn,
            item.DueFrom,
            item.DueText,
            item.OriginalDueOn,
            item.Slips,
            item.Priority,
            string.Join(",", item.Tags),
            string.Join(",", item.Links),
            item.Status,
            item.StatusReason,
            item.Status == ActionItemStatus.Blocked ? item.Blocker : null,
            item.DoneAt,
            item.Status == ActionItemStatus.Done ? item.Evidence : ""
        );
}
