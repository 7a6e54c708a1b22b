using Afterword.Server.Shell;
using Afterword.Server.Shell.Pieces;

namespace Afterword.Tests.Shell;

public sealed class TimeWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 20, 50, 0, TimeSpan.Zero);
    private static readonly Reader Berliner = new(
        Now,
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        "de-DE"
    );
    private static readonly Reader NewYorker = new(
        Now,
        TimeZoneInfo.FindSystemTimeZoneById("America/New_York"),
        "en-US"
    );

    [Fact]
    public void An_instant_is_told_in_the_readers_zone_and_habit()
    {
        var at = new DateTimeOffset(2026, 11, 20, 23, 5, 0, TimeSpan.Zero);

        Assert.Equal("21 Nov, 00:05", TimeWords.Instant(at, Berliner));
        Assert.Equal("Nov 20, 6:05 PM", TimeWords.Instant(at, NewYorker));
        Assert.Equal("2026-11-20 23:05 UTC", TimeWords.Utc(at));
    }

    [Fact]
    public void Another_year_is_named()
    {
        Assert.Equal("3 Feb 2025", TimeWords.Date(new DateOnly(2025, 2, 3), Berliner));
        Assert.Equal("Feb 3, 2025", TimeWords.Date(new DateOnly(2025, 2, 3), NewYorker));
    }

    [Fact]
    public void Today_is_the_readers_own_day()
    {
        var late = Now.AddHours(3);

        Assert.Equal(new DateOnly(2026, 11, 22), (Berliner with { Now = late }).Today);
        Assert.Equal(new DateOnly(2026, 11, 21), (NewYorker with { Now = late }).Today);
    }

    [Theory]
    [InlineData(-5, "5 days late")]
    [InlineData(-1, "1 day late")]
    [InlineData(0, "due today")]
    [InlineData(1, "due tomorrow")]
    [InlineData(12, "in 12 days")]
    public void A_due_date_says_how_near_or_how_late_it_is(int days, string words) =>
        Assert.Equal(words, TimeWords.Due(Berliner.Today.AddDays(days), Berliner.Today));

    [Theory]
    [InlineData(-30, "just now")]
    [InlineData(20, "in a moment")]
    [InlineData(-90, "1 minute ago")]
    [InlineData(7200, "in 2 hours")]
    [InlineData(-172_800, "2 days ago")]
    [InlineData(-86_400 * 90, "2 months ago")]
    [InlineData(-86_400 * 800, "2 years ago")]
    public void How_long_ago_is_told_in_the_largest_unit(int seconds, string words) =>
        Assert.Equal(words, TimeWords.Relative(Now.AddSeconds(seconds), Now));

    [Theory]
    [InlineData(54, "54 min")]
    [InlineData(60, "1 h")]
    [InlineData(200, "3 h 20 min")]
    [InlineData(1440, "1 d")]
    [InlineData(1440 * 2 + 240, "2 d 4 h")]
    public void A_duration_reads_as_people_say_it(int minutes, string words) =>
        Assert.Equal(words, TimeWords.Duration(TimeSpan.FromMinutes(minutes)));
}
