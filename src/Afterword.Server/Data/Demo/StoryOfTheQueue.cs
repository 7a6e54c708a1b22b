using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using static Afterword.Server.Data.Demo.DemoWords;

namespace Afterword.Server.Data.Demo;

/// <summary>Last week: orders waited because a queue had filled its disk. The post-mortem is in review.</summary>
internal static class StoryOfTheQueue
{
    public static void Write(DemoScript script)
    {
        var start = script.At(8, 16, 20);
        var over = start.AddMinutes(148);
        var incident = new DemoIncident(
            script,
            start.AddMinutes(26),
            "kofi",
            () => Details(script, start)
        );
        incident
            .Edited(
                start.AddMinutes(75),
                "kofi",
                () => Details(script, start) with { MitigatedAt = start.AddMinutes(71) }
            )
            .Resolved(over.AddMinutes(6), over, "elif")
            .Drafted(over.AddMinutes(7))
            .Approved(over.AddHours(3), "elif", Audience.Leadership)
            .Approved(over.AddHours(15), "elif", Audience.AffectedTeams)
            .Wrote(script.At(7, 9, 30), "kofi", Content(start, whole: false))
            .Wrote(script.At(5, 12, 15), "elif", Content(start, whole: true))
            .SentToReview(script.At(4, 8, 50), "elif");
        Items(script, incident);
    }

    private static IncidentDetails Details(DemoScript script, DateTimeOffset start) =>
        new()
        {
            Title = "Orders waited up to 40 minutes because the order queue had filled its disk",
            Severity = Severity.Sev2,
            TeamId = script.Teams["fulfillment"],
            LeadId = script.People["elif"],
            ServiceIds = [script.Services["order-queue"], script.Services["courier-app"]],
            AffectedTeamIds = [script.Teams["fulfillment"], script.Teams["storefront"]],
            Tags = ["capacity", "queue", "disk"],
            StartedAt = start,
            DetectedAt = start.AddMinutes(24),
            Impact =
                "4,180 orders reached a courier up to 40 minutes late; 212 customers asked for their money back.",
            AffectedUsers = 4180,
            Cost = "about €9,400 in refunds and vouchers",
            People =
            [
                new InvolvedPerson(script.People["elif"], "incident lead"),
                new InvolvedPerson(script.People["kofi"], "on call"),
                new InvolvedPerson(script.People["jonas"], "platform engineer"),
            ],
            SourceLinks =
            [
                new Link(
                    "Age of the oldest order",
                    "https://graphs.harborlane.example/d/order-age"
                ),
            ],
            Milestones =
            [
                new Milestone("The audit stream has its own disk", script.Ahead(10, 15), null),
            ],
            NextUpdateAt = script.Ahead(1, 14),
        };

    private static PostMortemContent Content(DateTimeOffset start, bool whole) =>
        new()
        {
            Authors = ["@kofi", "@elif", "@jonas"],
            Sections = whole
                ?
                [
                    Section(
                        SectionKind.Summary,
                        "The order queue's disk filled up with audit events, so orders waited up to 40 minutes for a courier. Deleting old segments and then moving the audit stream off that disk brought the queue back."
                    ),
                    Section(
                        SectionKind.RootCause,
                        "Orders and audit events share one disk. An audit option that had been switched on for a load test stayed on, and its events were kept without end. When the disk was full, the queue stopped taking orders too."
                    ),
                    Section(
                        SectionKind.ContributingFactors,
                        """
                        - The disk alert is set at 95 %, which at that rate leaves nine minutes.
                        - Retention is set per topic, and new topics start with "keep everything".
                        - The shop accepts orders when the queue does not, so the backlog grew where nobody looks.
                        """
                    ),
                    Section(
                        SectionKind.WentWell,
                        "- Couriers were told by push message within five minutes.\n- The team tried the cleanup on a copy first and lost nothing."
                    ),
                    Section(
                        SectionKind.CouldHaveGoneBetter,
                        "- For 24 minutes the only sign was a graph.\n- The shop promised delivery times that could not be kept."
                    ),
                ]
                :
                [
                    Section(
                        SectionKind.Summary,
                        "The order queue's disk filled up, and orders waited for a courier."
                    ),
                ],
            Timeline =
            [
                Moment(start, "The disk of the order queue is full; the queue stops taking orders"),
                Moment(start.AddMinutes(24), "A dispatcher reports that no new stops come in"),
                Moment(start.AddMinutes(26), "Incident declared"),
                Moment(start.AddMinutes(52), "Cause known: audit events fill the disk"),
                Moment(
                    start.AddMinutes(71),
                    "Old segments are deleted; orders flow again, with a backlog"
                ),
                Moment(start.AddMinutes(148), "The backlog is gone"),
            ],
            Learnings = whole
                ?
                [
                    Learned(
                        LearningCategory.Detection,
                        "We alert on the disk and not on the order that waits.",
                        "Alert on the promise to the customer first; the disk is a reason, not a symptom."
                    ),
                    Learned(
                        LearningCategory.Prevention,
                        "A switch for a test outlived the test by three weeks.",
                        "What is switched on for a day should switch itself off."
                    ),
                    Learned(
                        LearningCategory.Recovery,
                        "The cleanup was invented under pressure.",
                        "For everything that can fill up, write down how to make room before it does."
                    ),
                ]
                : [],
        };

    private static void Items(DemoScript script, DemoIncident incident)
    {
        incident
            .Item(
                script.At(7, 9, 40),
                "elif",
                "Keep order events for 3 days or 200 GB, whichever comes first",
                For(script, "jonas", -5, Priority.P1, LearningCategory.Prevention)
            )
            .Started(script.At(7, 11, 0), "jonas")
            .Done(
                script.At(6, 14, 20),
                "jonas",
                "platform/kafka#301, applied 14:05 UTC; the disk is at 38 % since."
            );
        incident
            .Item(
                script.At(7, 9, 42),
                "elif",
                "Alert when the queue's disk will be full within 4 hours at the present rate",
                For(script, "priya", -3, Priority.P1, LearningCategory.Detection)
            )
            .Started(script.At(6, 6, 0), "priya")
            .Done(
                script.At(5, 7, 35),
                "priya",
                "platform/alerts#226; tested by filling a copy, it paged 3 h 40 min ahead."
            );
        incident
            .Item(
                script.At(7, 9, 46),
                "kofi",
                "Page when the oldest order without a courier is over 10 minutes old",
                For(
                    script,
                    "kofi",
                    1,
                    Priority.P1,
                    LearningCategory.Detection,
                    "Replay of last week pages before the dispatcher calls."
                )
            )
            .Started(script.At(3, 10, 15), "kofi");
        incident
            .Item(
                script.At(7, 9, 50),
                "jonas",
                "Give the audit stream a disk of its own",
                For(script, "jonas", 10, Priority.P2, LearningCategory.Prevention)
            )
            .Started(script.At(2, 9, 30), "jonas");
        incident.Item(
            script.At(5, 12, 30),
            "elif",
            "Load-test the queue with three times last December's orders",
            For(script, "tomas", 14, Priority.P2, LearningCategory.Prevention)
        );
        incident
            .Item(
                script.At(5, 12, 33),
                "elif",
                "Let couriers see their last known stops when the queue is behind",
                For(script, "kofi", 8, Priority.P2, LearningCategory.Response)
            )
            .Started(script.At(4, 13, 0), "kofi")
            .Blocked(
                script.At(1, 11, 25),
                "kofi",
                "The app store's review of version 5.2 is open since Tuesday; Noah has the contact there and asked for a date."
            );
        incident.Item(
            script.At(7, 10, 0),
            "elif",
            "Agree what the shop promises when delivery is late",
            For(script, "noah", -1, Priority.P3, LearningCategory.Response)
        );
        incident.Item(
            script.At(7, 10, 3),
            "alex",
            "Write down how to grow the queue's disk while it runs",
            For(script, "priya", 6, Priority.P3, LearningCategory.Recovery)
        );
        incident.Item(
            script.At(5, 12, 40),
            "alex",
            "Review how long the other 23 topics keep their events",
            d =>
                d with
                {
                    OwnerTeamId = script.Teams["platform"],
                    DueOn = script.Day(21),
                    Priority = Priority.P3,
                    Category = LearningCategory.Prevention,
                }
        );
    }
}
