using Afterword.Core;
using Afterword.Core.Memory;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Security;

namespace Afterword.Server.Features.Search;

/// <summary><c>/api/v1/search?q=…</c>: the best first; filters <c>kind</c>, <c>team</c>, <c>severity</c>, <c>service</c>, <c>tag</c>, <c>from</c>, <c>to</c>.</summary>
internal static class SearchApi
{
    public static void MapSearch(this IEndpointRouteBuilder api) =>
        api.MapGet("/search", Find).RequireDeed(Deed.Read);

    private static async Task<IResult> Find(
        HttpContext http,
        [AsParameters] SearchFilter filter,
        [AsParameters] PageQuery page,
        AfterwordDb db,
        Caller caller,
        KeyPrefixes keys,
        RestrictedReads reads,
        Vocabulary vocabulary,
        CancellationToken ct
    )
    {
        var found = await SearchQueries.Find(db, vocabulary, filter, page, caller.Viewer, ct);
        await SearchPlaces.Note(found, db, caller, reads, ct);
        var hits = new Page<SearchJson>(
            [.. found.Hits.Items.Select(hit => SearchJson.Of(hit, keys))],
            found.Hits.Next
        );
        http.Response.Headers["Search-Mode"] = SnakeCase.Of(found.Mode);
        return PageResults.Answer(http, hits);
    }
}

/// <summary>A hit as the API gives it.</summary>
internal sealed record SearchJson(
    SearchKind Kind,
    string Key,
    string? Incident,
    string Title,
    DateTimeOffset At,
    string? Category,
    string? Section,
    IReadOnlyList<SearchPartJson> Excerpt,
    string Path
)
{
    public static SearchJson Of(SearchHit hit, KeyPrefixes keys) =>
        new(
            hit.Kind,
            SearchPlaces.Key(hit, keys),
            hit.IncidentNumber is { } number ? keys.OfIncident(number) : null,
            hit.Title.Length > 0 ? hit.Title : hit.IncidentTitle ?? "",
            hit.At,
            hit.Category is { } category ? SnakeCase.Of(category) : null,
            hit.Excerpt.Heading.Length > 0 ? hit.Excerpt.Heading : null,
            [.. hit.Excerpt.Parts.Select(p => new SearchPartJson(p.Text, p.Marked))],
            SearchPlaces.Path(hit, keys)
        );
}

/// <summary>A piece of an excerpt; <c>hit</c> says that it is a word that was asked for.</summary>
internal sealed record SearchPartJson(string Text, bool Hit);

/// <summary>Where what was found stands.</summary>
internal static class SearchPlaces
{
    /// <summary>An excerpt of something restricted was read; the audit log says so, as for its page.</summary>
    public static async Task Note(
        SearchResult found,
        AfterwordDb db,
        Caller caller,
        RestrictedReads reads,
        CancellationToken ct
    )
    {
        foreach (
            var incident in found
                .Hits.Items.Where(h => h.Restricted)
                .Select(h => h.IncidentNumber)
                .OfType<int>()
                .Distinct()
        )
        {
            await reads.Note(db, incident, caller, ct);
        }
    }

    public static string Key(SearchHit hit, KeyPrefixes keys) =>
        hit.Kind switch
        {
            SearchKind.ActionItem => keys.OfItem(hit.Number),
            SearchKind.Update => FormattableString.Invariant($"{hit.Number}"),
            _ => keys.OfIncident(hit.Number),
        };

    public static string Path(SearchHit hit, KeyPrefixes keys) =>
        hit.Kind switch
        {
            SearchKind.PostMortem =>
                $"/incidents/{Key(hit, keys)}/post-mortem{Anchor(hit.Excerpt)}",
            SearchKind.Learning => $"/incidents/{Key(hit, keys)}/post-mortem#learned",
            SearchKind.ActionItem => $"/action-items/{Key(hit, keys)}",
            SearchKind.Update => $"/updates/{Key(hit, keys)}",
            _ => $"/incidents/{Key(hit, keys)}",
        };

    private static string Anchor(Excerpt excerpt) =>
        excerpt.Section.Length is 0 || excerpt.Section == "other"
            ? ""
            : $"#{excerpt.Section.Replace('_', '-')}";
}
