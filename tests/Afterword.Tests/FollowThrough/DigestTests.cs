using Afterword.Core.FollowThrough;
using static Afterword.Tests.FollowThrough.CadenceWorld;

namespace Afterword.Tests.FollowThrough;

public sealed class DigestTests
{
    private static readonly PersonState LeeHere = new(Lee, "lee", Kim, Berlin);

    [Fact]
    public void F3_an_owner_is_reminded_7_and_1_days_before_on_the_day_and_every_2_working_days_while_it_is_late()
    {
        // Touched the day before each, so that only the due date speaks.
        Assert.Equal(
            [
                "Fri 2026-11-13 DueSoon",
                "Thu 2026-11-19 DueSoon",
                "Fri 2026-11-20 DueToday",
                "Tue 2026-11-24 Overdue",
                "Thu 2026-11-26 Overdue",
                "Mon 2026-11-30 Overdue",
            ],
            Days(Item(due: "Fri 2026-11-20", touched: "Wed 2026-11-11 10:00"), "Thu 2026-11-12", 20)
                .Where(line => !line.EndsWith("Stalled", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void F3_a_reminder_that_falls_on_a_day_off_comes_on_the_working_day_before_and_merges()
    {
        // Due on a Sunday: 7 days before is a Sunday, 1 day before a Saturday, so Friday says both.
        Assert.Equal(
            ["Fri 2026-11-13 DueSoon", "Fri 2026-11-20 DueToday", "Tue 2026-11-24 Overdue"],
            Days(Item(due: "Sun 2026-11-22", touched: "Wed 2026-11-11 10:00"), "Thu 2026-11-12", 13)
                .Where(line => !line.EndsWith("Stalled", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void F3_holidays_move_it_too()
    {
        var calendar = new WorkCalendar(
            new CadencePolicy { Holidays = "2026-11-20; 11-19 Europe/Berlin" }
        );

        Assert.Equal(
            ["Fri 2026-11-13 DueSoon", "Wed 2026-11-18 DueToday", "Tue 2026-11-24 Overdue"],
            Days(
                    Item(due: "Fri 2026-11-20", touched: "Wed 2026-11-11 10:00"),
                    "Thu 2026-11-12",
                    13,
                    calendar
                )
                .Where(line => !line.EndsWith("Stalled", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void F4_an_item_nobody_touched_for_5_days_is_asked_about_once()
    {
        // 5 days after a Tuesday is a Sunday, so Monday asks.
        Assert.Equal(
            ["Mon 2026-11-09 Stalled"],
            Days(Item(touched: "Tue 2026-11-03 10:00"), "Wed 2026-11-04", 60)
        );
    }

    [Fact]
    public void F10_a_snooze_holds_reminders_back_until_its_day_which_asks_where_the_item_stands()
    {
        var item = Item(due: "Fri 2026-11-20", touched: "Mon 2026-11-16 10:00") with
        {
            SnoozedUntil = Day("Wed 2026-11-25"),
        };

        Assert.Equal(
            ["Wed 2026-11-25 Overdue", "Thu 2026-11-26 Overdue", "Mon 2026-11-30 Overdue"],
            Days(item, "Tue 2026-11-17", 14)
        );
    }

    [Fact]
    public void F3_an_item_touched_that_day_is_left_out_and_the_rest_is_one_message()
    {
        OwnedItem[] items =
        [
            Owned(Item(3, due: "Fri 2026-11-20", touched: "Fri 2026-11-20 07:15")),
            Owned(Item(2, due: "Fri 2026-11-20", touched: "Wed 2026-11-18 10:00")),
            Owned(Item(1, due: "Wed 2026-11-18", touched: "Wed 2026-11-18 10:00")),
        ];

        var digest = Digest.ForPerson(LeeHere, items, Day("Fri 2026-11-20"), Calendar)!;

        Assert.Equal([1, 2], digest.Owed.ItemNumbers);
        Assert.Equal("@lee/reminder-digest/2026-11-20", digest.Owed.Slot);
        Assert.Equal("Fri 2026-11-20 08:30", Say(digest.Owed.OpensAt));
        Assert.Null(Digest.ForPerson(LeeHere, items, Day("Sat 2026-11-21"), Calendar));
        Assert.Null(
            Digest.ForPerson(
                LeeHere with
                {
                    Active = false,
                },
                items,
                Day("Fri 2026-11-20"),
                Calendar
            )
        );
    }

    [Fact]
    public void F3_a_missed_reminder_is_made_up_for_unless_the_item_was_touched_since()
    {
        var missed = Owned(Item(due: "Thu 2026-11-26", touched: "Thu 2026-11-19 10:00")) with
        {
            Pending = true,
        };

        Assert.Equal(
            ReminderReason.DueSoon,
            Digest.ForPerson(LeeHere, [missed], Day("Mon 2026-11-23"), Calendar)!.Lines[0].Reason
        );
        Assert.Null(
            Digest.ForPerson(
                LeeHere,
                [missed with { Pending = false }],
                Day("Fri 2026-11-20"),
                Calendar
            )
        );
    }

    [Fact]
    public void The_next_reminder_of_an_item_is_the_first_day_that_the_rule_names()
    {
        foreach (var item in Items())
        {
            var from = At("Mon 2026-11-02 00:00");
            for (var step = 0; step < 40; step++, from = from.AddHours(13))
            {
                var expected = Expected(item, from);

                Assert.Equal(
                    expected,
                    Reminders.NextAt(item, Followed, from, Berlin, Calendar) is { } at
                        ? Say(at)
                        : null
                );
            }
        }
    }

    private static readonly DateTimeOffset Followed = At("Mon 2026-11-02 12:00");

    private static IEnumerable<ItemState> Items() =>
        from due in new[]
        {
            null,
            "Sat 2026-11-14",
            "Fri 2026-11-20",
            "Sun 2025-06-01",
            "Mon 2027-02-01",
        }
        from touched in new[] { "Sun 2026-11-01 23:30", "Thu 2026-11-12 06:00" }
        from snoozed in new[] { null, "Sat 2026-11-21" }
        select Item(due: due, touched: touched) with
        {
            SnoozedUntil = snoozed is null ? null : Day(snoozed),
        };

    /// <summary>By asking every day for two years.</summary>
    private static string? Expected(ItemState item, DateTimeOffset from)
    {
        var first = WorkCalendar.DayOf(from, Berlin);
        for (var day = first; day < first.AddDays(730); day = day.AddDays(1))
        {
            if (
                Calendar.MorningOf(day, Berlin) >= from
                && Reminders.On(item, Followed, day, Berlin, Calendar) is not null
            )
            {
                return Say(Calendar.MorningOf(day, Berlin));
            }
        }
        return null;
    }

    private static OwnedItem Owned(ItemState item) => new(item, 1, Followed);

    private static IEnumerable<string> Days(
        ItemState item,
        string from,
        int days,
        WorkCalendar? calendar = null
    )
    {
        for (var day = Day(from); day < Day(from).AddDays(days); day = day.AddDays(1))
        {
            if (Reminders.On(item, Followed, day, Berlin, calendar ?? Calendar) is { } reason)
            {
                yield return $"{day:ddd yyyy-MM-dd} {reason}";
            }
        }
    }
}
