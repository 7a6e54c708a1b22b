using Afterword.Core.ActionItems;
using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Templates.Samples;

/// <summary>The incident of the samples as it is well written down, ten days later, and what is told of it.</summary>
public static class SampleStory
{
    private static DateTimeOffset Now => SampleFacts.Now;
    private static DateOnly Today => SampleFacts.Today;

    /// <summary>The incident: two fixes open and one of them late, one without an owner, one done.</summary>
    public static InternalFacts Incident { get; } =
        SampleFacts.Resolved with
        {
            Day = Today.AddDays(-10),
            StartedAt = Now.AddDays(-10),
            ResolvedAt = Now.AddDays(-10).AddMinutes(114),
            MitigatedAt = Now.AddDays(-10).AddMinutes(90),
            Lesson = new(
                "A pool that is sized by hand falls behind the traffic; sizes must follow what is measured."
            ),
            Items =
            [
                Item(31, "Alert when payment errors exceed 5 %", "Lee Example", 7) with
                {
                    PromisedOn = Today.AddDays(-2),
                    Moves =
                    [
                        new DueMove(
                            Today.AddDays(-2),
                            Today.AddDays(7),
                            new InternalText("the new metric arrives with the next release"),
                            Now.AddDays(-3)
                        ),
                    ],
                },
                Late,
                Item(33, "Rehearse the failover once a quarter", null, null) with
                {
                    Status = ActionItemStatus.NotStarted,
                },
                Finished,
            ],
        };

    internal static ItemFact Late =>
        Item(32, "Size the connection pool from traffic", "Ana Ruiz", -3) with
        {
            Status = ActionItemStatus.Blocked,
            StatusReason = new("waits for the new database host"),
            PromisedOn = Today.AddDays(-7),
        };

    internal static ItemFact Finished =>
        Item(34, "Write down who to call when the bank refuses", "Lee Example", -1) with
        {
            Status = ActionItemStatus.Done,
            ClosedAt = Now.AddHours(-26),
            Evidence = new(
                "PR #418, live since 2026-11-20 07:00 UTC; used in Friday's drill without a question."
            ),
        };

    internal static InternalFacts Over =>
        Incident with
        {
            Items =
            [
                .. Incident.Items.Select(i =>
                    i with
                    {
                        Status = ActionItemStatus.Done,
                        StatusReason = default,
                        ClosedAt = Now.AddHours(-2),
                    }
                ),
            ],
        };

    internal static DigestNews Digest =>
        new(
            "Ana Ruiz",
            Today,
            [
                new DigestItem(Incident.Items[1], "INC-12", Incident.Title, null),
                new DigestItem(
                    Item(36, "Raise the queue's limit to 10,000", "Ana Ruiz", 1),
                    "INC-12",
                    Incident.Title,
                    null
                ),
                new DigestItem(
                    Item(41, "Describe the rollback in the runbook", "Ana Ruiz", 20) with
                    {
                        Status = ActionItemStatus.NotStarted,
                    },
                    "INC-14",
                    new("Search was empty for an hour"),
                    6
                ),
            ],
            [
                new DigestMessage(
                    "First summary to leadership about INC-15",
                    Now.AddHours(5),
                    Page("updates/41")
                ),
            ],
            Page("action-items?owner=@ana&status=open"),
            Now
        );

    /// <summary>Who tells of their own work.</summary>
    internal static LeadFact Ana { get; } = new("Ana Ruiz", "ana@example.test");

    private static ItemFact Item(int number, string action, string? owner, int? days) =>
        SampleFacts.Item($"OUT-{number}", action, owner, days) with
        {
            Page = Page($"action-items/OUT-{number}"),
            Priority = Priority.P2,
        };

    internal static Uri Page(string path) => new($"https://afterword.example.test/{path}");
}
