using System.Globalization;
using Afterword.Core;
using Afterword.Core.FollowThrough;
using Afterword.Core.People;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Afterword.Tests.Support;

namespace Afterword.Tests.FollowThrough;

/// <summary>The zone and calendar cases of reliability.md C2, as a table: where, which day, which clock time, and the instant in UTC.</summary>
public sealed class ZoneTests
{
    [Fact]
    public void A_zone_that_does_not_exist_is_refused_and_one_that_is_gone_leaves_the_organizations()
    {
        var refused = Assert.Throws<RuleException>(() =>
            Person.Add(1, Some.PersonDetails() with { TimeZone = "Mars/Base" }, Some.Alice())
        );
        var rules = CadenceRules.Of(
            new CadencePolicy(),
            new OrganizationSettings { TimeZone = "Europe/Berlin" }
        );

        Assert.Equal("timeZone", refused.Field);
        Assert.Equal("'Mars/Base' is no time zone; one looks like Europe/Berlin.", refused.Message);
        Assert.Equal("Europe/Berlin", rules.ZoneOf("Mars/Base").Id);
    }

    [Theory]
    // The clock goes forward: 02:30 is left out, so it is an hour later; the morning is not touched.
    [InlineData("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29 01:30")]
    [InlineData("Europe/Berlin", "2026-03-29", "08:30", "2026-03-29 06:30")]
    [InlineData("Europe/Berlin", "2026-03-28", "08:30", "2026-03-28 07:30")]
    // The clock goes back: 02:30 comes twice, the first counts.
    [InlineData("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25 00:30")]
    [InlineData("Europe/Berlin", "2026-10-25", "08:30", "2026-10-25 07:30")]
    [InlineData("America/New_York", "2026-03-08", "02:30", "2026-03-08 07:30")]
    [InlineData("America/New_York", "2026-11-01", "01:30", "2026-11-01 05:30")]
    [InlineData("America/New_York", "2026-11-01", "08:30", "2026-11-01 13:30")]
    // Half an hour on Lord Howe: 02:15 is left out in October and comes twice (01:45) in April.
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:45")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04 14:45")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "08:30", "2026-04-04 22:00")]
    [InlineData("Asia/Kathmandu", "2026-11-20", "08:30", "2026-11-20 02:45")]
    [InlineData("Pacific/Chatham", "2026-11-20", "08:30", "2026-11-19 18:45")]
    [InlineData("Pacific/Chatham", "2026-06-20", "08:30", "2026-06-19 19:45")]
    // Cairo goes forward at midnight: the first hour of that Friday is left out.
    [InlineData("Africa/Cairo", "2026-04-24", "00:30", "2026-04-23 22:30")]
    [InlineData("Africa/Cairo", "2026-04-24", "08:30", "2026-04-24 05:30")]
    [InlineData("Pacific/Kiritimati", "2026-12-31", "08:30", "2026-12-30 18:30")]
    [InlineData("Etc/GMT+12", "2026-12-31", "08:30", "2026-12-31 20:30")]
    // Apia had no 30 December 2011.
    [InlineData("Pacific/Apia", "2011-12-29", "08:30", "2011-12-29 18:30")]
    [InlineData("Pacific/Apia", "2011-12-31", "08:30", "2011-12-30 18:30")]
    public void A_local_time_is_this_instant(string zone, string day, string time, string utc) =>
        Assert.Equal(
            utc,
            WorkCalendar
                .At(
                    DateOnly.Parse(day, CultureInfo.InvariantCulture),
                    TimeOnly.Parse(time, CultureInfo.InvariantCulture),
                    TimeZoneInfo.FindSystemTimeZoneById(zone)
                )
                .UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        );

    // Made by Python's zoneinfo, another implementation of another table; fold=0 is our rule: the first of two, and on by the old offset.
    [Fact]
    public void Every_row_of_the_table_is_the_instant_that_another_implementation_names()
    {
        var rows = File.ReadLines(Golden.Beside("Zones.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .ToList();

        var wrong = rows.Where(row =>
            WorkCalendar
                .At(
                    DateOnly.Parse(row[1], CultureInfo.InvariantCulture),
                    TimeOnly.Parse(row[2], CultureInfo.InvariantCulture),
                    TimeZoneInfo.FindSystemTimeZoneById(row[0])
                )
                .UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) != row[3]
        );

        Assert.True(rows.Count > 500, $"{rows.Count} rows");
        Assert.Empty(wrong.Select(row => string.Join(' ', row)));
    }

    [Theory]
    // A day that a zone jumped over is no working day; its reminders come on the day before.
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-29")]
    [InlineData("Europe/Berlin", "2011-12-30", "2011-12-30")]
    // 29 February exists every fourth year; the weekend before 1 March 2026.
    [InlineData("Europe/Berlin", "2028-02-29", "2028-02-29")]
    [InlineData("Europe/Berlin", "2026-03-01", "2026-02-27")]
    // Year's end: New Year's Day is a holiday everywhere, Christmas in Berlin only.
    [InlineData("Europe/Berlin", "2027-01-01", "2026-12-31")]
    [InlineData("Europe/Berlin", "2026-12-25", "2026-12-24")]
    [InlineData("America/New_York", "2026-12-25", "2026-12-25")]
    public void A_due_date_is_reminded_of_on_this_working_day(
        string zone,
        string due,
        string reminded
    ) =>
        Assert.Equal(
            reminded,
            Calendar
                .OnOrBefore(
                    DateOnly.Parse(due, CultureInfo.InvariantCulture),
                    TimeZoneInfo.FindSystemTimeZoneById(zone)
                )
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );

    [Theory]
    // 2026 has a week 53, and the first days of 2027 belong to it.
    [InlineData("Tue 2026-12-29 09:00", "INC-1/weekly/leadership/2026-W53")]
    [InlineData("Tue 2027-01-05 09:00", "INC-1/weekly/leadership/2027-W01")]
    [InlineData("Tue 2025-12-30 09:00", "INC-1/weekly/leadership/2026-W01")]
    public void A_weekly_follow_up_is_kept_by_the_ISO_week_of_the_team(string now, string slot)
    {
        var state = CadenceWorld.Incident(CadenceWorld.Item(created: "Tue 2025-11-04 10:00")) with
        {
            FollowedAt = CadenceWorld.At("Mon 2025-11-03 12:00"),
            ResolvedAt = CadenceWorld.At("Mon 2025-11-03 12:00"),
        };

        Assert.Contains(
            Cadence.ForIncident(state, CadenceWorld.Calendar, CadenceWorld.At(now)),
            o => o.Slot == slot && o.OpensAt <= CadenceWorld.At(now)
        );
    }

    [Fact]
    public void Working_days_are_counted_the_same_over_days_and_over_years()
    {
        foreach (var id in new[] { "Europe/Berlin", "Pacific/Apia", "Africa/Cairo", "UTC" })
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
            var first = new DateOnly(2024, 2, 20);
            var counted = 0;
            for (var day = 1; day < 800; day++)
            {
                counted += Calendar.IsWorkingDay(first.AddDays(day), zone) ? 1 : 0;
                Assert.Equal(counted, Calendar.Between(first, first.AddDays(day), zone));
            }
        }
    }

    private static readonly WorkCalendar Calendar = new(
        new CadencePolicy { Holidays = "01-01; 12-25 Europe/Berlin; 02-29 Africa/Cairo" }
    );
}
