using Afterword.Core.ActionItems;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Templates.Samples;

/// <summary>News of every kind about the incident of the samples: what templates are shown with, checked against and kept as golden files.</summary>
public static class SampleNews
{
    private static DateTimeOffset Now => SampleFacts.Now;
    private static DateOnly Today => SampleFacts.Today;

    /// <summary>The news of a kind; null for one that only tells customers.</summary>
    public static News? Of(UpdateKind kind) => Rich.FirstOrDefault(n => n.Kind == kind);

    /// <summary>What customers are told with a kind; null for a kind they are not told.</summary>
    public static ICustomerFacts? ForCustomersOf(UpdateKind kind) =>
        ForCustomers.FirstOrDefault(n => n.Kind == kind);

    /// <summary>The facts that a template of this kind and audience is given in the sample; null where no template can be.</summary>
    public static IAudienceFacts? Facts(UpdateKind kind, Audience audience) =>
        Audiences.IsOutside(audience) ? ForCustomersOf(kind) : Of(kind)?.For(audience);

    /// <summary>News of every kind, as it is when everything is written down.</summary>
    public static IEnumerable<News> Rich =>
        [
            new FirstSummaryNews(SampleFacts.Resolved),
            new PublishedNews(SampleStory.Incident),
            new WeeklyNews(
                SampleStory.Incident,
                Now.AddDays(-7),
                [
                    new AnswerFact(
                        new("Was any card charged twice?"),
                        new("No. Each refused order was rolled back by the bank within a minute.")
                    ),
                ]
            ),
            new WeeklyEndedNews(
                SampleStory.Incident with
                {
                    Items = [SampleStory.Incident.Items[0], SampleStory.Incident.Items[3]],
                }
            ),
            new ProgressNews(
                "Payments",
                Today,
                new Progress(
                    [
                        new("OUT-34 Write down who to call when the bank refuses (PR #418)"),
                        new("OUT-35 Drill the call list with the night shift"),
                    ],
                    [new("OUT-31 Alert when payment errors exceed 5 % - ETA: 2026-11-28")],
                    [
                        new(
                            "OUT-32 Size the connection pool from traffic: Need the new database host from Platform"
                        ),
                    ],
                    new("The freeze from 2026-12-18 leaves three weeks for the pool.")
                )
            )
            {
                From = SampleStory.Ana,
            },
            new HeadsUpNews(
                SampleStory.Incident,
                new HeadsUp(
                    new(
                        "the payment pool is moved to its new host; checkout may answer slowly for a minute"
                    ),
                    new("2026-11-24 06:00–06:30 UTC"),
                    new("#payments-move")
                )
            ),
            new BlockerNews(
                new Blocker(
                    new("Size the connection pool from traffic"),
                    new("OUT-32, and with it the load test of the 2026-11-27 release"),
                    new("2026-11-26: the load test needs a day"),
                    new("give the pool room for twice the busiest hour"),
                    new("the old host refuses more than 400 connections"),
                    [
                        new("Raised the limit on the old host - it ran out of memory"),
                        new("Shared the replica - reports became slow"),
                    ],
                    [new("the new database host from Platform")]
                )
            )
            {
                Incident = SampleStory.Incident,
                Item = SampleStory.Late,
                From = SampleStory.Ana,
            },
            new ReviewNews(
                new Review(
                    new("Payment error alert"),
                    new("418"),
                    new(
                        "Warns the on-call engineer when more than 5 % of payments fail for five minutes"
                    ),
                    [
                        new("New metric of refused payments"),
                        new("Alert rule with a link to the runbook"),
                    ],
                    new("Replayed the traffic of 2026-11-11; it fired after six minutes"),
                    new("The rule's window: shorter ones fired on every deploy")
                )
            )
            {
                Incident = SampleStory.Incident,
                Item = SampleStory.Incident.Items[0],
                From = SampleStory.Ana,
            },
            new DoneNews(SampleStory.Incident, SampleStory.Finished),
            new DelayNews(
                new Delay(
                    new("Size the connection pool from traffic"),
                    new("2026-11-18"),
                    new("2026-12-02 to 2026-12-04"),
                    new("The new database host arrives two weeks later than ordered"),
                    [.. Delay.UsualOptions.Select(o => new InternalText(o))],
                    new("Accept the delay; the alert of OUT-31 warns us until then")
                )
            )
            {
                Incident = SampleStory.Incident,
                Item = SampleStory.Late,
                From = SampleStory.Ana,
            },
            SampleStory.Digest,
            new EscalationNews(SampleStory.Incident)
            {
                Item = SampleStory.Late,
                PromisedTo = ["leadership", "the affected teams"],
            },
            new PlanChangeNews(
                SampleStory.Incident,
                [
                    new PlanMove(
                        new("New database host in service"),
                        Now.AddDays(4),
                        Now.AddDays(12)
                    ),
                    new PlanMove(new("Next update"), Now.AddDays(3), Now.AddDays(7)),
                ]
            ),
            new ClosingNews(
                SampleStory.Over,
                Today.AddDays(30),
                ["Ana Ruiz", "Lee Example", "Payments"]
            ),
            new CheckInNews(
                SampleStory.Over,
                [SampleStory.Finished],
                SampleStory.Page("incidents/INC-12/check-in")
            ),
            new RiskCallNews(
                SampleStory.Incident,
                "Lee Example",
                [Risk("Refunds", "database", "connection-pool"), Risk("Invoices", "database")],
                SampleStory.Page("incidents/INC-12/similar-risk"),
                false
            ),
            new SuccessNews(
                SampleReview.Story,
                SampleStory.Page("insights/metrics/time-to-resolve")
            ),
            new LeadershipDigestNews(SampleReview.Week),
            new MonthlyReviewNews(SampleReview.Month),
            new CorrectionNews(
                SampleStory.Incident,
                Now.AddHours(-20),
                new("1,200 users were affected"),
                new("1,340 users were affected; 140 came in through the phone line")
            ),
            new AdHocNews(
                SampleStory.Incident,
                new(
                    "The bank has confirmed **all 37 refunds**. Nobody is waiting for money any more."
                )
            ),
        ];

    /// <summary>What customers are told, kind by kind.</summary>
    public static IEnumerable<ICustomerFacts> ForCustomers =>
        [
            new CustomerFacts
            {
                Headline = Reviewed("Some orders could not be placed"),
                Seen = Reviewed("About one in five orders failed. Nobody was charged twice"),
                Doing = Reviewed("We make the payment system larger and watch it closely"),
                StartedAt = Now.AddHours(-3),
                ResolvedAt = Now,
                NextUpdateAt = Now.AddDays(2),
                Follow = Status,
            },
            new CustomerStatus
            {
                Headline = Reviewed("Some orders could not be placed"),
                Seen = Reviewed("About one in five orders failed. Nobody was charged twice"),
                Doing = Reviewed("Orders go through again; we watch them closely"),
                ResolvedAt = Now,
                NextUpdateAt = Now.AddDays(2),
                Follow = Status,
            },
            new CustomerClosing
            {
                Headline = Reviewed("Some orders could not be placed"),
                Different = Reviewed(
                    "Payments now have room for twice the traffic of our busiest day, and we are warned before it fills"
                ),
                Day = Today.AddDays(-10),
                Follow = Status,
            },
            new CustomerCorrection
            {
                Wrong = Reviewed("Refunds arrive by Monday"),
                Right = Reviewed("Refunds arrive by Wednesday, 25 November"),
                SentAt = Now.AddHours(-20),
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

    private static RiskFact Risk(string service, params string[] shared) =>
        new(2, "lee", "Lee Example", new(service), shared, Now, true);

    private static Uri Status => new("https://status.example.test/");

    // A reviewer of the sample's own; nothing of this is ever sent.
    private static PublicText Reviewed(string words) => PublicText.Reviewed(words, 7);
}
