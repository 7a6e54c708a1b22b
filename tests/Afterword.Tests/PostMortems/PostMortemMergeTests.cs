using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Merging;
using Afterword.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.PostMortems;

public sealed class PostMortemMergeTests
{
    private static PostMortemContent Content(
        string summary,
        string cause,
        string[]? moments = null,
        string[]? learnings = null
    ) =>
        new()
        {
            Sections =
            [
                new(SectionKind.Summary, "Summary", summary),
                new(SectionKind.RootCause, "Root Cause", cause),
            ],
            Timeline = [.. (moments ?? []).Select(Moment)],
            Learnings =
            [
                .. (learnings ?? []).Select(l => new DocumentLearning(
                    LearningCategory.Detection,
                    l,
                    $"lesson of {l}"
                )),
            ],
        };

    /// <summary>"5 deploy" is five minutes past.</summary>
    private static DocumentTimelineEntry Moment(string line)
    {
        var parts = line.Split(' ', 2);
        return new(
            Some.Now.AddMinutes(
                int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture)
            ),
            null,
            "",
            parts[1]
        );
    }

    private static IEnumerable<string> Lines(PostMortemContent content) =>
        content.Timeline.Select(e => $"{(e.At!.Value - Some.Now).TotalMinutes} {e.Text}");

    [Fact]
    public void A_section_that_both_began_is_one_section_with_the_words_of_both()
    {
        var merge = PostMortemMerge.Of(
            new PostMortemContent(),
            Content("mine", "same"),
            Content("theirs", "same")
        );

        Assert.Equal(["Summary", "Root Cause"], merge.Content.Sections.Select(s => s.Heading));
        Assert.Contains("mine", merge.Content.Sections[0].Markdown, StringComparison.Ordinal);
        Assert.Contains("theirs", merge.Content.Sections[0].Markdown, StringComparison.Ordinal);
        Assert.Equal("same", merge.Content.Sections[1].Markdown);
        Assert.Equal("Summary", Assert.Single(merge.Conflicts).Part);
    }

    [Fact]
    public void Parts_that_only_one_of_two_changed_are_merged_without_a_question()
    {
        var merge = PostMortemMerge.Of(
            Content("s", "c"),
            Content("mine", "c"),
            Content("s", "theirs")
        );

        Assert.Equal(
            ("mine", "theirs"),
            (merge.Content.Body(SectionKind.Summary), merge.Content.Body(SectionKind.RootCause))
        );
        Assert.Empty(merge.Conflicts);
        Assert.Equal(["Root Cause"], merge.TakenOver);
    }

    [Fact]
    public void Of_a_line_that_both_changed_both_stand_in_the_text_and_the_part_is_named()
    {
        var merge = PostMortemMerge.Of(
            Content("a\nb", "c"),
            Content("a\nmine", "c"),
            Content("a\ntheirs", "c")
        );

        Assert.Equal("a\nmine\n\ntheirs", merge.Content.Body(SectionKind.Summary));
        Assert.Equal(
            new MergeConflict("Summary", "a\ntheirs", "a\nmine"),
            Assert.Single(merge.Conflicts)
        );
    }

    [Fact]
    public void Two_paragraphs_of_one_section_changed_by_two_need_no_question()
    {
        var merge = PostMortemMerge.Of(
            Content("s", "one\n\ntwo"),
            Content("s", "ONE\n\ntwo"),
            Content("s", "one\n\nTWO")
        );

        Assert.Equal("ONE\n\nTWO", merge.Content.Body(SectionKind.RootCause));
        Assert.Empty(merge.Conflicts);
    }

    [Fact]
    public void Two_who_each_add_a_point_to_one_list_have_both()
    {
        var merge = PostMortemMerge.Of(
            Content("- a", "c"),
            Content("- a\n- mine", "c"),
            Content("- a\n- theirs", "c")
        );

        Assert.Equal("- a\n- mine\n- theirs", merge.Content.Body(SectionKind.Summary));
        Assert.Empty(merge.Conflicts);
    }

    [Fact]
    public void Rows_are_merged_one_by_one_and_stand_in_order()
    {
        var merge = PostMortemMerge.Of(
            Content("s", "c", ["1 deploy", "5 errors", "9 page"]),
            Content("s", "c", ["1 deploy of 2.31", "5 errors", "7 mine", "9 page"]),
            Content("s", "c", ["2 deploy", "5 errors", "8 theirs"])
        );

        // One worded the first line, the other moved it; the last line was taken away by one and left alone by the other.
        Assert.Equal(["2 deploy of 2.31", "5 errors", "7 mine", "8 theirs"], Lines(merge.Content));
        Assert.Empty(merge.Conflicts);
    }

    [Fact]
    public void A_row_that_both_worded_stands_twice_and_one_taken_away_but_reworded_stays()
    {
        var merge = PostMortemMerge.Of(
            Content("s", "c", ["1 deploy", "5 errors"]),
            Content("s", "c", ["1 mine"]),
            Content("s", "c", ["1 theirs", "5 many errors"])
        );

        Assert.Equal(["1 mine", "1 theirs", "5 many errors"], Lines(merge.Content));
        Assert.Equal(2, merge.Conflicts.Count);
    }

    [Fact]
    public void Sections_that_two_people_added_are_both_there_and_authors_join()
    {
        var before = Content("s", "c") with { Authors = ["Ana", "Bo"] };
        var mine = before with
        {
            Authors = ["Ana", "Lee"],
            Sections = [.. before.Sections, new(SectionKind.Other, "Mine", "words")],
        };
        var theirs = before with
        {
            Authors = ["Ana", "Bo", "Mia"],
            Sections = [.. before.Sections, new(SectionKind.Other, "Theirs", "words")],
        };

        var merge = PostMortemMerge.Of(before, mine, theirs);

        Assert.Equal(
            ["Summary", "Root Cause", "Mine", "Theirs"],
            merge.Content.Sections.Select(s => s.Heading)
        );
        Assert.Equal(["Ana", "Lee", "Mia"], merge.Content.Authors);
    }

    [Fact]
    public void Where_the_common_ground_is_not_known_any_more_both_texts_stand_and_are_asked_about()
    {
        var merge = PostMortemMerge.Of(
            null,
            Content("mine", "c", ["1 mine"]),
            Content("theirs", "c", ["1 theirs"])
        );

        Assert.Equal("mine\n\ntheirs", merge.Content.Body(SectionKind.Summary));
        Assert.Equal("c", merge.Content.Body(SectionKind.RootCause));
        Assert.Equal(["1 mine", "1 theirs"], Lines(merge.Content));
        Assert.Equal("Summary", Assert.Single(merge.Conflicts).Part);
    }

    [Fact]
    public void Whatever_two_people_write_no_word_of_either_is_lost()
    {
        var text = Gen.Elements("a", "b", "c", "- d", "- e", "")
            .ListOf()
            .Select(lines => string.Join('\n', lines));
        var moments = Gen.Choose(0, 4)
            .SelectMany(_ => Gen.Elements("1 x", "1 y", "2 x", "3 z"))
            .ListOf()
            .Select(l => l.Distinct().ToArray());
        var learnings = Gen.Elements("l1", "l2", "l3").ListOf().Select(l => l.Distinct().ToArray());
        var contents =
            from summary in text
            from cause in text
            from moment in moments
            from learned in learnings
            select Content(summary, cause, moment, learned);

        Prop.ForAll(
                (
                    from a in contents
                    from b in contents
                    from c in contents
                    select (Base: a, Mine: b, Theirs: c)
                ).ToArbitrary(),
                three =>
                {
                    // Words of two writers are told apart by who wrote them.
                    var mine = Marked(three.Base, three.Mine, "M");
                    var theirs = Marked(three.Base, three.Theirs, "T");
                    var merged = Words(PostMortemMerge.Of(three.Base, mine, theirs).Content);
                    var old = Words(three.Base);
                    return Words(mine).Concat(Words(theirs)).Except(old).All(merged.Contains);
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static PostMortemContent Marked(
        PostMortemContent before,
        PostMortemContent content,
        string by
    )
    {
        var old = before.Sections.SelectMany(s => s.Markdown.Split('\n')).ToHashSet();
        return content with
        {
            Sections =
            [
                .. content.Sections.Select(s =>
                    s with
                    {
                        Markdown = string.Join(
                            '\n',
                            s.Markdown.Split('\n').Select(l => old.Contains(l) ? l : l + by)
                        ),
                    }
                ),
            ],
            Timeline =
            [
                .. content.Timeline.Select(e =>
                    before.Timeline.Contains(e) ? e : e with { Text = e.Text + by }
                ),
            ],
        };
    }

    private static HashSet<string> Words(PostMortemContent content) =>
        [
            .. content.Sections.SelectMany(s => s.Markdown.Split('\n')),
            .. Lines(content),
            .. content.Learnings.Select(l => l.Observation),
        ];
}
