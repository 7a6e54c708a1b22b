using Afterword.Core.PostMortems;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Security;

namespace Afterword.Server.Features.PostMortems.Comments;

/// <summary>
/// <c>/api/v1/incidents/{key}/post-mortem/comments</c>: GET lists them, POST takes <c>section</c> (or <c>parent</c>, to answer) and
/// <c>body</c>; POST <c>…/{number}/resolve</c> and <c>…/{number}/reopen</c> settle a conversation and open it again.
/// </summary>
internal static class CommentApi
{
    public static void MapComments(this IEndpointRouteBuilder api)
    {
        var comments = api.MapGroup("/incidents/{key}/post-mortem/comments");
        comments.MapGet("/", List).RequireDeed(Deed.Read);
        comments.MapPost("/", Write).RequireDeed(Deed.WriteIncidents);
        comments.MapPost("/{number:int}/resolve", Resolve).RequireDeed(Deed.WriteIncidents);
        comments.MapPost("/{number:int}/reopen", Reopen).RequireDeed(Deed.WriteIncidents);
    }

    private static async Task<IResult> List(
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
        var shown = await CommentQueries.Of(db, incident.Number, caller.Viewer, ct);
        return Results.Json(
            new { items = shown.All.Select(c => Of(c, shown.Names)) },
            Json.Options
        );
    }

    private static async Task<IResult> Write(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var (section, text, parent) = (
            body.Text("section", ""),
            body.Text("body", ""),
            body.Number("parent", null)
        );
        body.Done();
        return
            await store.WriteComment(key, caller.Viewer, section, text, parent, caller.By())
                is { } written
            ? Results.Json(
                await Named(db, written, ct),
                Json.Options,
                statusCode: StatusCodes.Status201Created
            )
            : Problems.NotFound($"post-mortem of {key}");
    }

    private static Task<IResult> Resolve(
        string key,
        int number,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    ) => Change(key, number, store, db, caller, c => c.Resolve(caller.By()), ct);

    private static Task<IResult> Reopen(
        string key,
        int number,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    ) => Change(key, number, store, db, caller, c => c.Reopen(caller.By()), ct);

    private static async Task<IResult> Change(
        string key,
        int number,
        Store store,
        AfterwordDb db,
        Caller caller,
        Action<Comment> deed,
        CancellationToken ct
    ) =>
        await store.ChangeComment(
            number,
            caller.Viewer,
            comment =>
            {
                if (comment.IncidentNumber == db.Keys.IncidentNumber(key))
                {
                    deed(comment);
                }
            }
        )
            is { } changed
        && changed.IncidentNumber == db.Keys.IncidentNumber(key)
            ? Results.Json(await Named(db, changed, ct), Json.Options)
            : Problems.NotFound($"comment {number} on the post-mortem of {key}");

    private static async Task<object> Named(
        AfterwordDb db,
        Comment comment,
        CancellationToken ct
    ) =>
        Of(
            comment,
            await NameQueries.Load(
                db,
                new NameQueries.Wanted().Person(comment.AuthorId, comment.ResolvedById),
                ct
            )
        );

    private static object Of(Comment comment, NameQueries.Names names) =>
        new
        {
            comment.Number,
            Section = comment.Place,
            Parent = comment.ParentNumber,
            comment.Body,
            Author = names.Person(comment.AuthorId)?.Handle,
            comment.WrittenAt,
            comment.ResolvedAt,
            ResolvedBy = names.Person(comment.ResolvedById)?.Handle,
        };
}
