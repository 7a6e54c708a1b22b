using System.Text.RegularExpressions;
using Afterword.Core.PostMortems;

namespace Afterword.Tests.PostMortems;

/// <summary>What real people wrote survives reading and writing, and a second pass changes nothing.</summary>
public sealed partial class LosslessTests
{
    [Fact]
    public void No_word_of_a_real_document_is_lost_on_the_way_through_our_form()
    {
        var lost = new List<string>();
        foreach (var (name, text) in Corpus.Documents())
        {
            var written = PostMortemWriter.Write(ReadWhole(text));
            var kept = Count(written);
            lost.AddRange(
                Count(Body(text))
                    .Where(w => kept.GetValueOrDefault(w.Key) < w.Value)
                    .Select(w => $"{name}: {w.Key}")
            );
        }
        Assert.Empty(lost);
    }

    [Fact]
    public void A_real_document_written_twice_gives_the_same_bytes()
    {
        foreach (var (name, text) in Corpus.Documents())
        {
            var once = PostMortemWriter.Write(ReadWhole(text));
            Assert.True(once == PostMortemWriter.Write(ReadWhole(once)), name);
        }
    }

    [Fact]
    public void What_was_understood_of_a_real_document_is_understood_again_in_our_form()
    {
        foreach (var (name, text) in Corpus.Documents())
        {
            var first = ReadWhole(text);
            var second = ReadWhole(PostMortemWriter.Write(first));
            Assert.True(first.Title == second.Title, name);
            Assert.True(
                first.Date == second.Date
                    && first.Started == second.Started
                    && first.Resolved == second.Resolved,
                name
            );
            Assert.True(
                first
                    .Timeline.Select(e => (e.At, e.Local, e.Text))
                    .SequenceEqual(second.Timeline.Select(e => (e.At, e.Local, e.Text))),
                name
            );
            Assert.True(
                first
                    .ActionItems.Select(i => (i.Text, i.Owner, i.DueOn, i.Ticket, i.Done))
                    .Order()
                    .SequenceEqual(
                        second
                            .ActionItems.Select(i => (i.Text, i.Owner, i.DueOn, i.Ticket, i.Done))
                            .Order()
                    ),
                name
            );
        }
    }

    private static PostMortemDocument ReadWhole(string text)
    {
        var result = PostMortemReader.Read(text, new ReadOptions { SplitIncidents = false });
        Assert.Null(result.Error);
        return Assert.Single(result.Documents);
    }

    private static string Body(string text) => FrontMatter().Replace(text, "");

    private static Dictionary<string, int> Count(string text) =>
        Word().Matches(text).GroupBy(m => m.Value).ToDictionary(g => g.Key, g => g.Count());

    [GeneratedRegex(@"[\p{L}\p{Nd}]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*---\n.*?\n---\n", RegexOptions.Singleline)]
    private static partial Regex FrontMatter();
}
