using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Templates.Samples;

/// <summary>Facts of a believable incident: what a template is shown with and checked against where no real incident is named.</summary>
public static class SampleFacts
{
    /// <summary>The moment at which the samples are told, UTC.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    /// <summary>The day of that moment.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>It is over, and well written down.</summary>
    public static InternalFacts Resolved { get; } =
        new()
        {
            Key = "INC-12",
            Title = new("Checkout answered with errors"),
            Severity = Severity.Sev2,
            Day = Today,
            StartedAt = Now.AddMinutes(-134),
            MitigatedAt = Now.AddMinutes(-40),
            ResolvedAt = Now.AddMinutes(-20),
            Duration = TimeSpan.FromMinutes(114),
            Impact = new("One in five orders failed; nobody was charged twice."),
            AffectedUsers = 1200,
            Cost = new("about 9,000 USD of sales delayed"),
            Summary = new(
                "Checkout refused **one in five** orders because the payment pool ran dry; a larger pool ended it."
            ),
            Cause = new(
                "The connection pool of `payments-db` was sized for half of today's traffic."
            ),
            Services = [new("checkout"), new("payments")],
            Items =
            [
                Item("OUT-31", "Alert when payment errors exceed 5 %", "Lee Example", 7),
                Item("OUT-32", "Size the connection pool from traffic", "Ana Ruiz", -3) with
                {
                    Status = ActionItemStatus.Blocked,
                    StatusReason = new("waits for the new database host"),
                },
                Item("OUT-33", "Rehearse the failover once a quarter", null, null),
                Item("OUT-34", "Write down who to call", "Lee Example", -9) with
                {
                    Status = ActionItemStatus.Done,
                },
            ],
            Lead = new LeadFact("Ana Ruiz", "ana@example.test"),
            NextUpdateAt = Now.AddDays(7),
            Page = new Uri("https://afterword.example.test/incidents/INC-12"),
            Document = new Uri("https://afterword.example.test/incidents/INC-12/post-mortem"),
            Now = Now,
        };

    /// <summary>A SEV1 that still runs, about which little is known.</summary>
    public static InternalFacts Running { get; } =
        new()
        {
            Key = "INC-13",
            Title = new("Nobody can sign in"),
            Severity = Severity.Sev1,
            Day = Today,
            StartedAt = Now.AddMinutes(-15),
            NextUpdateAt = Now.AddHours(4),
            Page = new Uri("https://afterword.example.test/incidents/INC-13"),
            Now = Now,
        };

    internal static ItemFact Item(string key, string action, string? owner, int? dueInDays) =>
        new(
            key,
            new InternalText(action),
            owner,
            dueInDays is { } days ? Today.AddDays(days) : null,
            "",
            ActionItemStatus.InProgress,
            default
        );
}
