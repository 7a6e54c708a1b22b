using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using static Afterword.Server.Data.Demo.DemoWords;

namespace Afterword.Server.Data.Demo;

/// <summary>Right now: cards are declined. Nobody knows the cause yet.</summary>
internal static class StoryOfTheCards
{
    public static void Write(DemoScript script)
    {
        var start = script.HoursAgo(1.4);
        var incident = new DemoIncident(
            script,
            script.HoursAgo(1.2),
            "sofia",
            () => Details(script, start)
        );
        incident
            .Item(
                script.HoursAgo(1),
                "amara",
                "Offer payment by invoice while cards are declined",
                For(script, "lee", 0, Priority.P1, LearningCategory.Recovery)
            )
            .Started(script.HoursAgo(0.9), "lee");
        incident.Item(
            script.HoursAgo(0.8),
            "amara",
            "Alert when one card scheme is declined twice as often as the day before",
            For(script, "sofia", 7, Priority.P2, LearningCategory.Detection)
        );
    }

    private static IncidentDetails Details(DemoScript script, DateTimeOffset start) =>
        new()
        {
            Title = "One in three card payments is declined",
            Severity = Severity.Sev1,
            TeamId = script.Teams["payments"],
            LeadId = script.People["amara"],
            ServiceIds = [script.Services["payment-gateway"], script.Services["checkout"]],
            AffectedTeamIds = [script.Teams["payments"], script.Teams["storefront"]],
            Tags = ["third-party", "payments"],
            StartedAt = start,
            DetectedAt = start.AddMinutes(9),
            Impact =
                "One in three card payments is declined since this morning; about 40 orders a minute are lost. Other ways to pay work.",
            AffectedUsers = 3100,
            People =
            [
                new InvolvedPerson(script.People["amara"], "incident lead"),
                new InvolvedPerson(script.People["sofia"], "on call"),
            ],
            NextUpdateAt = script.HoursAgo(-1),
        };
}
