using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Tests.Support;

namespace Afterword.Tests.Incidents;

public sealed class MissingPiecesTests
{
    private static Incident Whole() =>
        Some.Incident(
            details: Some.IncidentDetails() with
            {
                LeadId = 1,
                TeamId = 1,
                ServiceIds = [1],
                DetectedAt = Some.Now.AddHours(-2),
            }
        );

    private static PostMortemContent Written() =>
        new()
        {
            Authors = ["Ana"],
            Sections =
            [
                .. PostMortemExport.FormSections.Select(k => new DocumentSection(k, "H", "words")),
            ],
            Learnings =
            [
                .. Enum.GetValues<LearningCategory>()
                    .Select(c => new DocumentLearning(c, "O", "L")),
            ],
        };

    private static ActionItem Item() => Some.Item(1, Some.ItemDetails(dueOn: Some.Today, owner: 1));

    private static string[] Of(PostMortemContent? content = null, params ActionItem[] items) =>
        [
            .. MissingPieces
                .Of(Whole(), content ?? Written(), items.Length == 0 ? [Item()] : items)
                .Select(m => m.What),
        ];

    [Fact]
    public void Where_everything_is_written_nothing_is_missing() => Assert.Empty(Of());

    [Fact]
    public void A_new_incident_lacks_what_nobody_said_yet()
    {
        var bare = Some.Incident(details: new IncidentDetails { Title = "X" });

        Assert.Equal(
            [
                "Nobody leads it",
                "The impact is not written",
                "How many users were affected",
                "When it started",
                "When it was detected",
                "No team follows it through",
                "No affected service is named",
                "The post-mortem is not started",
                "No action items",
            ],
            MissingPieces.Of(bare, null, []).Select(m => m.What)
        );
    }

    [Fact]
    public void Empty_parts_are_named_with_their_place()
    {
        var content = Written() with
        {
            Sections = [],
            Timeline = [new DocumentTimelineEntry(Some.Now, null, "", "x")],
        };

        var missing = MissingPieces.Of(Whole(), content, [Item()]);

        Assert.Contains(missing, m => m.Section == SectionKind.RootCause);
        // Rows are a timeline, with or without words around them.
        Assert.DoesNotContain(missing, m => m.Section == SectionKind.Timeline);
    }

    [Fact]
    public void Categories_without_a_learning_and_observations_without_one_are_named()
    {
        var content = Written() with
        {
            Learnings =
            [
                new DocumentLearning(LearningCategory.Detection, "O", ""),
                new DocumentLearning(LearningCategory.Response, "O", "L"),
            ],
        };

        Assert.Equal(
            ["No learning about prevention, recovery", "1 observation without a learning"],
            Of(content)
        );
    }

    [Fact]
    public void Lessons_told_in_an_imported_documents_own_words_are_lessons() =>
        Assert.Empty(Of(Written() with { Learnings = [] }));

    [Fact]
    public void Only_open_items_are_asked_for_an_owner_a_date_and_a_priority()
    {
        var bare = Some.Item(2, Some.ItemDetails() with { Priority = null });
        var done = Some.Item(3, Some.ItemDetails() with { Priority = null });
        done.Complete(Some.Alice(), "PR 1");

        Assert.Equal(
            ["1 item without an owner", "1 item without a due date", "1 item without a priority"],
            Of(null, Item(), bare, done)
        );
    }
}
