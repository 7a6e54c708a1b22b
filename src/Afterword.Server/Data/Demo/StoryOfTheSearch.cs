using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using static Afterword.Server.Data.Demo.DemoWords;

namespace Afterword.Server.Data.Demo;

/// <summary>Today: search is slow. The impact is contained, the cause is not removed.</summary>
internal static class StoryOfTheSearch
{
    public static void Write(DemoScript script)
    {
        var start = script.HoursAgo(6.5);
        var incident = new DemoIncident(
            script,
            start.AddMinutes(35),
            "hana",
            () => Details(script, start)
        ).Edited(
            script.HoursAgo(3),
            "noah",
            () =>
                Details(script, start) with
                {
                    MitigatedAt = script.HoursAgo(3.1),
                    NextUpdateAt = script.HoursAgo(-3),
                }
        );
        incident
            .Item(
                script.HoursAgo(2.8),
                "noah",
                "Hold reindexing to a fifth of the cluster's write capacity",
                For(script, "tomas", 5, Priority.P2, LearningCategory.Prevention)
            )
            .Started(script.HoursAgo(2), "tomas");
        incident.Item(
            script.HoursAgo(2.7),
            "noah",
            "Alert when search answers slower than 1 second for 10 minutes",
            For(script, "hana", 3, Priority.P1, LearningCategory.Detection)
        );
        incident.Item(
            script.HoursAgo(2.6),
            "hana",
            "Move reindexing to the quiet hours of each region",
            d => d with { Priority = Priority.P3, Category = LearningCategory.Prevention }
        );
        incident.Item(
            script.HoursAgo(2.5),
            "noah",
            "Show category pages when search takes longer than 3 seconds",
            For(script, "noah", 25, Priority.P3, LearningCategory.Response)
        );
    }

    private static IncidentDetails Details(DemoScript script, DateTimeOffset start) =>
        new()
        {
            Title = "Search takes four seconds since the morning's reindexing",
            Severity = Severity.Sev3,
            TeamId = script.Teams["storefront"],
            LeadId = script.People["noah"],
            ServiceIds = [script.Services["search"], script.Services["storefront-web"]],
            AffectedTeamIds = [script.Teams["storefront"]],
            Tags = ["search-index", "capacity"],
            StartedAt = start,
            DetectedAt = start.AddMinutes(28),
            Impact =
                "Search answered in 4 seconds instead of 0.3; one visitor in twenty left the page. With reindexing paused it is at 0.9 seconds.",
            People =
            [
                new InvolvedPerson(script.People["noah"], "incident lead"),
                new InvolvedPerson(script.People["hana"], "on call"),
            ],
            SourceLinks =
            [
                new Link("Search response time", "https://graphs.harborlane.example/d/search-p95"),
            ],
        };
}
