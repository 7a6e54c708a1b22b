using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.Templates.Samples;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Leaks;

/// <summary>A random incident with a secret in every internal field, and all that is told of it to everybody.</summary>
internal sealed class World
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
    private readonly Random _random;

    public World(int seed)
    {
        _random = new Random(seed);
        Canaries = new Canaries(_random);
        Facts = Internal();
        Incident = Core.Incidents.Incident.Declare(
            _random.Next(1, 10_000),
            new IncidentDetails
            {
                Title = Plain("incident.title"),
                Severity = (Severity)_random.Next(4),
                StartedAt = Now.AddHours(-3),
                ResolvedAt = _random.Next(2) == 0 ? Now.AddHours(-1) : null,
                Impact = Plain("incident.impact"),
                Cost = Plain("incident.cost"),
                SlackThread = "",
                Ticket = Canaries.Plant("incident.ticket", alone: true),
                StatedDuration = Canaries.Plant("incident.statedDuration", alone: true),
                Tags = [Canaries.Plant("incident.tag", alone: true)],
                Milestones =
                [
                    new Milestone(
                        Canaries.Plant("incident.milestone", alone: true),
                        Now.AddDays(3),
                        null
                    ),
                ],
                People = [new InvolvedPerson(1, Canaries.Plant("incident.role", alone: true))],
            },
            new By(1, Door.Web, Now)
        );
    }

    public Canaries Canaries { get; }

    public InternalFacts Facts { get; }

    public Core.Incidents.Incident Incident { get; }

    /// <summary>News of every kind, with secrets in what people wrote too.</summary>
    public IEnumerable<News> News()
    {
        foreach (var news in SampleNews.Rich)
        {
            yield return news switch
            {
                FirstSummaryNews => new FirstSummaryNews(Facts),
                PublishedNews => new PublishedNews(Facts),
                WeeklyNews => new WeeklyNews(
                    Facts,
                    Now.AddDays(-7),
                    [new AnswerFact(Text("answer.question"), Text("answer.answer"))]
                ),
                WeeklyEndedNews => new WeeklyEndedNews(Facts),
                DoneNews => new DoneNews(Facts, Facts.Items[2]),
                EscalationNews => new EscalationNews(Facts)
                {
                    Item = Facts.Items[0],
                    PromisedTo = ["leadership"],
                },
                ClosingNews => new ClosingNews(Facts, SampleFacts.Today, [Plain("closing.thanks")]),
                CheckInNews => new CheckInNews(Facts, [Facts.Items[2]], Facts.Page),
                RiskCallNews => new RiskCallNews(
                    Facts,
                    Plain("risk.person"),
                    [new RiskFact(1, "lee", "Lee", Text("risk.service"), ["tag"], Now, true)],
                    Facts.Page,
                    false
                ),
                CorrectionNews => new CorrectionNews(
                    Facts,
                    Now,
                    Text("correction.wrong"),
                    Text("correction.right")
                ),
                HeadsUpNews => new HeadsUpNews(
                    Facts,
                    new HeadsUp(Text("headsUp.what"), Text("headsUp.when"), Text("headsUp.follow"))
                ),
                AdHocNews => new AdHocNews(Facts, Text("message.words")),
                PlanChangeNews => new PlanChangeNews(
                    Facts,
                    [new PlanMove(Text("milestone.name"), Now, Now.AddDays(1))]
                ),
                DigestNews digest => digest with
                {
                    Incident = null,
                    Name = Plain("digest.name"),
                    Items =
                    [
                        new DigestItem(Facts.Items[0], Facts.Key, Text("digest.incident"), null),
                    ],
                },
                SuccessNews success => success with
                {
                    Story = success.Story with
                    {
                        Baseline = Plain("story.baseline"),
                        Team = Plain("story.team"),
                    },
                },
                MonthlyReviewNews month => month with { Month = Reviewed(month.Month) },
                LeadershipDigestNews week => week with { Week = Reviewed(week.Week) },
                WorkNews work => work with { Incident = Facts, Item = Facts.Items[0] },
                _ => throw new InvalidOperationException($"{news.Kind} has no secrets planted."),
            };
        }
    }

    private PeriodReview Reviewed(PeriodReview review) =>
        review with
        {
            Baseline = Plain("review.baseline"),
            Closed = [Facts.Items[2]],
            Slipped = [Facts.Items[0]],
        };

    /// <summary>What customers are told of this incident: words of their own, from the very incident that is full of secrets.</summary>
    public IEnumerable<ICustomerFacts> ForCustomers()
    {
        var text = CustomerText.For(Incident.Number);
        var by = new By(1, Door.Web, Now);
        text.Write(
            new CustomerWording(
                $"Some orders failed {Canaries.Words(_random)}",
                Canaries.Words(_random),
                Canaries.Words(_random),
                Canaries.Words(_random),
                "https://status.example.test/"
            ),
            by
        );
        text.Approve(by);
        foreach (
            var kind in new[]
            {
                UpdateKind.InitialSummary,
                UpdateKind.StatusPost,
                UpdateKind.Closing,
            }
        )
        {
            yield return text.Facts(kind, Incident, Now.AddDays(2))!;
        }
        foreach (
            var other in SampleNews.ForCustomers.Where(f =>
                f.Kind
                    is not (
                        UpdateKind.InitialSummary
                        or UpdateKind.StatusPost
                        or UpdateKind.Closing
                    )
            )
        )
        {
            yield return other;
        }
    }

    private InternalFacts Internal() =>
        SampleFacts.Resolved with
        {
            Key = "INC-12",
            Title = Text("facts.title"),
            Impact = Text("facts.impact"),
            Cost = Text("facts.cost"),
            Summary = Text("facts.summary"),
            Cause = Text("facts.cause", Fence.Engineers),
            Lesson = Text("facts.lesson"),
            Services = [Text("facts.service", Fence.Engineers)],
            Thread = "",
            Lead = new LeadFact(Plain("facts.lead"), "ana@example.test"),
            Helpers = [Plain("facts.helper")],
            Items = [Item(1, true), Item(2, false), Item(3, false, done: true)],
            Page = new Uri(
                $"https://afterword.example.test/incidents/{Canaries.Plant("facts.page", alone: true)}"
            ),
            Document = new Uri(
                $"https://afterword.example.test/{Canaries.Plant("facts.document", alone: true)}"
            ),
        };

    private ItemFact Item(int number, bool late, bool done = false) =>
        new(
            $"OUT-{number}",
            Text("item.action"),
            Plain("item.owner"),
            SampleFacts.Today.AddDays(late ? -3 : 5),
            "",
            done ? ActionItemStatus.Done
                : late ? ActionItemStatus.Blocked
                : ActionItemStatus.InProgress,
            Text("item.reason")
        )
        {
            Number = number,
            Page = new Uri(
                $"https://afterword.example.test/{Canaries.Plant("item.page", alone: true)}"
            ),
            Evidence = Text("item.evidence"),
            ClosedAt = done ? Now.AddDays(-1) : null,
            TouchedAt = Now.AddDays(-9),
            Moves = [new DueMove(SampleFacts.Today, null, Text("item.move"), Now)],
        };

    private InternalText Text(string field, Fence fence = Fence.Customers) =>
        new(Canaries.Plant(field, fence));

    private string Plain(string field) => Canaries.Plant(field, alone: true);
}
