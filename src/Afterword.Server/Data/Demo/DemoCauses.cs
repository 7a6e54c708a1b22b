using Afterword.Core.ActionItems;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Data.Demo;

/// <summary>A fix that a cause leads to.</summary>
internal sealed record DemoFix(string Title, Priority Priority, LearningCategory Category);

/// <summary>A way in which things go wrong at Harbor Lane, told once for each time it happens.</summary>
/// <param name="Title">What happened; <c>{0}</c> is the place.</param>
/// <param name="Service">The service it hits.</param>
/// <param name="Team">The team that leads.</param>
/// <param name="Tags">Causes.</param>
/// <param name="Cause">The root cause.</param>
/// <param name="Impact">What people felt; <c>{0}</c> is how many of them.</param>
/// <param name="Observation">What was seen.</param>
/// <param name="Lesson">What was learned.</param>
/// <param name="Fixes">What was done about it.</param>
internal sealed record DemoCause(
    string Title,
    string Service,
    string Team,
    string[] Tags,
    string Cause,
    string Impact,
    string Observation,
    string Lesson,
    DemoFix[] Fixes
)
{
    public static readonly IReadOnlyList<DemoCause> All =
    [
        new(
            "Checkout answered with errors after a deploy in {0}",
            "checkout",
            "payments",
            ["deploy", "config"],
            "A feature flag was on in the new release and off in its configuration, so every tenth request took a path that no test had walked.",
            "{0} orders failed or were placed twice.",
            "The errors rose with the rollout, which went on by itself.",
            "A rollout that asks for the error rate before each step stops itself.",
            [
                new(
                    "Stop a rollout when checkout errors exceed 1 % for 2 minutes",
                    Priority.P1,
                    LearningCategory.Response
                ),
                new(
                    "Compare flags with the release in the pipeline before each deploy",
                    Priority.P2,
                    LearningCategory.Prevention
                ),
                new(
                    "Delete the eleven flags that have been on for a year",
                    Priority.P3,
                    LearningCategory.Prevention
                ),
            ]
        ),
        new(
            "Card payments timed out at the bank’s side in {0}",
            "payment-gateway",
            "payments",
            ["third-party", "timeout"],
            "The bank's gateway answered in 28 seconds; our client waits 30 and holds a connection for each, so the pool was empty.",
            "{0} customers could not pay by card.",
            "The pool was empty long before the first timeout was logged.",
            "A client waits no longer than its caller does.",
            [
                new(
                    "Give up on the bank after 4 seconds and offer another way to pay",
                    Priority.P1,
                    LearningCategory.Recovery
                ),
                new(
                    "Alert when the payment pool is used to 80 %",
                    Priority.P2,
                    LearningCategory.Detection
                ),
                new(
                    "Open the circuit after 20 timeouts in a minute",
                    Priority.P2,
                    LearningCategory.Prevention
                ),
            ]
        ),
        new(
            "Orders waited in the queue for hours in {0}",
            "order-queue",
            "fulfillment",
            ["queue", "capacity"],
            "One order of 4,000 lines made its partition slower than it was filled; the others waited behind it.",
            "{0} orders reached the warehouse late.",
            "Lag was measured over all partitions, where one bad one does not show.",
            "What is shared by many is watched one by one.",
            [
                new(
                    "Alert on the lag of each partition, at 5 minutes",
                    Priority.P1,
                    LearningCategory.Detection
                ),
                new(
                    "Split orders of more than 500 lines before they are queued",
                    Priority.P2,
                    LearningCategory.Prevention
                ),
                new(
                    "Write the runbook for moving a partition by hand",
                    Priority.P3,
                    LearningCategory.Recovery
                ),
            ]
        ),
        new(
            "Search found nothing for a part of the range in {0}",
            "search",
            "storefront",
            ["search-index", "deploy"],
            "The index was swapped before the last shard was written, because the job counts files and not documents.",
            "{0} searches came back empty.",
            "The number of documents fell by a third and nothing compared it with the day before.",
            "A swap asks whether the new one is as large as the old one.",
            [
                new(
                    "Refuse a swap when the index has 5 % fewer documents",
                    Priority.P1,
                    LearningCategory.Prevention
                ),
                new("Keep the index before last for a day", Priority.P2, LearningCategory.Recovery),
            ]
        ),
        new(
            "Sign-in failed for new sessions in {0}",
            "identity",
            "platform",
            ["postgres", "capacity"],
            "Connections to the session database ran out: a job that counts sessions had been started on each node.",
            "{0} people could not sign in.",
            "The first alert came from support, 19 minutes after the first failure.",
            "Sign-in is watched from outside, as a customer sees it.",
            [
                new(
                    "Sign in once a minute from outside and alert on two failures",
                    Priority.P1,
                    LearningCategory.Detection
                ),
                new(
                    "Give jobs their own pool of 5 connections",
                    Priority.P1,
                    LearningCategory.Prevention
                ),
                new(
                    "Run the counting job on one node only",
                    Priority.P2,
                    LearningCategory.Prevention
                ),
            ]
        ),
        new(
            "A certificate ran out at the edge in {0}",
            "edge-proxy",
            "platform",
            ["tls", "expiry"],
            "The certificate was renewed and not reloaded: the proxy reads it at its start alone.",
            "{0} requests were refused by browsers.",
            "The renewal was green in its own dashboard.",
            "What is measured is what the visitor gets, not what the job says of itself.",
            [
                new(
                    "Check the certificates that visitors get each hour, alert at 14 days",
                    Priority.P1,
                    LearningCategory.Detection
                ),
                new(
                    "Reload the proxy after each renewal",
                    Priority.P1,
                    LearningCategory.Prevention
                ),
            ]
        ),
        new(
            "Pictures were missing on category pages in {0}",
            "product-images",
            "storefront",
            ["cdn", "config"],
            "A rule for the cache matched more addresses than meant and kept an empty answer for an hour.",
            "{0} pages were shown without pictures.",
            "The rule was tried in production, the only place with the real cache.",
            "Rules of the cache are tested against a list of real addresses first.",
            [
                new(
                    "Test cache rules against 200 real addresses in the pipeline",
                    Priority.P2,
                    LearningCategory.Prevention
                ),
                new(
                    "Never keep an empty answer for longer than 10 seconds",
                    Priority.P2,
                    LearningCategory.Recovery
                ),
            ]
        ),
        new(
            "The courier app sent no news to customers in {0}",
            "courier-app",
            "fulfillment",
            ["third-party", "push"],
            "The push provider changed its tokens and our retries filled the queue with messages for the old ones.",
            "{0} customers did not hear when their order came.",
            "The provider's notice had reached a mailbox that nobody reads.",
            "Notices of providers go where work is planned.",
            [
                new(
                    "Send providers' notices to the team's board",
                    Priority.P2,
                    LearningCategory.Detection
                ),
                new(
                    "Drop messages for tokens that were refused twice",
                    Priority.P2,
                    LearningCategory.Recovery
                ),
                new(
                    "Fall back to mail when push is down for 15 minutes",
                    Priority.P3,
                    LearningCategory.Response
                ),
            ]
        ),
        new(
            "The shop was slow at the height of the day in {0}",
            "storefront-web",
            "storefront",
            ["capacity", "load"],
            "The campaign brought three times the visitors; new nodes take eight minutes until they are warm.",
            "{0} visitors waited longer than five seconds.",
            "Marketing had told the date to a list that no engineer is on.",
            "Load that is known ahead is prepared ahead.",
            [
                new(
                    "Put campaigns into the calendar that capacity is planned by",
                    Priority.P2,
                    LearningCategory.Prevention
                ),
                new("Warm new nodes in under two minutes", Priority.P2, LearningCategory.Recovery),
                new(
                    "Rehearse three times the load before each season",
                    Priority.P3,
                    LearningCategory.Prevention
                ),
            ]
        ),
        new(
            "Names did not resolve in one zone in {0}",
            "edge-proxy",
            "platform",
            ["dns", "config"],
            "A record was removed that looked unused; one zone still asked for it, and kept the answer that there is none.",
            "{0} requests found no way to the shop.",
            "Nobody could see who asks for a record.",
            "A record is removed after a week in which nobody asked for it.",
            [
                new(
                    "Log which records are asked for, for 14 days",
                    Priority.P2,
                    LearningCategory.Detection
                ),
                new(
                    "Let negative answers end after 60 seconds",
                    Priority.P1,
                    LearningCategory.Recovery
                ),
            ]
        ),
    ];
}
