using System.Net;

namespace Afterword.Tests.Support;

/// <summary>
/// Puts what the server logged into the reason phrase of a 500: a page that failed once in a hundred runs
/// says why in the test's own message.
/// </summary>
internal sealed class LoggedFailures(TestLog log, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.InternalServerError && log.LastError is { } error)
        {
            answer.ReasonPhrase = error.ReplaceLineEndings(" / ");
        }
        return answer;
    }
}
