using System.Globalization;
using Afterword.Core;
using Afterword.Core.Events;

namespace Afterword.Server.Api;

/// <summary>A noun's version as its ETag, and what a PATCH says it has seen.</summary>
internal static class Etag
{
    public static string Of(Noun noun) => Of(noun.Version);

    public static string Of(int version) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version named by <c>If-Match</c>; null for <c>*</c>.</summary>
    /// <exception cref="PreconditionMissingException">There is none.</exception>
    /// <exception cref="RuleException">It is no ETag of ours.</exception>
    public static int? Expected(HttpRequest request)
    {
        var given = request.Headers.IfMatch.ToString();
        return given.Length == 0 ? throw new PreconditionMissingException()
            : given == "*" ? null
            : int.TryParse(
                given.Trim().Trim('"'),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var version
            )
                ? version
            : throw new RuleException(
                "If-Match",
                "If-Match is the ETag that reading the resource gave, in quotes."
            );
    }

    /// <summary>The same where it may be left out, as on a deed: who names a version is held to it.</summary>
    /// <exception cref="RuleException">It is no ETag of ours.</exception>
    public static int? IfNamed(HttpRequest request) =>
        request.Headers.IfMatch.Count == 0 ? null : Expected(request);

    /// <summary>Answers a resource with its ETag.</summary>
    public static IResult Answer(
        HttpContext http,
        object resource,
        int version,
        int status = 200,
        string? location = null
    )
    {
        http.Response.Headers.ETag = Of(version);
        if (location is not null)
        {
            http.Response.Headers.Location = location;
        }
        return Results.Json(resource, Json.Options, statusCode: status);
    }
}

/// <summary>A PATCH without <c>If-Match</c>: it could overwrite what somebody else saved.</summary>
internal sealed class PreconditionMissingException : Exception;
