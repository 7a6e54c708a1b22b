using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Tests.Support;

namespace Afterword.Tests.Features.Memory;

/// <summary>Two incidents of one cause and one of another.</summary>
internal static class MemoryWorld
{
    /// <summary>INC-1 a month ago with two open items, INC-2 now of the same cause, INC-3 of another; INC-1's post-mortem is a draft.</summary>
    internal static async Task TwoAlike(TestApp app)
    {
        await app.AddPerson("alice");
        await app.Store.Write(async db =>
        {
            async Task<Incident> Add(string title, int daysAgo, string[] tags, string cause)
            {
                var at = Some.Now.AddDays(-daysAgo);
                var details = Some.IncidentDetails(title, at, at.AddHours(1)) with
                {
                    Tags = tags,
                    LeadId = 1,
                };
                var incident = Incident.Declare(
                    await db.NextIncident(),
                    details,
                    Some.Alice(at.AddHours(2))
                );
                db.Incidents.Add(incident);
                db.PostMortems.Add(
                    PostMortem.Start(
                        incident.Number,
                        new PostMortemContent
                        {
                            Sections =
                            [
                                new(SectionKind.Summary, "Summary", title),
                                new(SectionKind.RootCause, "Root Cause", cause),
                            ],
                            Learnings =
                            [
                                new(LearningCategory.Detection, "", $"Learned from: {title}"),
                            ],
                        },
                        Some.Alice(at.AddHours(2))
                    )
                );
                return incident;
            }
            var one = await Add(
                "Payments failed",
                30,
                ["database"],
                "The connection pool was exhausted after the failover of the replica."
            );
            await Add(
                "Orders could not be paid",
                1,
                ["database"],
                "After a failover the exhausted connection pool never recovered."
            );
            await Add("Mail arrived late", 2, ["mail"], "A certificate had expired.");
            for (var n = 0; n < 2; n++)
            {
                var details = Some.ItemDetails(
                    n == 0 ? "Limit the pool" : "Alert on waiting connections"
                ) with
                {
                    Category = LearningCategory.Detection,
                };
                db.ActionItems.Add(
                    ActionItem.Add(
                        await db.NextItem(),
                        one.Number,
                        details,
                        Some.Alice(one.DeclaredAt)
                    )
                );
            }
        });
    }
}
