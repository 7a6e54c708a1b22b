using Afterword.Core.ActionItems;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Tests.Support;

namespace Afterword.Tests.Templates;

/// <summary>News of every kind: rich, poor and extreme.</summary>
internal static class SomeNews
{
    /// <summary>An incident as it is well written down, a week later.</summary>
    public static InternalFacts Incident { get; } =
        SomeFacts.Resolved with
        {
            Day = Some.Today.AddDays(-10),
            StartedAt = Some.Now.AddDays(-10),
            ResolvedAt = Some.Now.AddDays(-10).AddMinutes(114),
            MitigatedAt = Some.Now.AddDays(-10).AddMinutes(90),
            Lesson = new(
                "A pool that is sized by hand falls behind the traffic; sizes must follow what is measured."
            ),
            Items =
            [
                Item(31, "Alert when payment errors exceed 5 %", "Lee Example", 7) with
                {
                    PromisedOn = Some.Today.AddDays(-2),
                    Moves =
                    [
                        new DueMove(
                            Some.Today.AddDays(-2),
                            Some.Today.AddDays(7),
                            new InternalText("the new metric arrives with the next release"),
                            Some.Now.AddDays(-3)
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

    private static ItemFact Late =>
        Item(32, "Size the connection pool from traffic", "Ana Ruiz", -3) with
        {
            Status = ActionItemStatus.Blocked,
            StatusReason = new("waits for the new database host"),
            PromisedOn = Some.Today.AddDays(-7),
        };

    private static ItemFact Finished =>
        Item(34, "Write down who to call when the bank refuses", "Lee Example", -1) with
        {
            Status = ActionItemStatus.Done,
            ClosedAt = Some.Now.AddHours(-26),
            Evidence = new(
                "PR #418, live since 2026-11-20 07:00 UTC; used in Friday's drill without a question."
            ),
        };

    private static InternalFacts Over =>
        Incident with
        {
            Items =
            [
                .. Incident.Items.Select(i =>
                    i with
                    {
                        Status = ActionItemStatus.Done,
                        StatusReason = default,
                        ClosedAt = Some.Now.AddHours(-2),
                    }
                ),
            ],
        };

    /// <summary>An incident of which hardly anything is known.</summary>
    private static InternalFacts Poor => SomeFacts.Running;

    /// <summary>An incident whose every text is far too long.</summary>
    private static InternalFacts Extreme { get; } =
        Incident with
        {
            Title = Long(60),
            Impact = Long(200),
            Cost = Long(80),
            Summary = Long(300),
            Cause = Long(300),
            Lesson = Long(200),
            AffectedUsers = 2_000_000_000,
            Services = [.. Enumerable.Repeat(Long(9), 40)],
            Items =
            [
                .. Enumerable
                    .Range(1, 60)
                    .Select(i =>
                        Item(i, "", new string('n', 40), i - 30) with
                        {
                            Action = Long(40),
                            Status = (ActionItemStatus)(i % 5),
                            StatusReason = Long(80),
                            Evidence = Long(90),
                            ClosedAt = Some.Now.AddHours(-i),
                            Moves =
                            [
                                new DueMove(
                                    Some.Today.AddDays(-60),
                                    Some.Today,
                                    Long(70),
                                    Some.Now.AddDays(-1)
                                ),
                            ],
                        }
                    ),
            ],
            Lead = new LeadFact(
                "Maximiliana Alexandra Konstantinopolitanska-Featherstonehaugh the Third",
                ""
            ),
        };

    /// <summary>News of every kind, as it is when everything is written down.</summary>
    public static IEnumerable<News> Rich =>
        [
            new FirstSummaryNews(SomeFacts.Resolved),
            new PublishedNews(Incident),
            new WeeklyNews(
                Incident,
                Some.Now.AddDays(-7),
                [
                    new AnswerFact(
                        new("Was any card charged twice?"),
                        new("No. Each refused order was rolled back by the bank within a minute.")
                    ),
                ]
            ),
            new WeeklyEndedNews(Incident with { Items = [Incident.Items[0], Incident.Items[3]] }),
            new DoneNews(Incident, Finished),
            Digest,
            new EscalationNews(Incident)
            {
                Item = Late,
                PromisedTo = ["leadership", "the affected teams"],
            },
            new ClosingNews(Over, Some.Today.AddDays(30), ["Ana Ruiz", "Lee Example", "Payments"]),
            new CheckInNews(Over, [Finished], Page("incidents/INC-12/check-in")),
            new RiskCallNews(
                Incident,
                "Lee Example",
                [Risk("Refunds", "database", "connection-pool"), Risk("Invoices", "database")],
                Page("incidents/INC-12/similar-risk"),
                false
            ),
            new CorrectionNews(
                Incident,
                Some.Now.AddHours(-20),
                new("1,200 users were affected"),
                new("1,340 users were affected; 140 came in through the phone line")
            ),
            new HeadsUpNews(
                Incident,
                new HeadsUp(
                    new(
                        "the payment pool is moved to its new host; checkout may answer slowly for a minute"
                    ),
                    new("2026-11-24 06:00–06:30 UTC"),
                    new("#payments-move")
                )
            ),
            new AdHocNews(
                Incident,
                new(
                    "The bank has confirmed **all 37 refunds**. Nobody is waiting for money any more."
                )
            ),
        ];

    private static RiskFact Risk(string service, params string[] shared) =>
        new(2, "lee", "Lee Example", new(service), shared, Some.Now, true);

    public static IEnumerable<News> Poorest =>
        [
            new FirstSummaryNews(Poor),
            new PublishedNews(Poor),
            new WeeklyNews(Poor, Some.Now.AddDays(-7), []),
            new WeeklyEndedNews(Poor),
            new DoneNews(Poor, Bare),
            new DigestNews("Lee", Some.Today, [], [], Page(""), Some.Now),
            new DigestNews(
                "Lee",
                Some.Today,
                [],
                [
                    new DigestMessage(
                        "First summary to leadership about INC-13",
                        Some.Now,
                        Page("x")
                    ),
                ],
                Page("incidents/INC-13"),
                Some.Now
            )
            {
                Incident = Poor,
            },
            new DigestNews(
                "Lee",
                Some.Today,
                [new DigestItem(Bare, "INC-13", new("Nobody can sign in"), 6)],
                [],
                Page(""),
                Some.Now
            ),
            new EscalationNews(Poor) { Item = Bare, SilentDays = 8 },
            new EscalationNews(Poor)
            {
                OwedAt = Some.Now.AddHours(-2),
                PromisedTo = ["leadership"],
                Message = Page("updates/7"),
            },
            new EscalationNews(Poor)
            {
                Question = new Unanswered(
                    "Nobody has said whether the fixes of INC-13 hold.",
                    "only a look shows whether they do.",
                    Some.Now.AddDays(-9),
                    "Ana Ruiz",
                    Page("incidents/INC-13/check-in")
                ),
            },
            new CheckInNews(Poor, [Bare], Page("incidents/INC-13/check-in")),
            new RiskCallNews(Poor, "Lee", [], Page("incidents/INC-13/similar-risk"), true),
            new ClosingNews(Poor, Some.Today.AddDays(30), []),
            new CorrectionNews(null, Some.Now, new("Monday"), new("Tuesday")),
            new HeadsUpNews(null, new HeadsUp(new("we move"), new("tomorrow"), default)),
            new AdHocNews(null, new("Thank you all.")),
        ];

    public static IEnumerable<News> Extremes =>
        [
            new FirstSummaryNews(Extreme),
            new PublishedNews(Extreme),
            new WeeklyNews(
                Extreme,
                Some.Now.AddDays(-7),
                [.. Enumerable.Repeat(new AnswerFact(Long(90), Long(200)), 30)]
            ),
            new WeeklyEndedNews(Extreme),
            new DoneNews(Extreme, Extreme.Items[3]),
            new DigestNews(
                "Maximiliana Alexandra",
                Some.Today,
                [.. Extreme.Items.Select(i => new DigestItem(i, "INC-12", Long(40), 9))],
                [
                    .. Enumerable.Repeat(
                        new DigestMessage(
                            "First summary to leadership about INC-12",
                            Some.Now,
                            Page("x")
                        ),
                        30
                    ),
                ],
                Page(""),
                Some.Now
            ),
            new EscalationNews(Extreme)
            {
                Item = Extreme.Items[1],
                SilentDays = 90,
                PromisedTo = [.. Enumerable.Repeat("the affected teams", 12)],
            },
            new ClosingNews(
                Extreme,
                Some.Today.AddDays(30),
                [.. Enumerable.Repeat("Maximiliana Alexandra the Third", 30)]
            ),
            new CheckInNews(Extreme, Extreme.Items, Page("x")),
            new RiskCallNews(
                Extreme,
                "Maximiliana Alexandra",
                [
                    .. Enumerable.Repeat(
                        new RiskFact(
                            1,
                            "m",
                            "M",
                            Long(20),
                            [.. Enumerable.Repeat("a very long tag", 30)],
                            Some.Now,
                            true
                        ),
                        20
                    ),
                ],
                Page("x"),
                true
            ),
            new CorrectionNews(Extreme, Some.Now, Long(80), Long(80)),
            new HeadsUpNews(Extreme, new HeadsUp(Long(60), Long(30), Long(30))),
        ];

    /// <summary>What customers are told, kind by kind.</summary>
    public static IEnumerable<ICustomerFacts> ForCustomers =>
        [
            new CustomerFacts
            {
                Headline = Reviewed("Some orders could not be placed"),
                Seen = Reviewed("About one in five orders failed. Nobody was charged twice"),
                Doing = Reviewed("We make the payment system larger and watch it closely"),
                StartedAt = Some.Now.AddHours(-3),
                ResolvedAt = Some.Now,
                NextUpdateAt = Some.Now.AddDays(2),
                Follow = Status,
            },
            new CustomerClosing
            {
                Headline = Reviewed("Some orders could not be placed"),
                Different = Reviewed(
                    "Payments now have room for twice the traffic of our busiest day, and we are warned before it fills"
                ),
                Day = Some.Today.AddDays(-10),
                Follow = Status,
            },
            new CustomerCorrection
            {
                Wrong = Reviewed("Refunds arrive by Monday"),
                Right = Reviewed("Refunds arrive by Wednesday, 25 November"),
                SentAt = Some.Now.AddHours(-20),
                Follow = Status,
            },
            new CustomerHeadsUp
            {
                What = Reviewed("Payments may be slow for a few minutes while we move them"),
                When = Reviewed("Tuesday, 24 November, 06:00–06:30 UTC"),
                Follow = Status,
            },
            new CustomerMessage
            {
                Words = Reviewed("All refunds have been paid out. You need to do **nothing**."),
                Follow = Status,
            },
        ];

    private static DigestNews Digest =>
        new(
            "Ana Ruiz",
            Some.Today,
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
                    Some.Now.AddHours(5),
                    Page("updates/41")
                ),
            ],
            Page("action-items?owner=@ana&status=open"),
            Some.Now
        );

    private static ItemFact Bare =>
        new(
            "OUT-1",
            new InternalText("Call back"),
            null,
            null,
            "",
            ActionItemStatus.InProgress,
            default
        );

    private static Uri Status => new("https://status.example.test/");

    private static PublicText Reviewed(string words) => PublicText.Reviewed(words, 7);

    private static InternalText Long(int words) =>
        new(string.Join(' ', Enumerable.Range(0, words).Select(i => $"**word{i}**")));

    private static ItemFact Item(int number, string action, string? owner, int? days) =>
        SomeFacts.Item($"OUT-{number}", action, owner, days) with
        {
            Page = Page($"action-items/OUT-{number}"),
            Priority = Priority.P2,
        };

    private static Uri Page(string path) => new($"https://afterword.example.test/{path}");
}
