using Afterword.Core.PostMortems;

namespace Afterword.Tests.PostMortems;

/// <summary>What a document says of itself: front matter, dates, instants, durations, people.</summary>
public sealed class MetadataShapesTests
{
    [Fact]
    public void Yaml_front_matter_gives_title_authors_and_extra_fields()
    {
        var document = Understood.Of(
            "---\ntitle: \"Disks: full\"\nauthors: @lee\ntags: [disk, capacity]\nweight: 33\nnested:\n  a: 1\n  b: [2, 3]\n---\n\n# Another heading\n\ntext\n"
        );

        Assert.Equal("Disks: full", document.Title);
        Assert.Equal(["@lee"], document.Authors);
        Assert.Equal(["disk", "capacity"], document.Tags);
        Assert.Equal("33", document.ExtraFields.Single(f => f.Name == "weight").Value);
        Assert.Contains(
            document.Sections,
            s => s.Markdown.Contains("Another heading", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Toml_front_matter_is_read()
    {
        var document = Understood.Of(
            "+++\ntitle = \"Disks full\"\ndate = 2024-05-03\nauthors = [\"Mia\", 'Lee']\n[extra]\ntoc = true\n+++\n\nSomething broke.\n"
        );

        Assert.Equal("Disks full", document.Title);
        Assert.Equal(["Mia", "Lee"], document.Authors);
        Assert.Equal(new DateOnly(2024, 5, 3), document.Date);
        Assert.Equal("true", document.ExtraFields.Single(f => f.Name == "extra.toc").Value);
    }

    [Fact]
    public void An_mdx_export_is_read() =>
        Assert.Equal(
            "Disks full",
            Understood
                .Of(
                    "export const meta = {\n  title: 'Disks full',\n  author: 'Mia',\n}\n\n# Other\n"
                )
                .Title
        );

    [Fact]
    public void A_rule_at_the_top_is_no_front_matter() =>
        Assert.Equal(
            "Disks full",
            Understood.Of("---\n\nSome words.\n\n---\n\n# Disks full\n").Title
        );

    [Theory]
    [InlineData("3h 45m", 225)]
    [InlineData("54 minutes", 54)]
    [InlineData("~20 minutes", 20)]
    [InlineData("~24h40m", 1480)]
    [InlineData("2,5 hours", 150)]
    [InlineData("1 hour and 5 minutes", 65)]
    [InlineData("seven days", 10080)]
    [InlineData("1d 6h 40m", 1840)]
    [InlineData("about an hour", 60)]
    [InlineData("0:35", 35)]
    [InlineData("10-15 minutes", null)]
    [InlineData("<60 mins", null)]
    [InlineData("over 1 hour", null)]
    [InlineData("almost an hour", null)]
    [InlineData("a few hours", null)]
    [InlineData("?", null)]
    [InlineData("N/A", null)]
    public void A_stated_duration_is_a_number_and_a_bound_or_a_range_is_not(
        string words,
        int? minutes
    ) => Assert.Equal(minutes, Understood.Of($"# T\n\n**Duration**: {words}\n").DurationMinutes);

    [Fact]
    public void Time_to_resolve_comes_before_time_to_repair()
    {
        var document = Understood.Of(
            "# T\n\n- **Time to repair**: 1h 2m\n\n- **Time to resolve**: 2h 3m\n\n- **Impact**: some\n"
        );

        Assert.Equal(123, document.DurationMinutes);
        Assert.Equal("2h 3m", document.DurationText);
    }

    [Theory]
    [InlineData("**Start**: 2024-05-03 10:00 UTC\n\n**End**: 2024-05-03 11:30 UTC")]
    [InlineData(
        "| | |\n|---|---|\n| Start time | 2024-05-03 10:00 UTC |\n| End time | 2024-05-03 11:30 UTC |"
    )]
    [InlineData("- Started: 3 May 2024, 12:00 CEST\n- Resolved: 3 May 2024, 13:30 CEST")]
    [InlineData("**Date**: 2024-05-03, 10:00–11:30 UTC")]
    [InlineData(
        "## Summary\n\nOn **May 3rd, 2024** the site was down from **10:00 to 11:30 UTC**."
    )]
    [InlineData(
        "## Timeline (UTC)\n\n- 2024-05-03 10:00 errors begin\n- 10:40 paged\n- 11:30 service restored\n- 15:00 post-mortem written"
    )]
    public void Start_and_end_are_found_where_they_stand(string text)
    {
        var document = Understood.Of($"# T\n\n{text}\n");

        Assert.Equal(new DateTimeOffset(2024, 5, 3, 10, 0, 0, TimeSpan.Zero), document.Started.At);
        Assert.Equal(
            new DateTimeOffset(2024, 5, 3, 11, 30, 0, TimeSpan.Zero),
            document.Resolved.At
        );
    }

    [Fact]
    public void Without_a_zone_the_times_stay_local()
    {
        var document = Understood.Of("# T\n\n**Start**: 2024-05-03 10:00\n");

        Assert.Null(document.Started.At);
        Assert.Equal("2024-05-03T10:00", document.Started.Local);
        Assert.Null(document.Zone);
    }

    [Fact]
    public void Severity_is_a_value_and_no_impact_section_when_it_stands_on_a_line()
    {
        var document = Understood.Of(
            "# T\n\n**Severity**: SEV-2\n\n**Authors**: Mia, Lee and Sam\n"
        );

        Assert.Equal("SEV-2", document.Severity);
        Assert.Equal(["Mia", "Lee", "Sam"], document.Authors);
        Assert.DoesNotContain("impact", SectionList.Of(document));
    }

    [Fact]
    public void A_day_without_a_year_takes_the_year_of_the_document() =>
        Assert.Equal(
            new DateOnly(2023, 12, 30),
            Understood.Of("---\ndate: 2024-01-04\n---\n\n# T\n\nOn December 30 it broke.\n").Date
        );
}
