using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.ActionItems;

public sealed class DueDatePolicyTests
{
    [Theory]
    [InlineData(Priority.P1, "2026-11-27")] // Friday 20 November and 7 days
    [InlineData(Priority.P2, "2026-12-04")]
    [InlineData(Priority.P3, "2026-12-21")] // 30 days is a Sunday; the Monday after
    [InlineData(Priority.P4, "2027-02-18")]
    [InlineData(null, "2026-12-21")]
    public void Each_priority_has_its_days_and_unknown_counts_as_P3(Priority? priority, string due)
    {
        var friday = new DateOnly(2026, 11, 20);

        var proposed = new DueDatePolicy().Propose(priority, Severity.Sev2, friday);

        Assert.Equal(due, proposed.ToString("yyyy-MM-dd", null));
    }

    [Fact]
    public void Of_the_worst_incidents_no_item_gets_more_than_the_most_days()
    {
        var policy = new DueDatePolicy { Sev1MostDays = 10 };
        var monday = new DateOnly(2026, 11, 23);

        Assert.Equal(monday.AddDays(10), policy.Propose(Priority.P4, Severity.Sev1, monday));
        Assert.Equal(monday.AddDays(7), policy.Propose(Priority.P1, Severity.Sev1, monday));
    }

    [Fact]
    public void It_is_never_a_weekend_never_early_and_at_most_two_days_later() =>
        Prop.ForAll<int, int, int>(
                (offset, days, priority) =>
                {
                    var today = Some.Today.AddDays(offset % 3_000);
                    var given = 1 + Math.Abs(days % 365);
                    var policy = new DueDatePolicy
                    {
                        P1Days = given,
                        P2Days = given,
                        P3Days = given,
                        P4Days = given,
                    };

                    var due = policy.Propose(
                        (Priority)Math.Abs(priority % 4),
                        Severity.Sev3,
                        today
                    );

                    return due.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
                        && due >= today.AddDays(given)
                        && due <= today.AddDays(given + 2);
                }
            )
            .QuickCheckThrowOnFailure();
}
