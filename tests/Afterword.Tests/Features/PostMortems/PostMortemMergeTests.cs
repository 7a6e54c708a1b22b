using Afterword.Core.PostMortems;
using Afterword.Server.Features.PostMortems;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Features.PostMortems;

public sealed class PostMortemMergeTests
{
    private static PostMortemContent Content(
        string summary,
        string cause,
        string[]? learnings = null
    ) =>
        new()
        {
            Sections =
            [
                new(SectionKind.Summary, "Summary", summary),
                new(SectionKind.RootCause, "Root Cause", cause),
            ],
            Learnings =
            [
                .. (learnings ?? []).Select(l => new DocumentLearning(
                    LearningCategory.Detection,
                    l,
                    ""
                )),
            ],
        };

    /// <summary>What somebody typed who opened the form on one content and meant another.</summary>
    private static PostMortemForm Typed(PostMortemContent opened, PostMortemContent meant)
    {
        var (before, after) = (PostMortemForm.Of(opened, 1), PostMortemForm.Of(meant, 1));
        return after with
        {
            ImpactBase = before.ImpactBase,
            AuthorsBase = before.AuthorsBase,
            TimelineBase = before.TimelineBase,
            LearningsBase = before.LearningsBase,
            Sections =
            [
                .. after.Sections!.Zip(before.Sections!, (a, b) => a with { Base = b.Base }),
            ],
        };
    }

    private static string? Of(PostMortemMerge merge, string heading) =>
        merge.Form.Sections!.Single(s => s.Heading == heading).Markdown;

    [Fact]
    public void Parts_that_only_one_of_two_changed_are_merged_without_a_question()
    {
        var merge = PostMortemMerge.Of(
            Typed(Content("s", "c"), Content("mine", "c")),
            PostMortemForm.Of(Content("s", "theirs"), 2)
        );

        Assert.Equal(("mine", "theirs"), (Of(merge, "Summary"), Of(merge, "Root Cause")));
        Assert.Empty(merge.Conflicts);
        Assert.Equal(["Root Cause"], merge.TakenOver);
        Assert.Equal(2, merge.Form.Version);
    }

    [Fact]
    public void Of_a_part_that_both_changed_both_versions_are_there()
    {
        var merge = PostMortemMerge.Of(
            Typed(Content("s", "c"), Content("mine", "c")),
            PostMortemForm.Of(Content("theirs", "c"), 2)
        );

        Assert.Equal("mine", Of(merge, "Summary"));
        Assert.Equal(("Summary", "theirs", "mine"), Assert.Single(merge.Conflicts));
    }

    [Fact]
    public void A_section_somebody_else_added_is_taken_over_and_one_I_added_stays()
    {
        var mine = Typed(Content("s", "c"), Content("s", "c"));
        mine.Sections!.Add(
            new PostMortemForm.SectionLine
            {
                Kind = "",
                Heading = "Mine",
                Markdown = "words",
            }
        );
        var theirs = Content("s", "c");
        theirs = theirs with
        {
            Sections = [.. theirs.Sections, new(SectionKind.Other, "Theirs", "words")],
        };

        var merge = PostMortemMerge.Of(mine, PostMortemForm.Of(theirs, 2));

        Assert.Equal("words", Of(merge, "Theirs"));
        Assert.Equal("words", Of(merge, "Mine"));
    }

    [Fact]
    public void Whatever_two_people_type_no_word_of_either_is_lost()
    {
        var text = Gen.Elements("", "one", "two words", "three short words", "a\n\nb");
        var lines = Gen.Elements("l1", "l2", "l3", "l4")
            .ListOf()
            .Select(l => l.Distinct().ToArray());
        var contents =
            from summary in text
            from cause in text
            from learned in lines
            select Content(summary, cause, learned);

        Prop.ForAll(
                (
                    from a in contents
                    from b in contents
                    from c in contents
                    select (Base: a, Mine: b, Theirs: c)
                ).ToArbitrary(),
                three =>
                {
                    var merge = PostMortemMerge.Of(
                        Typed(three.Base, three.Mine),
                        PostMortemForm.Of(three.Theirs, 2)
                    );
                    // What either of the two wrote anew stands in the form or beside it.
                    var there = string.Join(
                        '\n',
                        Words(merge.Form)
                            .Concat(
                                merge.Conflicts.SelectMany(c =>
                                    new[] { c.Stored ?? "", c.Typed ?? "" }
                                )
                            )
                    );
                    var old = Words(PostMortemForm.Of(three.Base, 1)).ToHashSet();
                    return Words(PostMortemForm.Of(three.Mine, 1))
                        .Concat(Words(PostMortemForm.Of(three.Theirs, 2)))
                        .Where(w => w.Length > 0 && !old.Contains(w))
                        .All(w => there.Contains(w, StringComparison.Ordinal));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static IEnumerable<string> Words(PostMortemForm form) =>
        form.Sections!.Select(s => s.Markdown ?? "")
            .Concat(form.Learnings!.Select(l => l.Observation ?? ""));
}
