using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using static Afterword.Server.Data.Demo.DemoWords;

namespace Afterword.Server.Data.Demo;

/// <summary>History: a document of last year that came in by import. Nobody follows it, nothing is owed for it.</summary>
internal static class StoryOfTheImages
{
    public static void Write(DemoScript script)
    {
        var at = script.At(35, 9, 12);
        var day = script.Today.AddDays(-410);
        var incident = new DemoIncident(
            script,
            at,
            DemoOrganization.Visitor,
            () =>
                new IncidentDetails
                {
                    Title = "Product images were missing after the move to the new CDN",
                    Severity = Severity.Sev3,
                    TeamId = script.Teams["storefront"],
                    ServiceIds = [script.Services["product-images"]],
                    AffectedTeamIds = [script.Teams["storefront"]],
                    Tags = ["cdn", "migration"],
                    StatedOn = day,
                    StatedDuration = "about half a day",
                    Impact =
                        "Roughly a third of product pages showed a gray box instead of a picture.",
                },
            Content
        );
        Item(
            "Copy the object metadata before the objects, and compare counts",
            "Storefront guild",
            "Q4",
            ActionItemStatus.Done
        );
        Item(
            "Keep the old CDN as a fallback origin for 30 days",
            "Hana",
            "",
            ActionItemStatus.Done
        );
        Item(
            "Alert on the share of image requests that answer 404",
            "Storefront guild",
            "next quarter",
            ActionItemStatus.NotStarted
        );
        Item("Write down who may purge the CDN cache", "", "", ActionItemStatus.NotStarted);

        void Item(string title, string owner, string due, ActionItemStatus status) =>
            incident
                .Item(
                    at,
                    DemoOrganization.Visitor,
                    title,
                    d => d with { OwnerText = owner, DueText = due },
                    Door.Import
                )
                .Was(at, status, null);
    }

    private static PostMortemContent Content =>
        new()
        {
            Authors = ["Hana Kim", "Noah Carter"],
            Sections =
            [
                Section(
                    SectionKind.Summary,
                    "We moved product images to a new CDN overnight. Objects that had been uploaded with an old tool carried no content type, and the new CDN refused to serve those. We pointed the site back to the old CDN until the metadata was repaired."
                ),
                Section(
                    SectionKind.RootCause,
                    "The copy job took the objects but not their metadata, and our check compared the number of objects only."
                ),
                Section(
                    "Follow-up meeting notes",
                    "Kept from the wiki: the vendor confirmed that objects without a content type are refused by design."
                ),
            ],
            Learnings =
            [
                Learned(
                    LearningCategory.Detection,
                    "We heard of it from a customer who sent a screenshot.",
                    "A check that looks at what customers see beats a check that counts what we copied."
                ),
            ],
        };
}
