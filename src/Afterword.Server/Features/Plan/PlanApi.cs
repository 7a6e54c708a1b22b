using Afterword.Core;
using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Security;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.Plan;

/// <summary><c>/api/v1/plan</c>: what is owed by due instant; with <c>when=past</c> what was told, newest first; with <c>when=ahead</c>, <c>days</c> and <c>person</c> what will be sent; and an incident's own. What lies ahead can be skipped, moved or sent now.</summary>
internal static class PlanApi
{
    public static void MapPlan(this IEndpointRouteBuilder api)
    {
        api.MapGet("/plan", List).RequireDeed(Deed.Read);
        api.MapGet("/incidents/{key}/plan", OfIncident).RequireDeed(Deed.Read);
        api.MapPost("/plan/skip", Skip).RequireDeed(Deed.SendUpdates);
        api.MapPost("/plan/move", Move).RequireDeed(Deed.SendUpdates);
        api.MapPost("/plan/send", Send).RequireDeed(Deed.SendUpdates);
    }

    private static async Task<IResult> List(
        HttpContext http,
        AfterwordDb db,
        Store store,
        Caller caller,
        KeyPrefixes keys,
        [AsParameters] PageQuery page,
        string? when,
        string? person,
        int? days,
        CancellationToken ct
    )
    {
        if (when is not (null or "owed" or "past" or "ahead"))
        {
            throw new RuleException("when", "when is owed, past or ahead.");
        }
        if (when == "ahead" || person is not null || days is not null)
        {
            var ask = new PlanAsk(
                store.Now.AddDays(Days(days)),
                person is null ? null : person.TrimStart('@')
            );
            var ahead = await AheadQueries.Of(db, caller.Viewer, ask, store.Now, ct);
            return Answer(http, ByInstant(ahead.Rows, page), keys);
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
        int? days,
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
                new Page<PlanRow>(
                    await PlanQueries.OfIncident(db, incident, store.Now, Days(days), ct),
                    null
                ),
                keys
            );
    }

    /// <summary>What a person decides about a message ahead.</summary>
    internal sealed record Decision(string? Slot, string? Reason, DateTimeOffset? To);

    private static Task<IResult> Skip(Store store, Caller caller, Decision decision) =>
        Decide(
            store,
            caller,
            decision,
            slot => store.SkipPlanned(slot, decision.Reason ?? "", caller)
        );

    private static Task<IResult> Move(Store store, Caller caller, Decision decision) =>
        Decide(
            store,
            caller,
            decision,
            slot =>
                store.MovePlanned(
                    slot,
                    decision.To ?? throw new RuleException("to", "Say when it is to go."),
                    decision.Reason ?? "",
                    caller
                )
        );

    private static Task<IResult> Send(
        Store store,
        Caller caller,
        Func<Data.Telling.Site> site,
        Decision decision
    ) =>
        Decide(
            store,
            caller,
            decision,
            slot => store.SendPlannedNow(slot, decision.Reason ?? "", site(), caller)
        );

    private static async Task<IResult> Decide(
        Store store,
        Caller caller,
        Decision decision,
        Func<string, Task<bool>> deed
    ) =>
        string.IsNullOrWhiteSpace(decision.Slot)
            ? throw new RuleException("slot", "Name the message by its slot, as the plan gives it.")
        : await deed(decision.Slot) ? Results.NoContent()
        : Problems.NotFound($"planned message {decision.Slot}");

    private const int MostDays = 90;

    private static int Days(int? days) =>
        days is null or (>= 1 and <= MostDays)
            ? days ?? MostDays
            : throw new RuleException("days", $"days is a number from 1 to {MostDays}.");

    private static Page<PlanRow> ByInstant(IReadOnlyList<PlanRow> rows, PageQuery page)
    {
        var after = page.After<Place>();
        var rest = rows.Where(row =>
            after is null
            || row.At > after.DueAt
            || (row.At == after.DueAt && string.CompareOrdinal(row.Slot, after.Slot) > 0)
        );
        return page.Cut(
            [.. rest.Take(page.Rows + 1)],
            row => new Place(row.At ?? DateTimeOffset.MaxValue, row.Slot)
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
    IReadOnlyList<string> Items,
    string? Person,
    string Why,
    int? Update,
    DateTimeOffset? SendsAt,
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
            [.. row.Items.Select(keys.OfItem)],
            row.Person?.Handle,
            row.Why,
            row.UpdateNumber,
            row.SendsAt,
            row.OpensAt,
            row.DueAt,
            row.ApprovedAt,
            row.SentAt,
            row.LateBy is { } late ? (int)late.TotalMinutes : null
        );
}
