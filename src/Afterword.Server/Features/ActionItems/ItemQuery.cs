using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;
using Afterword.Core.Linting;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Security;

namespace Afterword.Server.Features.ActionItems;

/// <summary>A list's address as a filter. Pages and the API understand the same words, so that a URL can be shared or scripted.</summary>
internal static class ItemQuery
{
    private static readonly HashSet<string> Known =
    [
        "owner",
        "team",
        "status",
        "priority",
        "overdue",
        "stalled",
        "incident",
        "category",
        "tag",
        "q",
        "sort",
        "cursor",
        "limit",
    ];

    /// <summary>Reads the words after the question mark; empty ones count as not given.</summary>
    /// <exception cref="RuleException">A word is unknown or its value has no meaning here.</exception>
    public static async Task<(ItemFilter Filter, ItemSort Sort)> Read(
        IQueryCollection query,
        ItemQueryContext context,
        ItemSort usual,
        CancellationToken ct
    )
    {
        foreach (var word in query.Keys.Where(word => !Known.Contains(word)))
        {
            throw new RuleException(
                word,
                $"There is no filter '{Short(word)}' here.{DidYouMean.Sentence(word, Known)} There are: {string.Join(", ", Known)}."
            );
        }
        string? Of(string word) =>
            query[word].ToString().Trim() is { Length: > 0 } text ? text : null;
        var (status, closed) = Status(Of("status"));
        var text = Text(Of("q"));
        var stalled = Flag("stalled", Of("stalled"));
        var filter = new ItemFilter
        {
            Status = status,
            Closed = closed,
            Overdue = Flag("overdue", Of("overdue")),
            Stalled = stalled,
            Policy = stalled
                ? (await CadenceRules.Of(context.Db, ct)).Calendar.Policy
                : new CadencePolicy(),
            Priority = Name<Priority>("priority", Of("priority")),
            Category = Name<LearningCategory>("category", Of("category")),
            Incident = Incident(Of("incident"), context.Keys),
            Tag = Text(Of("tag"))?.TrimStart('#').ToLowerInvariant(),
            Text = text,
            Number = context.Keys.ItemNumber(text),
            Owners = await OwnersOf(Of("owner"), Of("team"), context, ct),
            Today = context.Today,
            Now = context.Now,
        };
        return (filter, Name<ItemSort>("sort", Of("sort")) ?? usual);
    }

    private static async Task<OwnerSet?> OwnersOf(
        string? owner,
        string? team,
        ItemQueryContext context,
        CancellationToken ct
    ) =>
        (owner, team) switch
        {
            ({ } named, null) => await Owners.Named(context.Db, named, context.Caller, ct),
            (null, { } named) => await Owners.OfTeam(context.Db, named, context.Caller, ct),
            (null, null) => null,
            _ => Both(
                await Owners.Named(context.Db, owner, context.Caller, ct),
                await Owners.OfTeam(context.Db, team, context.Caller, ct)
            ),
        };

    private static OwnerSet Both(OwnerSet one, OwnerSet other) =>
        new([.. one.People.Intersect(other.People)], [.. one.Teams.Intersect(other.Teams)]);

    private static (ActionItemStatus?, bool?) Status(string? text) =>
        text?.ToLowerInvariant() switch
        {
            null or "any" or "all" => (null, null),
            "open" => (null, false),
            "closed" => (null, true),
            _ when SnakeCase.TryParse<ActionItemStatus>(text, out var status) => (status, null),
            _ => throw new RuleException(
                "status",
                $"status is open, closed, any or one of {Names<ActionItemStatus>()}."
            ),
        };

    private static T? Name<T>(string word, string? text)
        where T : struct, Enum =>
        text is null ? null
        : SnakeCase.TryParse<T>(text, out var value) ? value
        : throw new RuleException(word, $"{word} is one of {Names<T>()}.");

    private static bool Flag(string word, string? text) =>
        text?.ToLowerInvariant() switch
        {
            null or "false" or "no" or "0" => false,
            "true" or "yes" or "1" or "on" => true,
            _ => throw new RuleException(word, $"{word} is true or false."),
        };

    // A key of no incident is a list of nothing, as an incident is that this reader may not see.
    private static int? Incident(string? key, KeyPrefixes keys) =>
        key is null
            ? null
            : keys.IncidentNumber(key)
                ?? throw new RuleException(
                    "incident",
                    $"incident is a key such as {keys.OfIncident(12)}."
                );

    private static string? Text(string? text) =>
        text?.Contains('\0', StringComparison.Ordinal) == true
            ? throw new RuleException("q", "This holds the character zero, which is no text.")
            : text;

    private static string Names<T>()
        where T : struct, Enum =>
        string.Join(", ", Enum.GetValues<T>().Select(value => SnakeCase.Of(value)));

    private static string Short(string word) => word.Length > 40 ? word[..40] + "…" : word;
}

/// <summary>Who asks, and when: "me", "mine" and "overdue" depend on it.</summary>
internal sealed record ItemQueryContext(
    AfterwordDb Db,
    Caller Caller,
    KeyPrefixes Keys,
    DateOnly Today,
    DateTimeOffset Now
);
