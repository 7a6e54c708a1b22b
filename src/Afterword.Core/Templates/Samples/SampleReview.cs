using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Templates.Samples;

/// <summary>A month and a week of the organization of the samples.</summary>
internal static class SampleReview
{
    public static SuccessStory Story { get; } =
        new("Time to resolve (MTTR)", "2 h 20 min", "1 h 14 min", "The year before");

    public static PeriodReview Month { get; } =
        new(
            "October 2026",
            "The year before",
            9,
            [
                new("First summary within 24 hours", "89 %, 8 of 9", "no change beyond chance"),
                new("Done on time", "75 %, 18 of 24", "Better than The year before"),
                new(
                    "Time to resolve (MTTR)",
                    "1 h 14 min, median of 9",
                    "Better than The year before"
                ),
                new("Recurrence", "No data", "Nothing to compare with"),
            ],
            [SampleStory.Finished],
            [SampleStory.Late, SampleStory.Incident.Items[2]],
            [Story],
            new DateOnly(2026, 12, 1),
            SampleStory.Page("insights/reviews/2026-10"),
            SampleFacts.Now
        );

    public static PeriodReview Week { get; } =
        Month with
        {
            Period = "the week from 2026-11-09",
            Baseline = "",
            Incidents = 2,
            Stories = [],
            NextOn = new DateOnly(2026, 11, 23),
            Page = SampleStory.Page("insights/leadership"),
        };
}
