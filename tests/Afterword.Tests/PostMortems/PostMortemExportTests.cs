using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Tests.Support;

namespace Afterword.Tests.PostMortems;

public sealed class PostMortemExportTests
{
    private static readonly DocumentNames Names = new(
        new KeyPrefixes(),
        new Dictionary<int, string> { [1] = "alice", [2] = "lee" },
        new Dictionary<int, string> { [1] = "payments" },
        new Dictionary<int, string> { [1] = "checkout", [2] = "cards" }
    );

    private static Incident Incident(Func<IncidentDetails, IncidentDetails>? change = null)
    {
        var details = Some.IncidentDetails(
            "Checkout refused cards",
            resolvedAt: Some.Now.AddHours(-2)
        ) with
        {
            DetectedAt = Some.Now.AddMinutes(-170),
            TeamId = 1,
            ServiceIds = [1, 2],
            Tags = ["certificate", "expiry"],
        };
        return Some.Incident(12, change is null ? details : change(details));
    }

    private static PostMortemContent Content =>
        new()
        {
            Authors = ["Mia Wong", "@lee"],
            Sections =
            [
                new(
                    SectionKind.Summary,
                    "Summary",
                    "A certificate ran out and card payments failed until it was replaced."
                ),
                new(
                    SectionKind.RootCause,
                    "Root Cause",
                    "Nothing watched the expiry of certificates made by hand."
                ),
                new(SectionKind.Other, "Customer quotes", "> It just said no."),
                new(
                    SectionKind.ContributingFactors,
                    "Contributing Factors",
                    "- Two teams each believed the other owned it."
                ),
                new(SectionKind.WentWell, "What Went Well", "- The runbook was right."),
                new(
                    SectionKind.CouldHaveGoneBetter,
                    "What Could Have Gone Better",
                    "- The alert came nine minutes late."
                ),
            ],
            Timeline =
            [
                new(Some.Now.AddMinutes(-124), null, "", "the new certificate is live"),
                new(Some.Now.AddMinutes(-180), null, "", "the certificate runs out"),
            ],
            Learnings =
            [
                new(
                    LearningCategory.Prevention,
                    "The certificate stood in nobody's list.",
                    "What has no owner has no future."
                ),
                new(
                    LearningCategory.Detection,
                    "The alert looked at errors, not at expiry.",
                    "Watch the date, not the damage."
                ),
                new(
                    LearningCategory.Response,
                    "Finding the key took ten minutes.",
                    "Keep keys where the runbook says."
                ),
                new(
                    LearningCategory.Recovery,
                    "The rollout went region by region.",
                    "A certificate may go everywhere at once."
                ),
            ],
        };

    private static IReadOnlyList<ActionItem> Items()
    {
        var done = Some.Item(
            9,
            Some.ItemDetails("Replace the certificate", owner: 2) with
            {
                Priority = Priority.P3,
            }
        );
        done.Complete(Some.Alice(), "PR 7");
        return
        [
            done,
            Some.Item(
                8,
                Some.ItemDetails(
                    "Put hand-made certificates into the inventory",
                    Some.Today.AddDays(9),
                    1
                )
            ),
            Some.Item(
                7,
                Some.ItemDetails("Alert 30 days before any certificate ends", owner: 2) with
                {
                    Priority = Priority.P1,
                    DueText = "Next sprint",
                    Ticket = "https://tracker.example.test/browse/PAY-1",
                }
            ),
            Some.Item(
                10,
                Some.ItemDetails("Name one owner for each certificate") with
                {
                    Priority = null,
                    OwnerText = "Whoever is on call",
                }
            ),
        ];
    }

    [Fact]
    public void An_export_has_exactly_the_headings_fields_and_table_of_the_form() =>
        Golden.Check(
            "post-mortem-export.md",
            PostMortemWriter.Write(PostMortemExport.Document(Incident(), Content, Items(), Names))
        );

    [Fact]
    public void A_post_mortem_nobody_wrote_yet_exports_every_heading_with_nothing_below()
    {
        var text = PostMortemWriter.Write(
            PostMortemExport.Document(Incident(), new PostMortemContent(), [], Names)
        );

        Assert.Equal(
            [
                "## Summary",
                "## Timeline",
                "## Root Cause",
                "## Contributing Factors",
                "## What Went Well",
                "## What Could Have Gone Better",
                "## What We Learned",
                "## Action Items",
            ],
            text.Split('\n')
                .Where(l => l.StartsWith('#') && !l.StartsWith("# ", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Reading_an_export_gives_the_same_document_and_the_same_bytes()
    {
        var document = PostMortemExport.Document(Incident(), Content, Items(), Names);
        var text = PostMortemWriter.Write(document);

        var read = Assert.Single(PostMortemReader.Read(text).Documents);

        Assert.Equal(text, PostMortemWriter.Write(read));
        Same(document, read);
    }

    [Fact]
    public void What_a_document_stated_is_exported_where_no_instant_is_known()
    {
        var incident = Incident(d =>
            d with
            {
                StartedAt = null,
                DetectedAt = null,
                ResolvedAt = null,
                StatedOn = new DateOnly(2021, 4, 1),
                StatedDuration = "about 20 minutes",
            }
        );
        var document = PostMortemExport.Document(incident, Content, [], Names);

        Assert.Equal(
            (new DateOnly(2021, 4, 1), "about 20 minutes"),
            (document.Date!.Value, document.DurationText)
        );
        Same(
            document,
            Assert.Single(PostMortemReader.Read(PostMortemWriter.Write(document)).Documents)
        );
    }

    [Fact]
    public void The_impact_of_the_incident_heads_a_document_that_has_no_line_of_its_own()
    {
        Assert.Equal(
            "One in five orders failed. 1,200 users affected",
            PostMortemExport.ImpactOf(Incident(), new PostMortemContent())
        );
        Assert.Equal(
            "All cards",
            PostMortemExport.ImpactOf(Incident(), new PostMortemContent { Impact = "All cards" })
        );
    }

    [Fact]
    public void Restricted_incidents_say_so_in_the_front_matter() =>
        Assert.Equal(
            "restricted",
            PostMortemExport
                .Document(Incident(d => d with { Restricted = true }), Content, [], Names)
                .Visibility
        );

    private static void Same(PostMortemDocument expected, PostMortemDocument actual)
    {
        static PostMortemDocument Bare(PostMortemDocument d) =>
            d with
            {
                Sections = [],
                Timeline = [],
                Learnings = [],
                ActionItems = [],
                Authors = [],
                Services = [],
                Tags = [],
                ExtraFields = [],
            };

        Assert.Equal(
            Bare(expected) with
            {
                Authors = expected.Authors,
            },
            Bare(actual) with
            {
                Authors = expected.Authors,
            }
        );
        Assert.Equal(expected.Authors, actual.Authors);
        Assert.Equal(expected.Services, actual.Services);
        Assert.Equal(expected.Tags, actual.Tags);
        Assert.Equal(expected.ExtraFields, actual.ExtraFields);
        Assert.Equal(expected.Sections, actual.Sections.Select(s => s with { Line = 0 }));
        Assert.Equal(expected.Timeline, actual.Timeline.Select(e => e with { Line = 0 }));
        Assert.Equal(expected.Learnings, actual.Learnings.Select(l => l with { Line = 0 }));
        Assert.Equal(expected.ActionItems, actual.ActionItems.Select(i => i with { Line = 0 }));
    }
}
