using Afterword.Core.Delivery;
using Afterword.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Delivery;

public sealed class RetryScheduleTests
{
    private static List<TimeSpan> Waits(RetrySchedule schedule, double jitter = 0)
    {
        List<TimeSpan> waits = [];
        var now = Some.Now;
        while (schedule.NextTryAt(waits.Count + 1, Some.Now, now, jitter) is { } next)
        {
            waits.Add(next - now);
            now = next;
        }
        return waits;
    }

    [Fact]
    public void Mail_is_tried_after_1_5_15_and_30_minutes_then_hourly_for_4_days()
    {
        var waits = Waits(RetrySchedule.Mail);

        Assert.Equal([1, 5, 15, 30, 60, 60], waits.Take(6).Select(wait => wait.TotalMinutes));
        Assert.All(waits.Skip(4), wait => Assert.Equal(TimeSpan.FromHours(1), wait));
        Assert.Equal(
            new TimeSpan(3, 23, 51, 0),
            waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait)
        );
    }

    [Fact]
    public void A_webhook_is_tried_ten_times_in_75_hours_35_minutes_and_5_seconds()
    {
        var waits = Waits(RetrySchedule.Webhook);

        Assert.Equal(9, waits.Count);
        Assert.Equal(
            new TimeSpan(75, 35, 5),
            waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait)
        );
    }

    [Theory]
    [InlineData(-1, 48)]
    [InlineData(0, 60)]
    [InlineData(1, 72)]
    public void Jitter_moves_a_try_by_a_fifth(double jitter, int seconds) =>
        Assert.Equal(
            Some.Now.AddSeconds(seconds),
            RetrySchedule.Mail.NextTryAt(1, Some.Now, Some.Now, jitter)
        );

    [Theory]
    [InlineData(3600, 3600)] // asked for more than the schedule: kept exactly
    [InlineData(61, 61)]
    [InlineData(0, 60)] // nobody is hammered
    [InlineData(-5, 60)]
    public void What_the_target_asks_for_is_kept(int asked, int seconds) =>
        Assert.Equal(
            Some.Now.AddSeconds(seconds),
            RetrySchedule.Mail.NextTryAt(
                3,
                Some.Now,
                Some.Now,
                jitter: 1,
                TimeSpan.FromSeconds(asked)
            )
        );

    [Fact]
    public void A_target_that_asks_for_longer_than_the_schedule_lasts_is_given_up()
    {
        Assert.Null(RetrySchedule.Mail.NextTryAt(1, Some.Now, Some.Now, 0, TimeSpan.FromDays(5)));
        Assert.Null(RetrySchedule.Mail.NextTryAt(1, Some.Now, Some.Now, 0, TimeSpan.MaxValue));
    }

    [Fact]
    public void Every_schedule_ends_and_no_try_comes_before_its_time()
    {
        var jitters = Gen.Choose(-1000, 1000).Select(n => n / 1000.0).ToArbitrary();

        Prop.ForAll(
                jitters,
                jitter =>
                    Waits(RetrySchedule.Webhook, jitter).Count == 9
                    && Waits(RetrySchedule.Mail, jitter) is { Count: > 70 and < 130 } waits
                    && waits.All(wait => wait >= TimeSpan.FromSeconds(48))
            )
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1.5)]
    [InlineData(1, double.NaN)]
    public void Nonsense_is_refused(int tries, double jitter) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            RetrySchedule.Mail.NextTryAt(tries, Some.Now, Some.Now, jitter)
        );
}
