namespace Afterword.Tests.PostMortems;

/// <summary>Sections under the many names and marks that people give them.</summary>
public sealed class SectionShapesTests
{
    [Theory]
    [InlineData("Summary", "summary")]
    [InlineData("Executive summary", "summary")]
    [InlineData("TL;DR", "summary")]
    [InlineData("What happened?", "summary")]
    [InlineData("Lead-up", "summary")]
    [InlineData("Issue Summary", "summary")]
    [InlineData("Customer impact", "impact")]
    [InlineData("Who was affected?", "impact")]
    [InlineData("What was the impact?", "impact")]
    [InlineData("How big was the customer impact?", "impact")]
    [InlineData("Timeline (all times UTC)", "timeline")]
    [InlineData("Timeline – 24 June 2024 (CET)", "timeline")]
    [InlineData("Time line of the incident", "timeline")]
    [InlineData("Problems / Timeline", "timeline")]
    [InlineData("Root cause(s)", "root_cause")]
    [InlineData("3. Root Cause Analysis (RCA)", "root_cause")]
    [InlineData("Why did this happen?", "root_cause")]
    [InlineData("Trigger", "root_cause")]
    [InlineData("Fault", "root_cause")]
    [InlineData("Contributing factors", "contributing")]
    [InlineData("Things that went well 🎉", "went_well")]
    [InlineData("What went wrong?", "went_poorly")]
    [InlineData("What didn’t go so well", "went_poorly")]
    [InlineData("What could we have done better?", "went_poorly")]
    [InlineData("Where we got lucky", "lucky")]
    [InlineData("Lessons learnt", "lessons")]
    [InlineData("Key takeaways", "lessons")]
    [InlineData("Conclusion", "lessons")]
    [InlineData("**Action Items**", "action_items")]
    [InlineData("Action items (owners in brackets)", "action_items")]
    [InlineData("Corrective and Preventative Measures", "action_items")]
    [InlineData("How are we going to do better", "action_items")]
    [InlineData("What we're doing about it", "action_items")]
    [InlineData("What is the platform team doing to prevent this?", "action_items")]
    [InlineData("Next steps", "action_items")]
    [InlineData("Recommendations to prevent recurrence", "action_items")]
    [InlineData("How are we making sure this doesn't happen again?", "action_items")]
    [InlineData("Maßnahmen", "action_items")]
    [InlineData("Causa raíz", "root_cause")]
    [InlineData("Ce qui s'est bien passé", "went_well")]
    [InlineData("Linha do tempo", "timeline")]
    [InlineData("What we'll do better", "action_items")]
    [InlineData("What we will change about our deploys", "action_items")]
    [InlineData("What is being done", "action_items")]
    [InlineData("Long-term improvements", "action_items")]
    [InlineData("Timeline {#timeline}", "timeline")]
    [InlineData(":clock1: Timeline", "timeline")]
    [InlineData("Resolution and action items", "action_items")]
    [InlineData("Details of fix", "resolution")]
    [InlineData("How did we find out?", "detection")]
    public void A_heading_is_known_by_its_synonym(string heading, string section) =>
        Assert.Contains(
            section,
            Understood.Sections($"# Disks filled up\n\n## {heading}\n\nWords.\n")
        );

    [Theory]
    [InlineData("Follow-up timeline")]
    [InlineData("Postmortem")]
    [InlineData("The root cause that nobody saw coming in a thousand years")]
    [InlineData("Changelog")]
    [InlineData("Summary of the quarterly sales figures we promised")]
    public void A_heading_that_only_looks_like_a_section_stays_the_teams_own(string heading) =>
        Assert.Equal(
            ["other:" + heading],
            Understood.Sections($"# Disks filled up\n\n## {heading}\n\nWords.\n")
        );

    [Fact]
    public void One_heading_may_name_two_sections() =>
        Assert.Equal(
            ["root_cause", "resolution"],
            Understood.Sections("# T\n\n## Root cause and resolution\n\nWords.\n")
        );

    [Theory]
    [InlineData("**Impact**\n\nNobody could log in.")]
    [InlineData("**Impact:** Nobody could log in.")]
    [InlineData("**Impact**: Nobody could log in.")]
    [InlineData("__Impact:__ Nobody could log in.")]
    [InlineData("<b>Impact</b>: Nobody could log in.")]
    [InlineData("<h2>Impact</h2>\n\nNobody could log in.")]
    [InlineData("##Impact\nNobody could log in.")]
    [InlineData("#### Impact ####\nNobody could log in.")]
    [InlineData("Impact\n------\n\nNobody could log in.")]
    [InlineData("- **Impact**: Nobody could log in.")]
    [InlineData("* **Impact:** Nobody could log in.")]
    public void A_section_may_be_marked_in_any_way(string text)
    {
        var document = Understood.Of($"# Login was down\n\n{text}\n");

        Assert.Equal("Nobody could log in.", document.Impact);
        Assert.Contains(
            document.Sections,
            s =>
                s.Kind == Core.PostMortems.SectionKind.Impact
                && s.Markdown.EndsWith("Nobody could log in.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_remark_behind_a_bold_label_belongs_to_it() =>
        Assert.Equal(
            "2024-05-03T10:00Z",
            Understood.Moment(
                Assert.Single(
                    Understood.Timeline("# 2024-05-03 T\n\n**Timeline** (UTC):\n\n- 10:00 a\n")
                )
            )
        );

    [Fact]
    public void Sections_may_be_the_items_of_a_numbered_list() =>
        Assert.Equal(
            ["summary", "impact", "timeline", "root_cause"],
            Understood.Sections(
                "# T\n\n1. Summary\n\n   It broke.\n\n2. Impact\n\n   Many.\n\n3. Timeline\n\n   - 10:00 broke\n\n4. Root cause\n\n   Rust.\n"
            )
        );

    [Fact]
    public void Sections_may_be_bullets_without_bold() =>
        Assert.Equal(
            ["summary", "impact", "root_cause", "resolution"],
            Understood.Sections(
                "# T\n\n- Summary: it broke\n- Impact: many\n- Root cause: rust\n- Resolution: paint\n"
            )
        );

    [Fact]
    public void A_bare_line_over_a_list_may_name_a_section()
    {
        var document = Understood.Of(
            "# T\n\n## Detection\n\nA customer called.\n\nAction items\n- Buy paint\n- Paint it\n"
        );

        Assert.Equal(["Buy paint", "Paint it"], document.ActionItems.Select(i => i.Text));
    }

    [Fact]
    public void A_topic_inside_the_items_is_no_section()
    {
        var document = Understood.Of(
            "# T\n\n## Action items\n\n- **Detection**: alert on rust\n- **Resolution**: buy paint\n"
        );

        Assert.Equal(["action_items"], Core.PostMortems.SectionList.Of(document));
        Assert.Equal(2, document.ActionItems.Count);
    }

    [Fact]
    public void Groups_of_items_may_have_headings_of_their_own()
    {
        var document = Understood.Of(
            "# T\n\n## Action items\n\n### Detection\n\n- Alert on rust\n\n### Billing team\n\n- Buy paint\n\n### Process improvements\n\n- Check weekly\n"
        );

        Assert.Equal(
            ["action_items"],
            Core.PostMortems.SectionList.Of(document).Where(s => s != "timeline")
        );
        Assert.Equal(
            ["Alert on rust", "Buy paint", "Check weekly"],
            document.ActionItems.Select(i => i.Text)
        );
    }

    [Fact]
    public void A_heading_in_code_or_in_a_comment_is_none() =>
        Assert.Equal(
            ["summary"],
            Understood.Sections(
                "# T\n\n## Summary\n\n```sh\n# Timeline\n```\n\n<!--\n## Impact\n-->\n"
            )
        );

    [Fact]
    public void The_first_heading_is_the_title_unless_it_is_only_a_section()
    {
        Assert.Equal(
            "Timeline: the day the disks filled up",
            Understood.Of("# Timeline: the day the disks filled up\n\nx\n").Title
        );
        Assert.Null(Understood.Of("# Overview\n\nx\n\n# Root causes\n\ny\n").Title);
        Assert.Equal("Post-mortem: disks", Understood.Of("# Post-mortem: disks\n\nx\n").Title);
        Assert.Equal(
            "Disks filled up",
            Understood.Of("Disks filled up\n===============\n\nx\n").Title
        );
        Assert.Equal(
            "Disks & such filled up",
            Understood.Of("# [Disks](https://example.org) *& such* `filled` up\n").Title
        );
    }

    [Fact]
    public void Several_incidents_in_a_file_are_several_documents()
    {
        const string text =
            "# March\n\n## Summary\n\nA.\n\n## Timeline\n\n- 2024-03-01 10:00 a\n\n# April\n\n## Summary\n\nB.\n\n## Timeline\n\n- 2024-04-01 10:00 b\n\n## Action items\n\n- c\n";
        var result = Core.PostMortems.PostMortemReader.Read(text);

        Assert.Equal(["March", "April"], result.Documents.Select(d => d.Title));
        Assert.Equal(new DateOnly(2024, 4, 1), result.Documents[1].Date);
        Assert.Equal("c", Assert.Single(result.Documents[1].ActionItems).Text);
        Assert.Contains(
            result.Report,
            r => r.Message.Contains("2 incidents", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_file_whose_every_section_is_a_first_level_heading_is_one_document() =>
        Assert.Single(
            Core.PostMortems.PostMortemReader.Read(
                "# Overview\n\na\n\n# Timeline\n\nb\n\n# Details of the cluster\n\n## Notes\n\nc\n"
            ).Documents
        );

    [Fact]
    public void What_is_not_recognized_is_kept_and_reported()
    {
        var result = Core.PostMortems.PostMortemReader.Read("# T\n\n## Finance\n\nNo cost.\n");

        Assert.Equal("No cost.", result.Documents[0].Sections[0].Markdown);
        Assert.Contains(
            result.Report,
            r => r.Line == 3 && r.Message.Contains("Finance", StringComparison.Ordinal)
        );
    }
}
