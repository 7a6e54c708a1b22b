using Afterword.Core.PostMortems;

namespace Afterword.Tests.PostMortems;

public sealed class SectionCutsTests
{
    [Fact]
    public void Two_sections_pasted_into_one_are_told_apart_by_their_headings()
    {
        var pieces = SectionCuts.Of(
            SectionKind.Summary,
            "It broke.\n\n## Root cause\nA flag.\n\n### Details\nMore.\n\n## Timeline\n- 14:02 deploy"
        );

        Assert.Equal(
            [
                (SectionKind.Summary, "", "It broke."),
                (SectionKind.RootCause, "Root cause", "A flag.\n\n### Details\nMore."),
                (SectionKind.Timeline, "Timeline", "- 14:02 deploy"),
            ],
            pieces.Select(p => (p.Kind, p.Heading, p.Markdown))
        );
    }

    [Theory]
    [InlineData("No heading at all")]
    [InlineData("## Summary\nIts own heading")]
    [InlineData("```\n## Timeline\n```")]
    [InlineData("## The database\nA heading of its own")]
    public void Other_headings_are_left_alone(string markdown) =>
        Assert.Equal(
            new SectionPiece(SectionKind.Summary, "", markdown),
            Assert.Single(SectionCuts.Of(SectionKind.Summary, markdown))
        );
}
