using System.Text;
using Afterword.Core;
using Afterword.Core.Incidents;
using Afterword.Core.People;
using Afterword.Core.PostMortems;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Data.Settings;
using Afterword.Server.Data.Telling;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Security;
using Microsoft.Net.Http.Headers;

namespace Afterword.Server.Features.PostMortems;

/// <summary>
/// <c>/api/v1/incidents/{key}/post-mortem</c>: GET; PATCH changes the fields that are given, PUT empties those that are not; the
/// first of either starts it and needs no <c>If-Match</c>. POST <c>…/review</c>, <c>…/publish</c>, <c>…/reopen</c> (with a
/// <c>reason</c>) take the steps; GET <c>…/publish</c> gives the messages that would go with it, and its POST takes <c>send</c>, a list of audiences, and <c>ask</c>, services whose owners are asked whether it could hit them, and
/// <c>override</c>, the reason why it is published with findings that stand in the way. <c>/api/v1/post-mortems/export/{key}</c> gives the document as Markdown.
/// </summary>
internal static class PostMortemApi
{
    public static void MapPostMortems(this IEndpointRouteBuilder api)
    {
        var postMortem = api.MapGroup("/incidents/{key}/post-mortem");
        postMortem.MapGet("/", Get).RequireDeed(Deed.Read);
        postMortem.MapPatch("/", Patch).RequireDeed(Deed.WriteIncidents);
        postMortem.MapPut("/", Put).RequireDeed(Deed.WriteIncidents);
        postMortem.MapPost("/review", Review).RequireDeed(Deed.WriteIncidents);
        postMortem.MapGet("/publish", Messages).RequireDeed(Deed.SendUpdates);
        postMortem.MapPost("/publish", Publish).RequireDeed(Deed.SendUpdates);
        postMortem.MapPost("/reopen", Reopen).RequireDeed(Deed.WriteIncidents);
        api.MapGet("/post-mortems/export/{key}", Export).RequireDeed(Deed.Read);
    }

    private static async Task<IResult> Get(
        HttpContext http,
        string key,
        AfterwordDb db,
        Caller caller,
        RestrictedReads reads,
        CancellationToken ct
    )
    {
        if (await IncidentQueries.Find(db, key, caller.Viewer, ct) is not { } incident)
        {
            return Problems.NotFound($"incident {key}");
        }
        await reads.Note(incident, caller);
        return await PostMortemQueries.Find(db, incident.Number, caller.Viewer, ct) is { } found
            ? Answer(http, db.Keys, incident, found)
            : Problems.NotFound($"post-mortem of {key}");
    }

    private static Task<IResult> Patch(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    ) => Save(http, key, store, db, caller, replace: false, ct);

    private static Task<IResult> Put(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    ) => Save(http, key, store, db, caller, replace: true, ct);

    private static async Task<IResult> Save(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        bool replace,
        CancellationToken ct
    )
    {
        if (await IncidentQueries.Find(db, key, caller.Viewer, ct) is not { } incident)
        {
            return Problems.NotFound($"incident {key}");
        }
        var known = await PostMortemQueries.Find(db, incident.Number, caller.Viewer, ct);
        var version = known is null ? 0 : Etag.Expected(http.Request);
        var patch = await Api.Patch.Read(http.Request, ct);
        var saved = await store.SavePostMortem(
            key,
            version,
            caller.Viewer,
            stored => PostMortemJson.Read(patch, Base(stored, replace)),
            caller.By()
        );
        if (saved is null)
        {
            return Problems.NotFound($"incident {key}");
        }
        return Answer(http, db.Keys, incident, saved, known is null);
    }

    // Replacing empties what a body can name; what only a document could say (its zone, its own fields) stays.
    private static PostMortemContent Base(PostMortemContent? stored, bool replace) =>
        stored is null ? new PostMortemContent()
        : replace
            ? stored with
            {
                Authors = [],
                Impact = "",
                Sections = [],
                Timeline = [],
                Learnings = [],
            }
        : stored;

    private static Task<IResult> Review(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller
    ) => Step(http, key, store, db, caller, p => p.SendToReview(caller.By()));

    /// <summary>The messages that would go with publishing now.</summary>
    private static async Task<IResult> Messages(
        string key,
        AfterwordDb db,
        Store store,
        Caller caller,
        Func<Site> site,
        CancellationToken ct
    )
    {
        if (
            await IncidentQueries.Find(db, key, caller.Viewer, ct) is not { } incident
            || await PostMortemQueries.Find(db, incident.Number, caller.Viewer, ct) is null
        )
        {
            return Problems.NotFound($"post-mortem of {key}");
        }
        var messages = await Publishing.Messages(db, incident, site(), store.Now, ct);
        var risks = await RiskCalling.Proposed(db, incident, ct);
        return Results.Json(
            new
            {
                items = messages.Select(PublishMessageJson.Of),
                ask = risks.Select(r => new
                {
                    service = r.Handle,
                    owner = r.PersonHandle,
                    shared = r.Shared,
                }),
            },
            Api.Json.Options
        );
    }

    private static async Task<IResult> Publish(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        Func<Site> site,
        AfterwordSettings settings,
        CancellationToken ct
    )
    {
        var version = Etag.IfNamed(http.Request);
        var body = await Api.Patch.ReadOptional(http.Request, ct);
        var wanted = body.Texts("send", []);
        var asked = body.Texts("ask", []);
        var reason = body.Text("override", "");
        body.Done();
        if (await IncidentQueries.Find(db, key, caller.Viewer, ct) is not { } incident)
        {
            return Problems.NotFound($"post-mortem of {key}");
        }
        var messages =
            wanted.Count == 0
                ? []
                : PublishMessageJson.Chosen(
                    wanted,
                    await Publishing.Messages(db, incident, site(), store.Now, ct)
                );
        var known = asked.Count == 0 ? [] : await RiskCalling.Proposed(db, incident, ct);
        if (asked.FirstOrDefault(a => known.All(k => k.Handle != a)) is { } unknown)
        {
            throw new RuleException(
                "ask",
                $"'{unknown}' is none of the services that share a tag or a cause and were not asked yet."
            );
        }
        var lint = settings.Of<LintingSettings>().On(caller.Today);
        var published = await store.PublishPostMortem(
            key,
            caller.Viewer,
            messages,
            caller.By(),
            lint,
            reason,
            version,
            asked,
            site()
        );
        return published is null
            ? Problems.NotFound($"post-mortem of {key}")
            : Answer(http, db.Keys, incident, published);
    }

    private static async Task<IResult> Reopen(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    )
    {
        var body = await Api.Patch.ReadOptional(http.Request, ct);
        var reason = body.Text("reason", "");
        body.Done();
        return await Step(http, key, store, db, caller, p => p.Reopen(reason, caller.By()));
    }

    private static async Task<IResult> Step(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        Action<PostMortem> step
    )
    {
        var stepped = await store.StepPostMortem(key, caller.Viewer, step);
        return
            stepped is not null
            && await IncidentQueries.Find(db, key, caller.Viewer) is { } incident
            ? Answer(http, db.Keys, incident, stepped)
            : Problems.NotFound($"post-mortem of {key}");
    }

    private static async Task<IResult> Export(
        HttpContext http,
        string key,
        AfterwordDb db,
        Caller caller,
        RestrictedReads reads,
        CancellationToken ct
    )
    {
        if (await IncidentQueries.Find(db, key, caller.Viewer, ct) is not { } incident)
        {
            return Problems.NotFound($"incident {key}");
        }
        await reads.Note(incident, caller);
        var document = await PostMortemQueries.Document(db, incident, caller.Viewer, ct);
        // Letters, digits and dashes only: no title can bend the header or the path it is saved under.
        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = $"{document.Key}-{Handle.From(incident.Title)}.md",
        }.ToString();
        return Results.Text(
            PostMortemWriter.Write(document),
            "text/markdown; charset=utf-8",
            Encoding.UTF8
        );
    }

    private static IResult Answer(
        HttpContext http,
        KeyPrefixes keys,
        Incident incident,
        PostMortem postMortem,
        bool created = false
    ) =>
        Etag.Answer(
            http,
            PostMortemJson.Of(incident, postMortem, keys),
            postMortem.Version,
            created ? 201 : 200,
            created ? $"/api/v1/incidents/{keys.OfIncident(incident.Number)}/post-mortem" : null
        );
}
