using System.Globalization;
using Afterword.Core.PostMortems;
using Afterword.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.PostMortems;

public sealed class TimelinePasteTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById(
        "Europe/Berlin"
    );

    // Friday 20 November 2026, 14:00 in Berlin.
    private static readonly DateTimeOffset Around = new(2026, 11, 20, 13, 0, 0, TimeSpan.Zero);

    private static TimelineReading Read(
        string text,
        TimeZoneInfo? zone = null,
        DateTimeOffset? around = null
    ) => TimelinePaste.Read(text, zone ?? Berlin, around ?? Around);

    private static string[] Lines(TimelineReading reading) =>
        [.. reading.Entries.Select(e => $"{e.Stamp}: {e.Text}")];

    [Fact]
    public void Times_in_my_zone_are_kept_in_UTC_on_the_day_of_the_incident()
    {
        var reading = Read("14:02 deploy started\n14:05 first errors");

        Assert.Equal(
            ["2026-11-20 13:02 UTC: deploy started", "2026-11-20 13:05 UTC: first errors"],
            Lines(reading)
        );
        Assert.Empty(reading.Errors);
    }

    [Theory]
    [InlineData("- 14:02 UTC: deploy started")]
    [InlineData("* **14:02 UTC** – deploy started")]
    [InlineData("14:02Z deploy started")]
    [InlineData("1. 15:02 CET deploy started")]
    [InlineData("| 14:02 UTC | deploy started |")]
    [InlineData("[14:02 UTC] deploy started")]
    [InlineData("2026-11-20T14:02:00Z deploy started")]
    [InlineData("2026-11-20 09:02 EST - deploy started")]
    [InlineData("Nov 20, 2026, 2:02 PM UTC: deploy started")]
    [InlineData("20 November 2026 14:02 UTC deploy started")]
    [InlineData("15:02 deploy started")]
    [InlineData("3:02pm deploy started")]
    [InlineData("2026-11-20 15:02+01:00 deploy started")]
    public void People_write_a_moment_in_many_ways(string line)
    {
        var reading = Read(line);

        Assert.Equal(["2026-11-20 14:02 UTC: deploy started"], Lines(reading));
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_named_and_the_others_are_kept()
    {
        var reading = Read(
            "14:02 deploy started\nthen everything went quiet\n14:05\n14:09 rolled back"
        );

        Assert.Equal(2, reading.Entries.Count);
        Assert.Equal([2, 3], reading.Errors.Select(e => e.Line));
        Assert.Contains(
            "“then everything went quiet” does not begin with a time",
            reading.Errors[0].Message,
            StringComparison.Ordinal
        );
        Assert.Contains("what happened then?", reading.Errors[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_indented_line_belongs_to_the_one_above()
    {
        var entry = Assert.Single(Read("14:02 deploy started\n  - by the pipeline").Entries);

        Assert.Equal("deploy started\n- by the pipeline", entry.Text);
    }

    [Fact]
    public void A_clock_that_goes_far_back_has_passed_midnight()
    {
        var reading = Read(
            "23:50 alert\n00:10 acknowledged\n08:30 fixed",
            around: new(2026, 11, 20, 22, 45, 0, TimeSpan.Zero)
        );

        Assert.Equal(
            [
                "2026-11-20 22:50 UTC: alert",
                "2026-11-20 23:10 UTC: acknowledged",
                "2026-11-21 07:30 UTC: fixed",
            ],
            Lines(reading)
        );
        Assert.Contains(
            reading.Notes,
            n => n is { Line: 2 } && n.Message == "00:10 was taken for 2026-11-21."
        );
    }

    [Fact]
    public void The_first_line_may_stand_on_the_day_after_the_incident_began()
    {
        var reading = Read("00:03 alert", around: new(2026, 11, 20, 22, 58, 0, TimeSpan.Zero)); // 23:58 in Berlin

        Assert.Equal(["2026-11-20 23:03 UTC: alert"], Lines(reading));
    }

    [Fact]
    public void Lines_out_of_order_are_sorted_and_keep_their_day()
    {
        var reading = Read("14:30 fixed\n14:02 alert\n14:10 page");

        Assert.Equal(["alert", "page", "fixed"], reading.Entries.Select(e => e.Text));
        Assert.All(reading.Entries, e => Assert.Equal(20, e.At!.Value.Day));
    }

    [Fact]
    public void Days_that_stand_on_their_own_lines_are_for_the_lines_below()
    {
        var reading = Read("## 2026-11-20\n23:00 alert\n2026-11-21\n- 01:00 fixed");

        Assert.Equal(
            ["2026-11-20 22:00 UTC: alert", "2026-11-21 00:00 UTC: fixed"],
            Lines(reading)
        );
    }

    [Fact]
    public void A_table_with_its_zone_in_the_head_is_read()
    {
        var reading = Read(
            "| Time (UTC) | Event | By |\n|---|---|---|\n| 14:02 | deploy | pipeline |\n| 14:10 | page | |"
        );

        Assert.Equal(
            ["2026-11-20 14:02 UTC: deploy – pipeline", "2026-11-20 14:10 UTC: page"],
            Lines(reading)
        );
        Assert.Empty(reading.Errors);
    }

    [Fact]
    public void A_remark_about_the_zone_holds_for_the_lines_below()
    {
        var reading = Read("All times are in PST\n06:02 deploy");

        Assert.Equal(["2026-11-20 14:02 UTC: deploy"], Lines(reading));
    }

    [Fact]
    public void A_zone_that_means_several_offsets_is_asked_about()
    {
        var error = Assert.Single(Read("14:02 IST deploy").Errors);

        Assert.Contains("means more than one offset", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_keeps_its_end()
    {
        Assert.Equal(
            ["2026-11-20 13:02 UTC: (until 2026-11-20 13:20 UTC) rollback"],
            Lines(Read("14:02–14:20 rollback"))
        );
    }

    [Fact]
    public void The_hour_that_happens_twice_goes_forward_through_both()
    {
        // 25 October 2026: at 03:00 in Berlin it is 02:00 again.
        var reading = Read(
            "02:50 alert\n02:55 page\n02:10 acknowledged\n03:05 fixed",
            around: new(2026, 10, 25, 0, 45, 0, TimeSpan.Zero)
        );

        Assert.Equal(
            [
                "2026-10-25 00:50 UTC: alert",
                "2026-10-25 00:55 UTC: page",
                "2026-10-25 01:10 UTC: acknowledged",
                "2026-10-25 02:05 UTC: fixed",
            ],
            Lines(reading)
        );
    }

    [Fact]
    public void The_hour_that_is_skipped_is_taken_for_the_one_after_and_said_so()
    {
        // 28 March 2027: 02:30 does not exist in Berlin.
        var reading = Read("2027-03-28 02:30 alert");

        Assert.Equal(["2027-03-28 01:30 UTC: alert"], Lines(reading));
        Assert.Contains(
            "does not exist",
            Assert.Single(reading.Notes).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Moments_written_in_any_zone_come_back_sorted_in_UTC_with_every_word()
    {
        string[] zones =
        [
            "UTC",
            "Europe/Berlin",
            "America/Los_Angeles",
            "Asia/Kolkata",
            "Pacific/Auckland",
            "America/St_Johns",
        ];
        var cases =
            from zone in Gen.Elements(zones)
            from start in Gen.Choose(0, 400 * 24 * 60)
            from gaps in Gen.Choose(1, 16 * 60).NonEmptyListOf()
            from order in Gen.Shuffle(Enumerable.Range(0, gaps.Count + 1).ToArray())
            select (
                Zone: TimeZoneInfo.FindSystemTimeZoneById(zone),
                Start: start,
                Gaps: gaps,
                Order: order
            );

        Prop.ForAll(
                cases.ToArbitrary(),
                c =>
                {
                    var first = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(
                        c.Start
                    );
                    var moments = c.Gaps.Scan(first).ToList();
                    var lines = moments
                        .Select((m, i) => (At: m, Text: $"step {i} of the story"))
                        .ToList();

                    // Without days the lines stand in order, with days in any.
                    var inOrder = string.Join(
                        '\n',
                        lines.Select(l => $"{Local(l.At, c.Zone, "HH:mm")} {l.Text}")
                    );
                    var shuffled = string.Join(
                        '\n',
                        c.Order.Select(i =>
                            $"- {Local(lines[i].At, c.Zone, "yyyy-MM-dd HH:mm")}: {lines[i].Text}"
                        )
                    );
                    var expected = lines.Select(l => (l.At, l.Text));

                    return moments.Any(m => IsTwice(m, c.Zone))
                        || (
                            expected.SequenceEqual(
                                Told(TimelinePaste.Read(inOrder, c.Zone, lines[0].At))
                            )
                            && expected.SequenceEqual(
                                Told(TimelinePaste.Read(shuffled, c.Zone, first.AddDays(40)))
                            )
                        );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static IEnumerable<(DateTimeOffset, string)> Told(TimelineReading reading) =>
        reading.Errors.Count > 0 ? [] : reading.Entries.Select(e => (e.At!.Value, e.Text));

    private static bool IsTwice(DateTimeOffset at, TimeZoneInfo zone) =>
        zone.IsAmbiguousTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private static string Local(DateTimeOffset at, TimeZoneInfo zone, string format) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString(format, CultureInfo.InvariantCulture);
}

file static class Steps
{
    public static IEnumerable<DateTimeOffset> Scan(
        this IEnumerable<int> minutes,
        DateTimeOffset first
    )
    {
        var at = first;
        yield return at;
        foreach (var gap in minutes)
        {
            yield return at = at.AddMinutes(gap);
        }
    }
}
