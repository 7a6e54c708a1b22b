using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Afterword.Server.Shell;

/// <summary>A bug met by a program is answered in problem+json, with the trace id and nothing of the exception.</summary>
internal sealed class ApiExceptions(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    ) =>
        httpContext.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            ? problems.TryWriteAsync(
                new ProblemDetailsContext
                {
                    HttpContext = httpContext,
                    ProblemDetails = new ProblemDetails
                    {
                        Status = StatusCodes.Status500InternalServerError,
                        Title = "Something went wrong on our side",
                        Detail = "The log has the reason under the trace id.",
                    },
                }
            )
            : ValueTask.FromResult(false);
}
