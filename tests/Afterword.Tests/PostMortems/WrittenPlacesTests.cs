using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Markdown;
using Afterword.Tests.Support;

namespace Afterword.Tests.PostMortems;

public sealed class WrittenPlacesTests
{
    private static readonly PostMortemDocument Document = new()
    {
        Key = "INC-1",
        Title = "Checkout refused cards",
        InOwnForm = true,
        Impact = "All of them, ~impact~",
        Authors = ["~authors~"],
        Sections =
        [
            new(SectionKind.Other, "", "Words before, ~Section0~"),
            new(SectionKind.Summary, "What happened", "One.\n\n# Heading\n\nTwo ~Section1~"),
            new(SectionKind.Timeline, "Timeline", "From the channel:\n- ~Section2~"),
            new(SectionKind.RootCause, "Root Cause", ""),
            new(SectionKind.Learned, "What We Learned", "More ~Section4~"),
            new(SectionKind.Other, "Glossary", "- ~Section5~"),
            new(SectionKind.ActionItems, "Action Items", ""),
        ],
        Timeline =
        [
            new(Some.Now, null, "", "first\nsecond line ~Moment0~"),
            new(null, "2026-11-21T10:00", "10 or so", "~Moment1~"),
            new(Some.Now, null, "09:00 UTC", "- a list ~Moment2~"),
        ],
        Learnings =
        [
            new(LearningCategory.Detection, "~Observation0~", "a\n\nb ~Lesson0~"),
            new(LearningCategory.Recovery, "", "~Lesson1~"),
            new(LearningCategory.Recovery, "x\ny ~Observation2~", ""),
        ],
        ActionItems = [new() { Text = "~Items~" }],
    };

    [Fact]
    public void Each_word_of_the_written_document_leads_back_to_the_part_it_comes_of()
    {
        var written = PostMortemWriter.Write(Document).Split('\n');
        var places = WrittenPlaces.Of(Document);
        var found = new List<string>();
        for (var i = 0; i < written.Length; i++)
        {
            foreach (var mark in written[i].Split('~').Where((_, at) => at % 2 == 1))
            {
                var place = places.Last(p => p.FirstLine <= i + 1 && i + 1 <= p.LastLine);
                var name = place.Part
                    is WrittenPart.Impact
                        or WrittenPart.Authors
                        or WrittenPart.Items
                    ? place.Part.ToString()
                    : $"{place.Part}{place.Index}";
                Assert.Equal(mark, name, ignoreCase: true);
                found.Add(mark);
                if (Text(place) is { } text)
                {
                    // The word stands at the same place in the field.
                    var (line, column) = place.Within(i + 1, written[i].IndexOf('~') + 1);
                    Assert.StartsWith(
                        $"~{mark}~",
                        text.Split('\n')[line - 1][(column - 1)..],
                        StringComparison.Ordinal
                    );
                }
            }
        }
        Assert.Equal(15, found.Count);
    }

    private static string? Text(WrittenPlace place) =>
        place.Part switch
        {
            WrittenPart.Section => Document.Sections[place.Index].Markdown,
            WrittenPart.Moment => Document.Timeline[place.Index].Text,
            WrittenPart.Observation => Document.Learnings[place.Index].Observation,
            WrittenPart.Lesson => Document.Learnings[place.Index].Lesson,
            WrittenPart.Impact => Document.Impact,
            WrittenPart.Authors => Document.Authors[0],
            _ => null,
        };
}
