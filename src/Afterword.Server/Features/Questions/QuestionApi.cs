using Afterword.Core.Updates;
using Afterword.Server.Api;
using Afterword.Server.Data;
using Afterword.Server.Features.Incidents;
using Afterword.Server.Security;

namespace Afterword.Server.Features.Questions;

/// <summary><c>/api/v1/incidents/{key}/questions</c>: open ones first; POST <c>text</c> (and <c>update</c>) asks, POST <c>…/{number}/answer</c> answers.</summary>
internal static class QuestionApi
{
    public static void MapQuestions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/incidents/{key}/questions", List).RequireDeed(Deed.Read);
        api.MapPost("/incidents/{key}/questions", Ask).RequireDeed(Deed.Read);
        api.MapPost("/incidents/{key}/questions/{number:int}/answer", Answer)
            .RequireDeed(Deed.WriteIncidents);
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
        var rows = await QuestionQueries.Of(db, incident.Number, caller.Viewer, ct);
        return Results.Json(new { items = rows.Select(Shape) }, Json.Options);
    }

    private static async Task<IResult> Ask(
        HttpContext http,
        string key,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var (text, update) = (body.Text("text", ""), body.Number("update", null));
        body.Done();
        if (
            await IncidentQueries.Find(db, key, caller.Viewer, ct) is not { } incident
            || await QuestionDeeds.Ask(store, caller, incident.Number, update, text, ct)
                is not { } asked
        )
        {
            return Problems.NotFound($"incident {key}");
        }
        http.Response.Headers.Location =
            $"/api/v1/incidents/{db.Keys.OfIncident(incident.Number)}/questions";
        return Results.Json(Shape(asked), Json.Options, statusCode: 201);
    }

    private static async Task<IResult> Answer(
        HttpContext http,
        string key,
        int number,
        Store store,
        AfterwordDb db,
        Caller caller,
        CancellationToken ct
    )
    {
        var body = await Patch.Read(http.Request, ct);
        var answer = body.Text("answer", "");
        body.Done();
        return
            await IncidentQueries.Find(db, key, caller.Viewer, ct) is { } incident
            && await QuestionDeeds.Answer(store, caller, incident.Number, number, answer, ct)
                is { } answered
            ? Results.Json(Shape(answered), Json.Options)
            : Problems.NotFound($"question {number} of {key}");
    }

    private static object Shape(QuestionRow row) =>
        new
        {
            number = row.Number,
            update = row.Update,
            text = row.Text,
            askedBy = row.AskedByHandle,
            askedAt = row.AskedAt,
            answer = row.IsOpen ? null : row.Answer,
            answeredBy = row.AnsweredByHandle,
            answeredAt = row.AnsweredAt,
        };

    private static object Shape(Question question) =>
        new
        {
            number = question.Number,
            update = question.UpdateNumber,
            text = question.Text,
            askedAt = question.AskedAt,
            answer = question.AnsweredAt is null ? null : question.Answer,
            answeredAt = question.AnsweredAt,
        };
}
