using Afterword.Core.PostMortems;
using Afterword.Tests.Support;

namespace Afterword.Tests.PostMortems;

public sealed class TimelineOrderTests
{
    private static DocumentTimelineEntry At(int minute, string text = "x") =>
        new(Some.Now.AddMinutes(minute), null, "", text);

    [Fact]
    public void A_timeline_sorts_itself_and_lines_of_one_moment_keep_their_order()
    {
        var sorted = TimelineOrder.Sorted([At(10, "c"), At(0, "a"), At(10, "d"), At(5, "b")]);

        Assert.Equal(["a", "b", "c", "d"], sorted.Select(e => e.Text));
    }

    [Fact]
    public void A_line_without_a_moment_stays_behind_the_one_it_followed()
    {
        var sorted = TimelineOrder.Sorted([
            At(10, "late"),
            new(null, null, "later", "and then"),
            At(0, "early"),
        ]);

        Assert.Equal(["early", "late", "and then"], sorted.Select(e => e.Text));
    }

    [Fact]
    public void Times_without_a_zone_are_sorted_among_themselves()
    {
        var sorted = TimelineOrder.Sorted([
            new(null, "2026-11-20T14:10", "14:10", "b"),
            new(null, "2026-11-20T14:02", "14:02", "a"),
        ]);

        Assert.Equal(["a", "b"], sorted.Select(e => e.Text));
    }

    [Fact]
    public void Half_an_hour_of_silence_is_fine_and_a_minute_more_is_asked_about()
    {
        Assert.Empty(TimelineOrder.Warnings([At(0), At(30)]));

        var warning = Assert.Single(TimelineOrder.Warnings([At(0), At(31)]));
        Assert.Equal((1, TimelineTrouble.Gap), (warning.Index, warning.Trouble));
        Assert.StartsWith("31 min without a line", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_stood_too_far_down_is_pointed_at_where_it_is_shown()
    {
        var warning = Assert.Single(TimelineOrder.Warnings([At(10), At(20), At(12)]));

        Assert.Equal(TimelineTrouble.Disorder, warning.Trouble);
    }

    [Fact]
    public void Only_the_lines_that_would_have_to_move_are_pointed_at()
    {
        var moved = At(90, "moved");

        var warnings = TimelineOrder.Warnings([At(0), moved, At(10), At(20), At(30), At(40)]);

        Assert.Equal(
            [TimelineTrouble.Disorder, TimelineTrouble.Gap],
            warnings.Select(w => w.Trouble)
        );
        Assert.All(warnings, w => Assert.Equal(5, w.Index));
    }
}
