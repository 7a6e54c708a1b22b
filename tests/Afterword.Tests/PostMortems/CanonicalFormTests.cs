using Afterword.Core.PostMortems;
using Afterword.Fuzz;

namespace Afterword.Tests.PostMortems;

/// <summary>Whatever comes in, its words come out, and a second pass changes nothing.</summary>
public sealed class CanonicalFormTests
{
    [Fact]
    public void A_thousand_mutated_documents_are_formatted_without_a_crash_a_lost_word_or_a_second_change()
    {
        var bad = Enumerable
            .Range(200_000, 1_000)
            .Select(n => (Input: n, Outcome: Child.Once(Mutator.Input(n))))
            .Where(r => r.Outcome is not ("fine" or "refused"))
            .Select(r => $"{r.Input}: {r.Outcome}");
        Assert.Empty(bad);
    }

    [Theory]
    [InlineData(
        "# Certificates of *.example.org and a\\b\\\\c expired\n\n## Summary\n\nThey did.\n"
    )]
    [InlineData("# T\n\n## Notes of ours\n\n<!-- name: somebody's own comment -->\n\nWords.\n")]
    [InlineData("# T\n\n## Action items\n\n- Ask the vendor<br>twice<br><br><br><br>then stop\n")]
    [InlineData("# T\n\n## Timeline\n\n### 20Resolved 2024-05-03 11:00\n\n- **Impact**: x\n")]
    [InlineData("# T\n\n## Action items\n\n#\n===\n\n- One\n\n## Summary\n\nIt broke.\n")]
    [InlineData(
        "# T\n\n## Timeline\n\n- 10:00 UTC cold <!-- see the wiki\n- 10:20 UTC warm\n\n## Wiki\n\nIt says --> there.\n"
    )]
    [InlineData("# T\n\n## Action items\n\n- Ask <!-- twice\n- Tell\n\n## Timeline\n\n- 10:00 a\n")]
    [InlineData("---\ntitle: Disks <!-- twice --> full\n---\n\n## Summary\n\nThey were.\n")]
    public void A_text_that_is_odd_is_settled_with_every_word_of_it(string text)
    {
        var document = Assert.Single(CanonicalForm.Read(text).Documents);
        var once = PostMortemWriter.Write(document);
        Assert.Equal(once, PostMortemWriter.Write(CanonicalForm.Read(once).Documents[0]));
        Assert.True(
            WrittenWords.Hold(
                once.Replace("<br>", " ", StringComparison.Ordinal),
                text.Replace("<br>", " ", StringComparison.Ordinal)
                    .Replace("title:", "", StringComparison.Ordinal)
            ),
            once
        );
    }

    [Fact]
    public void A_persons_document_is_understood_the_same_whether_it_is_settled_or_not()
    {
        foreach (var (name, text) in Corpus.Documents())
        {
            var (plain, settled) = (PostMortemReader.Read(text), CanonicalForm.Read(text));
            Assert.True(
                plain
                    .Documents.Select(PostMortemWriter.Write)
                    .SequenceEqual(settled.Documents.Select(PostMortemWriter.Write)),
                name
            );
            Assert.True(plain.Report.SequenceEqual(settled.Report), name);
        }
    }
}
