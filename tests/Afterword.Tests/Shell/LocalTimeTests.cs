using Afterword.Server.Shell;
using Afterword.Server.Shell.Forms;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Shell;

public sealed class LocalTimeTests
{
    private static readonly Reader Berliner = new(
        new DateTimeOffset(2026, 11, 21, 20, 50, 0, TimeSpan.Zero),
        TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
        "de-DE"
    );

    [Fact]
    public void What_is_typed_is_the_readers_wall_clock() =>
        Assert.Equal(
            new DateTimeOffset(2026, 7, 1, 12, 30, 0, TimeSpan.Zero),
            LocalTime.ToInstant("2026-07-01T14:30", Berliner)
        );

    [Fact]
    public void An_hour_that_the_clock_change_skips_is_the_hour_after_it() =>
        Assert.Equal(
            new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero),
            LocalTime.ToInstant("2026-03-29T02:30", Berliner)
        );

    [Fact]
    public void An_hour_that_happens_twice_is_its_first() =>
        Assert.Equal(
            new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero),
            LocalTime.ToInstant("2026-10-25T02:30", Berliner)
        );

    [Theory]
    [InlineData("next Friday")]
    [InlineData("2026-02-30T10:00")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_time_is_none(string? typed) =>
        Assert.Null(LocalTime.ToInstant(typed, Berliner));

    [Fact]
    public void What_the_field_shows_comes_back_as_the_same_minute_except_in_the_hour_that_happens_twice()
    {
        var start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Prop.ForAll(
                Gen.Choose(0, 10 * 365 * 24 * 60).ToArbitrary(),
                minutes =>
                {
                    var at = start.AddMinutes(minutes);
                    return Berliner.Zone.IsAmbiguousTime(Berliner.Local(at).DateTime)
                        || LocalTime.ToInstant(LocalTime.Of(at, Berliner), Berliner) == at;
                }
            )
            .QuickCheckThrowOnFailure();
    }
}
