using Afterword.Core.ActionItems;
using Afterword.Core.Templates.Samples;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Tests.Support;

namespace Afterword.Tests.Templates;

/// <summary>News of every kind: rich (the product's own samples), poor and extreme.</summary>
internal static class SomeNews
{
    public static InternalFacts Incident => SampleStory.Incident;

    public static IEnumerable<News> Rich => SampleNews.Rich;

    public static IEnumerable<ICustomerFacts> ForCustomers => SampleNews.ForCustomers;

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
            new ProgressNews("Lee", Some.Today, new Progress([], [], [], default))
            {
                From = Nobody,
            },
            new BlockerNews(new Blocker(new("x"), default, default, default, default, [], []))
            {
                From = Nobody,
            },
            new ReviewNews(
                new Review(
                    new("x"),
                    new("https://git.example.test/a/b/pull/7"),
                    default,
                    [],
                    default,
                    default
                )
            )
            {
                From = Nobody,
            },
            new DelayNews(new Delay(new("x"), default, default, default, [], default))
            {
                From = Nobody,
            },
            new PlanChangeNews(Poor, [new PlanMove(default, null, Some.Now)]),
            new MonthlyReviewNews(Period([], [])),
            new LeadershipDigestNews(Period([], [Bare])),
            new SuccessNews(new SuccessStory("Incidents", "9", "4", "x", "Payments"), Page("")),
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
            new ProgressNews(
                "Lee",
                Some.Today,
                new Progress(Many(40), Many(40), Many(40), Long(90))
            )
            {
                Incident = Extreme,
                From = Nobody,
            },
            new BlockerNews(
                new Blocker(Long(60), Long(60), Long(60), Long(60), Long(60), Many(20), Many(20))
            )
            {
                Incident = Extreme,
                Item = Extreme.Items[1],
                From = Nobody,
            },
            new ReviewNews(new Review(Long(60), Long(60), Long(60), Many(20), Long(60), Long(60)))
            {
                Incident = Extreme,
                Item = Extreme.Items[1],
                From = Nobody,
            },
            new DelayNews(new Delay(Long(60), Long(60), Long(60), Long(60), Many(20), Long(60)))
            {
                Incident = Extreme,
                Item = Extreme.Items[1],
                From = Nobody,
            },
            new PlanChangeNews(
                Extreme,
                [.. Enumerable.Repeat(new PlanMove(Long(40), Some.Now, Some.Now.AddDays(2)), 20)]
            ),
            new MonthlyReviewNews(Period(Extreme.Items, Extreme.Items)),
            new LeadershipDigestNews(Period(Extreme.Items, Extreme.Items)),
            new SuccessNews(Story, Page("")),
        ];

    private static SuccessStory Story =>
        new(
            "First summary within 24 hours",
            "1,200 h 40 min",
            "1,100 h 20 min",
            ManyWords(60),
            ManyWords(30)
        );

    private static PeriodReview Period(
        IReadOnlyList<ItemFact> closed,
        IReadOnlyList<ItemFact> slipped
    ) =>
        new(
            "October 2026",
            closed.Count == 0 ? "" : ManyWords(60),
            closed.Count,
            [
                .. Enumerable.Repeat(
                    new PeriodFigure(
                        "First summary within 24 hours",
                        "1,200 h 40 min, median of 1,000 incidents",
                        closed.Count == 0 ? "Nothing to compare with" : ManyWords(60)
                    ),
                    closed.Count == 0 ? 0 : 8
                ),
            ],
            closed,
            slipped,
            [.. Enumerable.Repeat(Story, closed.Count)],
            Some.Today,
            Page(""),
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

    private static LeadFact Nobody => new("Lee Example", "");

    private static IReadOnlyList<InternalText> Many(int lines) =>
        [.. Enumerable.Repeat(Long(30), lines)];

    private static InternalText Long(int words) => new(ManyWords(words));

    private static string ManyWords(int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(i => $"**word{i}**"));

    private static ItemFact Item(int number, string action, string? owner, int? days) =>
        SomeFacts.Item($"OUT-{number}", action, owner, days) with
        {
            Page = Page($"action-items/OUT-{number}"),
            Priority = Priority.P2,
        };

    private static Uri Page(string path) => new($"https://afterword.example.test/{path}");
}
