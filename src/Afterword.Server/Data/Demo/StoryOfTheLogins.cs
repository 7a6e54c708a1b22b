using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using static Afterword.Server.Data.Demo.DemoWords;

namespace Afterword.Server.Data.Demo;

/// <summary>Resolved 20 hours ago: logins failed after a database failover. Its first summaries wait as drafts, due in four hours.</summary>
internal static class StoryOfTheLogins
{
    public static void Write(DemoScript script)
    {
        var over = script.HoursAgo(20);
        var start = over.AddMinutes(-67);
        var incident = new DemoIncident(
            script,
            start.AddMinutes(9),
            "priya",
            () => Details(script, start)
        )
            .Edited(
                start.AddMinutes(40),
                "alex",
                () => Details(script, start) with { MitigatedAt = start.AddMinutes(38) }
            )
            .Resolved(over.AddMinutes(4), over, "alex")
            .Drafted(over.AddMinutes(5))
            .Wrote(script.HoursAgo(16), "alex", Content(start));
        incident
            .Item(
                script.HoursAgo(18),
                "alex",
                "Take the retired replica out of the connection list",
                For(script, "priya", 1, Priority.P1, LearningCategory.Prevention)
            )
            .Started(script.HoursAgo(5), "priya")
            .Done(
                script.HoursAgo(2),
                "priya",
                "platform/identity#418, deployed two hours ago; no connection to the old host since."
            );
        incident
            .Item(
                script.HoursAgo(17.9),
                "alex",
                "Retry reads on the new primary for 10 seconds after a failover",
                For(
                    script,
                    "priya",
                    6,
                    Priority.P1,
                    LearningCategory.Recovery,
                    "A failover on staging fails no login."
                )
            )
            .Started(script.HoursAgo(1.5), "priya");
        incident.Item(
            script.HoursAgo(17.8),
            "alex",
            "Alert when more than 2 % of logins fail for 5 minutes",
            For(script, "jonas", 6, Priority.P1, LearningCategory.Detection)
        );
        incident.Item(
            script.HoursAgo(17.7),
            "alex",
            "Rehearse a database failover every month, in working hours",
            For(script, "alex", 13, Priority.P2, LearningCategory.Response)
        );
        incident.Item(
            script.HoursAgo(17.6),
            "alex",
            "Find out why the failover took 96 seconds instead of 30",
            For(script, "jonas", 9, Priority.P2, LearningCategory.Recovery)
        );
        incident.Item(
            script.HoursAgo(16),
            "lee",
            "Let checkout hold a signed-in session for 60 seconds without the identity service",
            For(script, "lee", 20, Priority.P2, LearningCategory.Prevention)
        );
        incident.Item(
            script.HoursAgo(15.5),
            "yuki",
            "Tell support which login errors are ours and which are the customer's",
            d =>
                d with
                {
                    OwnerId = script.People["grace"],
                    DueText = "Next sprint",
                    Priority = Priority.P3,
                    Category = LearningCategory.Response,
                }
        );
    }

    private static IncidentDetails Details(DemoScript script, DateTimeOffset start) =>
        new()
        {
            Title = "One login in eight failed after a database failover",
            Severity = Severity.Sev2,
            TeamId = script.Teams["platform"],
            LeadId = script.People["alex"],
            ServiceIds = [script.Services["identity"], script.Services["checkout"]],
            AffectedTeamIds =
            [
                script.Teams["platform"],
                script.Teams["payments"],
                script.Teams["storefront"],
            ],
            Tags = ["failover", "login", "postgres"],
            StartedAt = start,
            DetectedAt = start.AddMinutes(7),
            Impact =
                "12 % of logins failed for 67 minutes: about 5,600 customers had to try again, 740 gave up for the day.",
            AffectedUsers = 5600,
            People =
            [
                new InvolvedPerson(script.People["alex"], "incident lead"),
                new InvolvedPerson(script.People["priya"], "on call"),
            ],
            SourceLinks =
            [
                new Link("Logins that succeed", "https://graphs.harborlane.example/d/logins"),
            ],
            NextUpdateAt = script.HoursAgo(-4),
        };

    private static PostMortemContent Content(DateTimeOffset start) =>
        new()
        {
            Authors = ["@alex", "@priya"],
            Sections =
            [
                Section(
                    SectionKind.Summary,
                    "After an automatic failover of the identity database, one connection in eight went to a retired replica and logins on it failed. Taking that replica out of the list ended it."
                ),
            ],
            Timeline =
            [
                Moment(
                    start,
                    "The identity database fails over to its standby; the failover takes 96 seconds"
                ),
                Moment(start.AddMinutes(7), "Support reports customers who cannot sign in"),
                Moment(start.AddMinutes(9), "Incident declared"),
                Moment(
                    start.AddMinutes(38),
                    "Traffic is kept away from the retired replica by hand; failures drop under 1 %"
                ),
                Moment(
                    start.AddMinutes(67),
                    "The retired replica is gone from all pools; logins are back to normal"
                ),
            ],
        };
}
