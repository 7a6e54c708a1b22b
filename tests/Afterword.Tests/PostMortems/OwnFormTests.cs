using Afterword.Core.PostMortems;

namespace Afterword.Tests.PostMortems;

/// <summary>The form of templates.md, read, written and read again.</summary>
public sealed class OwnFormTests
{
    private const string ByHand = """
        # Post-Mortem: Checkout refused cards
        **Date**: 2025-03-04
        **Duration**: 54 minutes
        **Impact**: Every card payment in Europe, about 1,200 customers
        **Authors**: Mia Wong, @lee

        ## Summary

        A certificate ran out and card payments failed until it was replaced.

        ## Timeline

        - 2025-03-04 09:02 UTC: the certificate runs out
        - 2025-03-04 09:11 UTC: first alert
        - 2025-03-04 09:56 UTC: the new certificate is live, payments recovered

        ## Root Cause

        Nothing watched the expiry of certificates made by hand.

        ## Contributing Factors

        - Two teams each believed the other owned it.

        ## What Went Well

        - The runbook was right.

        ## What Could Have Gone Better

        - The alert came nine minutes late.

        ## What We Learned

        ### Detection

        The alert looked at errors, not at expiry.

        **Learning**: Watch the date, not the damage.

        A customer called before the page went out.

        **Learning**: Support needs a line to the on-call.

        ### Prevention

        The certificate stood in nobody's list.

        **Learning**: What has no owner has no future.

        ### Response

        Finding the key took ten minutes.

        **Learning**: Keep keys where the runbook says.

        ### Recovery

        The rollout went region by region.

        **Learning**: A certificate may go everywhere at once.

        ## Action Items

        | Priority | Action | Owner | Due Date | Status |
        | --- | --- | --- | --- | --- |
        | P1 | Alert 30 days before any certificate ends | @lee | Next sprint | Not started |
        | P2 | [OUT-7] Put hand-made certificates into the inventory | @mia | 2025-04-01 | In progress |

        """;

    private static PostMortemDocument Read(string text) =>
        Assert.Single(PostMortemReader.Read(text).Documents);

    [Fact]
    public void A_document_written_by_hand_in_our_form_is_understood_whole()
    {
        var document = Read(ByHand);

        Assert.Equal("Checkout refused cards", document.Title);
        Assert.Equal(new DateOnly(2025, 3, 4), document.Date);
        Assert.Equal(54, document.DurationMinutes);
        Assert.Equal("Every card payment in Europe, about 1,200 customers", document.Impact);
        Assert.Equal(["Mia Wong", "@lee"], document.Authors);
        Assert.Equal(3, document.Timeline.Count);
        Assert.Equal(new DateTimeOffset(2025, 3, 4, 9, 2, 0, TimeSpan.Zero), document.Started.At);
        Assert.Equal(new DateTimeOffset(2025, 3, 4, 9, 56, 0, TimeSpan.Zero), document.Resolved.At);
        Assert.Equal(
            [
                LearningCategory.Detection,
                LearningCategory.Detection,
                LearningCategory.Prevention,
                LearningCategory.Response,
                LearningCategory.Recovery,
            ],
            document.Learnings.Select(l => l.Category)
        );
        Assert.Equal(
            "A customer called before the page went out.",
            document.Learnings[1].Observation
        );
        Assert.Equal("Support needs a line to the on-call.", document.Learnings[1].Lesson);
    }

    [Fact]
    public void A_due_text_that_is_no_date_stays_text_and_a_key_stays_a_key()
    {
        var items = Read(ByHand).ActionItems;

        Assert.Equal("Next sprint", items[0].DueText);
        Assert.Null(items[0].DueOn);
        Assert.Equal("@lee", items[0].Owner);
        Assert.Equal("P1", items[0].Priority);
        Assert.False(items[0].Done);
        Assert.Equal("OUT-7", items[1].Key);
        Assert.Equal("Put hand-made certificates into the inventory", items[1].Text);
        Assert.Equal(new DateOnly(2025, 4, 1), items[1].DueOn);
    }

    [Fact]
    public void Writing_what_was_read_gives_the_same_bytes_from_the_first_export_on()
    {
        var once = PostMortemWriter.Write(Read(ByHand));
        var twice = PostMortemWriter.Write(Read(once));

        Assert.Equal(once, twice);
        // Apart from the front matter, nothing of the form changes at all.
        Assert.EndsWith(ByHand, once, StringComparison.Ordinal);
    }

    [Fact]
    public void Machine_fields_come_back_from_the_front_matter()
    {
        var document = new PostMortemDocument
        {
            Key = "INC-12",
            Title = "Search was slow",
            Date = new DateOnly(2025, 1, 31),
            Started = new(new DateTimeOffset(2025, 1, 31, 14, 2, 0, TimeSpan.Zero), null),
            Resolved = new(new DateTimeOffset(2025, 1, 31, 15, 0, 30, TimeSpan.Zero), null),
            Severity = "SEV2",
            Team = "Search: index & query",
            Services = ["search-api", "indexer, nightly"],
            Tags = ["dns", "capacity"],
            Visibility = "restricted",
            ExtraFields = [new("weight", "33"), new("authors_note", "\"yes: really\"")],
            Sections =
            [
                new(SectionKind.Summary, "Summary", "It was slow."),
                new(SectionKind.Other, "Finance", "No cost."),
            ],
            ActionItems =
            [
                new()
                {
                    Text = "Add a second index node",
                    Key = "OUT-3",
                    Owner = "@lee",
                    Priority = "P2",
                    DueOn = new DateOnly(2025, 2, 28),
                    Status = "Done",
                    Done = true,
                },
            ],
        };

        var text = PostMortemWriter.Write(document);
        var back = Read(text);

        Assert.Equal(text, PostMortemWriter.Write(back));
        Assert.Equal("INC-12", back.Key);
        Assert.Equal(document.Started, back.Started);
        Assert.Equal(document.Resolved, back.Resolved);
        Assert.Equal("Search: index & query", back.Team);
        Assert.Equal(document.Services, back.Services);
        Assert.Equal(document.Tags, back.Tags);
        Assert.Equal("restricted", back.Visibility);
        Assert.Equal(document.ExtraFields, back.ExtraFields);
        Assert.Null(back.DurationText);
        Assert.Equal(["Summary", "Finance", "Action Items"], back.Sections.Select(s => s.Heading));
        Assert.Equal("OUT-3", back.ActionItems[0].Key);
        Assert.True(back.ActionItems[0].Done);
    }

    [Fact]
    public void An_empty_document_writes_the_title_line_and_the_four_header_lines()
    {
        Assert.Equal(
            "---\nformat: afterword/1\n---\n\n# Post-Mortem\n**Date**: –\n**Duration**: –\n**Impact**: –\n**Authors**: –\n",
            PostMortemWriter.Write(new PostMortemDocument())
        );
    }

    [Fact]
    public void Items_are_written_with_the_most_urgent_first()
    {
        var document = new PostMortemDocument
        {
            ActionItems =
            [
                new() { Text = "later" },
                new() { Text = "second", Priority = "P2" },
                new() { Text = "first", Priority = "P1" },
            ],
        };

        var back = Read(PostMortemWriter.Write(document));

        Assert.Equal(["first", "second", "later"], back.ActionItems.Select(i => i.Text));
    }

    [Fact]
    public void A_heading_of_another_organisation_comes_back_as_it_was_written()
    {
        var foreign = Read(
            "# Outage\n\n## Overview\n\nIt broke.\n\n## What happened to finance\n\nNothing.\n\n## Review actions\n\n- Buy a fuse\n"
        );
        var written = PostMortemWriter.Write(foreign);
        var back = Read(written);

        Assert.Contains("## Summary\n<!-- name: Overview -->", written, StringComparison.Ordinal);
        Assert.Equal("Overview", back.Sections[0].Heading);
        Assert.Equal(SectionKind.Summary, back.Sections[0].Kind);
        Assert.Equal("Buy a fuse", Assert.Single(back.ActionItems).Text);
        Assert.Equal(written, PostMortemWriter.Write(back));
    }
}
