using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using static Afterword.Server.Data.Demo.DemoWords;

namespace Afterword.Server.Data.Demo;

/// <summary>Five weeks ago: checkout refused every card for 54 minutes. Published; half of its items are done, some are late.</summary>
internal static class StoryOfTheCertificate
{
    public static void Write(DemoScript script)
    {
        var start = script.At(34, 14, 2);
        var over = start.AddMinutes(54);
        var incident = new DemoIncident(
            script,
            start.AddMinutes(13),
            "amara",
            () => Details(script, start)
        );
        incident
            .Drafted(start.AddMinutes(14))
            .Edited(
                start.AddMinutes(48),
                "amara",
                () => Details(script, start) with { MitigatedAt = start.AddMinutes(47) }
            )
            .Resolved(over.AddMinutes(3), over, "amara")
            .Drafted(over.AddMinutes(4))
            .Approved(over.AddMinutes(104), "amara", Audience.Leadership)
            .Approved(over.AddMinutes(106), "amara", Audience.AffectedTeams)
            .Wrote(script.At(33, 9, 20), "amara", Begun(start))
            .Wrote(script.At(32, 13, 5), "priya", Whole(start))
            .SentToReview(script.At(31, 10, 40), "amara")
            .Published(script.At(29, 10, 0), "amara")
            .ToldWeekly(script.At(27, 11, 30))
            .ToldWeekly(script.At(20, 11, 30))
            .ToldWeekly(script.At(13, 11, 30));
        Closed(script, incident);
        Open(script, incident);
    }

    private static IncidentDetails Details(DemoScript script, DateTimeOffset start) =>
        new()
        {
            Title = "Checkout refused every card after a certificate ran out",
            Severity = Severity.Sev1,
            TeamId = script.Teams["payments"],
            LeadId = script.People["amara"],
            ServiceIds =
            [
                script.Services["checkout"],
                script.Services["payment-gateway"],
                script.Services["edge-proxy"],
            ],
            AffectedTeamIds =
            [
                script.Teams["payments"],
                script.Teams["platform"],
                script.Teams["storefront"],
            ],
            Tags = ["certificate", "expiry", "tls"],
            StartedAt = start,
            DetectedAt = start.AddMinutes(11),
            Impact =
                "Every card payment in Europe was refused for 54 minutes. 3,412 customers saw an error; about 2,100 orders came later or not at all.",
            AffectedUsers = 3412,
            Cost = "about €61,000",
            People =
            [
                new InvolvedPerson(script.People["amara"], "incident lead"),
                new InvolvedPerson(script.People["priya"], "on call"),
                new InvolvedPerson(script.People["sofia"], "communications"),
            ],
            SourceLinks =
            [
                new Link(
                    "Card payments that succeed",
                    "https://graphs.harborlane.example/d/checkout-success"
                ),
            ],
            Milestones =
            [
                new Milestone(
                    "Every certificate is in the inventory",
                    script.At(25, 16),
                    script.At(25, 11)
                ),
                new Milestone("Edge certificates renew by themselves", script.Ahead(12, 15), null),
            ],
            Ticket = "PAY-1187",
        };

    private static PostMortemContent Begun(DateTimeOffset start) =>
        new()
        {
            Authors = ["@amara", "@priya"],
            Sections = [Section(SectionKind.Summary, Summary)],
            Timeline =
            [
                Moment(
                    start,
                    "The certificate of the payment path ends; the gateway refuses every connection from checkout"
                ),
                Moment(start.AddMinutes(54), "Payments are back to normal in all regions"),
            ],
        };

    private const string Summary =
        "A certificate between checkout and the payment gateway ran out, and every card payment in Europe failed for 54 minutes. A new certificate, rolled out region by region, brought payments back.";

    private static PostMortemContent Whole(DateTimeOffset start) =>
        new()
        {
            Authors = ["@amara", "@priya"],
            Sections =
            [
                Section(SectionKind.Summary, Summary),
                Section(
                    SectionKind.RootCause,
                    """
                    The edge proxy signs in to the payment gateway with a certificate of its own. It was made by hand two years ago, when the pipeline could not
                    yet issue certificates of that kind, and it never entered the inventory from which the pipeline renews.

                    Nothing looked at its end date: the expiry check reads the inventory, and the health check of the gateway uses another certificate.
                    """
                ),
                Section(
                    SectionKind.ContributingFactors,
                    """
                    - Two teams each had reason to believe that the other owned the certificate: it lives on the edge and belongs to payments.
                    - The alert on failed payments compares with the hour before, so it needed eleven minutes to be sure.
                    - The rollout tool changes one region after the other and waits ten minutes between them.
                    """
                ),
                Section(
                    SectionKind.WentWell,
                    """
                    - The on-call engineer read the gateway's error in the first minute of looking and named the cause right away.
                    - Support had a text for customers four minutes after the page.
                    - Nobody lost a basket: the cart kept every order until payment worked again.
                    """
                ),
                Section(
                    SectionKind.CouldHaveGoneBetter,
                    """
                    - Finding the private key took ten minutes; the runbook named a host that is gone.
                    - Customers heard "try another card", which could not help.
                    """
                ),
                Section(
                    "Questions from the review",
                    "**Could a certificate inside the courier app do the same?** No: the app trusts the system's store and pins nothing. Kofi checked on the day."
                ),
            ],
            Timeline =
            [
                Moment(
                    start,
                    "The certificate of the payment path ends; the gateway refuses every connection from checkout"
                ),
                Moment(
                    start.AddMinutes(11),
                    "Alert: card payments below 50 %; the on-call engineer is paged"
                ),
                Moment(start.AddMinutes(13), "Incident declared; support gets a first text"),
                Moment(
                    start.AddMinutes(19),
                    "The cause is known: the certificate ended at 14:02 UTC"
                ),
                Moment(
                    start.AddMinutes(29),
                    "The private key is found, a new certificate is issued"
                ),
                Moment(start.AddMinutes(35), "Rollout begins with the smallest region"),
                Moment(start.AddMinutes(47), "Payments work in the two largest regions"),
                Moment(start.AddMinutes(54), "Payments are back to normal in all regions"),
            ],
            Learnings =
            [
                Learned(
                    LearningCategory.Detection,
                    "The alert measured the damage and needed eleven minutes to be sure of it. The end date had been readable for two years.",
                    "Watch what is known in advance, such as dates and quotas, rather than the harm it does when it arrives."
                ),
                Learned(
                    LearningCategory.Prevention,
                    "What is made by hand once is outside of every check that reads the inventory.",
                    "A thing that no list holds has no owner. Whoever makes an exception adds it to the list in the same change."
                ),
                Learned(
                    LearningCategory.Response,
                    "The shop told customers to try another card.",
                    "When every payment fails, the page should say so and keep the basket: honest words cost nothing and save the order."
                ),
                Learned(
                    LearningCategory.Recovery,
                    "A careful rollout, region by region, kept customers waiting for 19 minutes after the fix was ready.",
                    "Caution protects a working system. Where nothing works, the fix may go everywhere at once."
                ),
            ],
        };

    private static void Closed(DemoScript script, DemoIncident incident)
    {
        incident
            .Item(
                script.At(33, 10, 2),
                "amara",
                "Alert 30, 14 and 3 days before any certificate on the edge ends",
                For(
                    script,
                    "priya",
                    -24,
                    Priority.P1,
                    LearningCategory.Detection,
                    "A test certificate pages the on-call engineer at all three marks."
                )
            )
            .Started(script.At(32, 6, 30), "priya")
            .Done(
                script.At(26, 9, 52),
                "priya",
                "platform/alerts#212, deployed 09:40 UTC. A test certificate paged at all three marks; no false alarm since."
            );
        incident
            .Item(
                script.At(33, 10, 5),
                "amara",
                "Put the eleven certificates that were made by hand into the inventory, each with an owning team",
                For(script, "jonas", -25, Priority.P1, LearningCategory.Prevention)
            )
            .Started(script.At(31, 8, 10), "jonas")
            .Done(
                script.At(25, 11, 4),
                "jonas",
                "platform/inventory#88 lists all eleven and their teams; the expiry check reads them since 10:30 UTC."
            );
        incident
            .Item(
                script.At(33, 10, 9),
                "amara",
                "Page when fewer than 80 % of card payments succeed for 3 minutes",
                For(script, "lee", -20, Priority.P1, LearningCategory.Detection)
            )
            .Started(script.At(27, 2, 15), "lee")
            .Done(
                script.At(21, 3, 40),
                "lee",
                "payments/alerts#57. Replayed the day of the incident: it would have paged at 14:05 instead of 14:13."
            );
        incident
            .Item(
                script.At(33, 10, 14),
                "sofia",
                "Write the certificate rollover runbook, and have it tried by somebody who did not write it",
                For(script, "sofia", -12, Priority.P2, LearningCategory.Response)
            )
            .Started(script.At(20, 9, 0), "sofia")
            .Done(
                script.At(14, 14, 25),
                "sofia",
                "Runbook RB-41. Lee followed it on staging in 9 minutes without a question."
            );
        incident
            .Item(
                script.At(32, 15, 0),
                "noah",
                "Say “payment is down, your basket is kept” at checkout when the gateway refuses every card",
                For(script, "hana", -7, Priority.P2, LearningCategory.Response)
            )
            .Started(script.At(16, 1, 10), "hana")
            .Done(
                script.At(8, 5, 45),
                "hana",
                "storefront/web#1904, live since 05:30 UTC; shown in a game day on staging, no complaint from support since."
            );
        incident
            .Item(
                script.At(31, 11, 30),
                "alex",
                "Buy from a second certificate authority",
                For(script, "alex", 20, Priority.P4, LearningCategory.Prevention)
            )
            .Cancelled(
                script.At(20, 12, 0),
                "alex",
                "The inventory and the alerts remove this cause. A second authority would be one more renewal path that nobody exercises."
            );
    }

    private static void Open(DemoScript script, DemoIncident incident)
    {
        incident
            .Item(
                script.At(33, 10, 20),
                "amara",
                "Renew edge certificates from the pipeline, with a dry run every week",
                For(
                    script,
                    "priya",
                    -14,
                    Priority.P2,
                    LearningCategory.Prevention,
                    "Two weekly dry runs in a row without a hand on them."
                )
            )
            .Started(script.At(24, 7, 0), "priya")
            .Moved(
                script.At(15, 6, 45),
                "priya",
                script.Day(-3),
                "The proxy reads certificates at start only; reloading them without dropping connections needs the next nginx release, out this week."
            )
            .Moved(
                script.At(12, 6, 45),
                "priya",
                script.Day(-2),
                "The release was delayed by a day."
            );
        incident
            .Item(
                script.At(33, 10, 24),
                "amara",
                "Roll a new certificate out to all regions at once",
                For(script, "jonas", 9, Priority.P3, LearningCategory.Recovery)
            )
            .Started(script.At(13, 8, 5), "jonas")
            .Blocked(
                script.At(6, 12, 10),
                "jonas",
                "The proxy vendor allows 5 configuration changes a minute; we need 50. Alex has to sign the changed contract (VEN-204)."
            );
        incident.Item(
            script.At(32, 15, 4),
            "yuki",
            "Give the support desk a line to the incident lead that does not pass the public queue",
            For(script, "grace", -6, Priority.P3, LearningCategory.Response)
        );
        incident
            .Item(
                script.At(31, 11, 34),
                "alex",
                "Check the other 14 services for certificates that are pinned in code",
                For(script, "tomas", 4, Priority.P3, LearningCategory.Prevention)
            )
            .Started(script.At(2, 15, 20), "tomas");
    }
}
