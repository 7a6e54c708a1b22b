using Afterword.Core;
using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Plan;

/// <summary><c>/api/v1/plan</c>: what is owed by due instant, or with <c>when=past</c> what was told, newest first; and an incident's own.</summary>
internal static class PlanApi
{
    public static void MapPlan(this IEndpointRouteBuilder api)
    {
        api.MapGet("/plan", List).RequireDeed(Deed.Read);
        api.MapGet("/incidents/{key}/plan", OfIncident).RequireDeed(Deed.Read);
    }

    private static async Task<IResult> List(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        [AsParameters] PageQuery page,
        string? when,
        CancellationToken ct
    )
    {
        if (when is not (null or "owed" or "past"))
        {
            throw new RuleException("when", "when is owed or past.");
        }
        if (when == "past")
        {
            var past = await PlanQueries.Past(db, caller.Viewer, store.Now, page, ct);
            return Answer(http, new Page<PlanRow>(past.Items, past.Next), keys);
        }
        var owed = await PlanQueries.Owed(db, caller.Viewer, store.Now, ct);
        return Answer(http, ByPlace(owed, page), keys);
    }

    private static async Task<IResult> OfIncident(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        string key,
        CancellationToken ct
    )
    {
        var incident = keys.IncidentNumber(key) is { } number
            ? await db.Incidents.To(caller.Viewer).SingleOrDefaultAsync(i => i.Number == number, ct)
            : null;
        return incident is null
            ? Problems.NotFound($"incident {key}")
            : Answer(
                http,
                new Page<PlanRow>(await PlanQueries.OfIncident(db, incident, store.Now, ct), null),
                keys
            );
    }

    private sealed record Place(DateTimeOffset DueAt, string Slot);

    /// <summary>Cuts what is owed, which is short and in memory, by due instant and slot.</summary>
    private static Page<PlanRow> ByPlace(IReadOnlyList<PlanRow> owed, PageQuery page)
    {
        var after = page.After<Place>();
        var rest = owed.Where(row =>
            after is null
            || row.DueAt > after.DueAt
            || (row.DueAt == after.DueAt && string.CompareOrdinal(row.Slot, after.Slot) > 0)
        );
        return page.Cut(
            [.. rest.Take(page.Rows + 1)],
            row => new Place(row.DueAt ?? DateTimeOffset.MaxValue, row.Slot)
        );
    }

    private static IResult Answer(HttpContext http, Page<PlanRow> page, KeyPrefixes keys) =>
        PageResults.Answer(
            http,
            new Page<PlanJson>([.. page.Items.Select(row => PlanJson.Of(row, keys))], page.Next)
        );
}

/// <summary>A line of the ledger as the API gives it.</summary>
internal sealed record PlanJson(
    string Slot,
    UpdateKind Kind,
    Audience Audience,
    PlanState State,
    string? Incident,
    int? Update,
    DateTimeOffset? OpensAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? ApprovedAt,
    DateTimeOffset? SentAt,
    int? LateMinutes
)
{
    public static PlanJson Of(PlanRow row, KeyPrefixes keys) =>
        new(
            row.Slot,
            row.Kind,
            row.Audience,
            row.State,
            row.IncidentNumber is { } number ? keys.OfIncident(number) : null,
            row.UpdateNumber,
            row.OpensAt,
            row.DueAt,
            row.ApprovedAt,
            row.SentAt,
            row.LateBy is { } late ? (int)late.TotalMinutes : null
        );
}
