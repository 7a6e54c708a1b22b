using Afterword.Core;
using Afterword.Server.Data;
using Microsoft.AspNetCore.Diagnostics;

namespace Afterword.Server.Api;

/// <summary>Errors of the API as <c>application/problem+json</c>; the pages have their own words.</summary>
internal sealed class Problems(ILogger<Problems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(
        HttpContext http,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        // By now the request's own path is that of the error page.
        PathString asked =
            http.Features.Get<IExceptionHandlerFeature>()?.Path ?? http.Request.Path.Value;
        if (!asked.StartsWithSegments("/api"))
        {
            return false;
        }
        await Answer(http, exception).ExecuteAsync(http);
        return true;
    }

    /// <summary>
    /// Answers a stale change where it happened: what handles exceptions takes <c>ETag</c> off an answer, and the version that stands
    /// is what the caller needs.
    /// </summary>
    public static async ValueTask<object?> Stale(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        try
        {
            return await next(context);
        }
        catch (StaleException stale)
        {
            context.HttpContext.Response.Headers.ETag = Etag.Of(stale.Version);
            return Results.Problem(
                title: "Changed in between",
                detail: $"Somebody else saved version {stale.Version}. Read it, merge, and send your change with that version in If-Match.",
                statusCode: 412,
                extensions: new Dictionary<string, object?> { ["currentVersion"] = stale.Version }
            );
        }
    }

    /// <summary>The resource is not there, or not for this caller.</summary>
    public static IResult NotFound(string what) =>
        Results.Problem(
            title: "Not found",
            detail: $"There is no {what}, or it is not visible to you.",
            statusCode: 404
        );

    /// <summary>One field is wrong.</summary>
    public static IResult Invalid(string field, string message) =>
        Results.Problem(
            title: "Not valid",
            detail: message,
            statusCode: 422,
            extensions: new Dictionary<string, object?>
            {
                ["errors"] = new Dictionary<string, string[]> { [field] = [message] },
            }
        );

    private IResult Answer(HttpContext http, Exception exception)
    {
        switch (exception)
        {
            case RuleException rule:
                return Invalid(rule.Field, rule.Message);
            case PreconditionMissingException:
                return Results.Problem(
                    title: "If-Match is missing",
                    detail: "Send the ETag of the version you saw in If-Match.",
                    statusCode: 428
                );
            case BadHttpRequestException { StatusCode: 413 } large:
                return Results.Problem(
                    title: "Too large",
                    detail: large.Message.StartsWith("Request body", StringComparison.Ordinal)
                        ? "The body is larger than what is read at once, 8 MB for most routes. Nothing was saved. Send it in parts: one document a file, at most 1 MB."
                        : large.Message,
                    statusCode: 413
                );
            case BadHttpRequestException bad:
                return Results.Problem(
                    title: "Bad request",
                    detail: bad.Message,
                    statusCode: bad.StatusCode
                );
            default:
                log.LogError(
                    exception,
                    "The API could not answer {Method} {Path}.",
                    http.Request.Method,
                    http.Request.Path
                );
                return Results.Problem(
                    title: "Something went wrong",
                    detail: $"Nothing was changed. Trace id: {http.TraceIdentifier}",
                    statusCode: 500
                );
        }
    }
}
