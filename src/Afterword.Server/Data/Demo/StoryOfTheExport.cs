using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Core.Updates;
using static Afterword.Server.Data.Demo.DemoWords;

namespace Afterword.Server.Data.Demo;

/// <summary>Two weeks and a half ago, restricted: an export held more addresses than its readers needed. Its summary went out late.</summary>
internal static class StoryOfTheExport
{
    public static void Write(DemoScript script)
    {
        var start = script.At(17, 7, 30);
        var over = start.AddHours(5).AddMinutes(40);
        var incident = new DemoIncident(
            script,
            start.AddHours(2),
            "elif",
            () => Details(script, start)
        )
            .Resolved(over.AddMinutes(10), over, "elif")
            .Drafted(over.AddMinutes(12))
            .Approved(over.AddHours(31), "elif", Audience.Leadership)
            .Approved(over.AddHours(31).AddMinutes(5), "elif", Audience.AffectedTeams)
            .Wrote(script.At(15, 8, 0), "elif", Content(start));
        incident
            .Item(
                script.At(16, 8, 0),
                "elif",
                "Limit the courier export to the stops of that day",
                For(script, "kofi", -14, Priority.P1, LearningCategory.Prevention)
            )
            .Started(script.At(16, 9, 15), "kofi")
            .Done(
                script.At(15, 15, 30),
                "kofi",
                "fulfillment/exports#34, live since 15:10 UTC. Yesterday's export held 212 rows instead of 9,870."
            );
        incident
            .Item(
                script.At(16, 8, 4),
                "elif",
                "Delete the 37 exports that were downloaded, and have each courier company confirm it",
                For(script, "elif", -12, Priority.P1, LearningCategory.Recovery)
            )
            .Started(script.At(16, 10, 0), "elif")
            .Done(
                script.At(14, 13, 45),
                "elif",
                "All three companies confirmed in writing; the letters are filed under DP-19."
            );
        incident
            .Item(
                script.At(16, 8, 9),
                "elif",
                "Fail the build when an export holds a column that is not on its list",
                For(script, "kofi", -4, Priority.P1, LearningCategory.Detection)
            )
            .Started(script.At(9, 9, 0), "kofi");
        incident.Item(
            script.At(16, 8, 12),
            "elif",
            "Review the other five exports for columns that nobody asked for",
            For(script, "elif", -2, Priority.P2, LearningCategory.Prevention)
        );
        incident.Item(
            script.At(15, 8, 30),
            "alex",
            "Let every export end after 24 hours",
            For(script, "priya", 3, Priority.P2, LearningCategory.Prevention)
        );
        incident.Item(
            script.At(15, 8, 34),
            "elif",
            "Show the data protection lead each month who downloaded which export",
            For(script, "kofi", 20, Priority.P3, LearningCategory.Detection)
        );
    }

    private static IncidentDetails Details(DemoScript script, DateTimeOffset start) =>
        new()
        {
            Title = "A courier export held addresses that its readers did not need",
            Severity = Severity.Sev2,
            TeamId = script.Teams["fulfillment"],
            LeadId = script.People["elif"],
            ServiceIds = [script.Services["courier-app"]],
            AffectedTeamIds = [script.Teams["fulfillment"]],
            Tags = ["privacy", "export"],
            StartedAt = start,
            DetectedAt = start.AddHours(1).AddMinutes(50),
            Impact =
                "The daily export for courier companies held the addresses of 9,870 customers instead of that day's stops. Three companies downloaded it; all confirmed its deletion.",
            AffectedUsers = 9870,
            Restricted = true,
            ReaderIds =
            [
                script.People["alex"],
                script.People["marcus"],
                script.People["kofi"],
                script.People["ines"],
            ],
            People =
            [
                new InvolvedPerson(script.People["elif"], "incident lead"),
                new InvolvedPerson(script.People["kofi"], "engineer"),
            ],
        };

    private static PostMortemContent Content(DateTimeOffset start) =>
        new()
        {
            Authors = ["@elif"],
            Sections =
            [
                Section(
                    SectionKind.Summary,
                    "For a morning the daily courier export held every customer with an open subscription instead of that day's stops. The export was withdrawn, repaired, and its copies were deleted."
                ),
                Section(
                    SectionKind.RootCause,
                    "A change that made the export faster read from a view which had lost its filter on the day two weeks before. Nothing compares an export with what its reader may see."
                ),
                Section(
                    SectionKind.WentWell,
                    "- A courier told us, because the invitation to do so stands in the file itself."
                ),
            ],
            Timeline =
            [
                Moment(start, "The export of the day is made"),
                Moment(
                    start.AddMinutes(110),
                    "A courier company writes that the file looks too long"
                ),
                Moment(start.AddMinutes(125), "The export is withdrawn"),
                Moment(
                    start.AddMinutes(340),
                    "The last of three companies confirms that its copy is deleted"
                ),
            ],
            Learnings =
            [
                Learned(
                    LearningCategory.Detection,
                    "The size of the file had grown forty times overnight and nothing noticed.",
                    "What leaves the house is worth a check on its shape: rows, columns, size."
                ),
            ],
        };
}
