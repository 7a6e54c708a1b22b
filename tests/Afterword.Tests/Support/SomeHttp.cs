namespace Afterword.Tests.Support;

/// <summary>Clients without a guard, for tests that talk to servers of their own on this machine.</summary>
internal sealed class SomeHttp : IHttpClientFactory
{
    public HttpClient CreateClient(string name) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(15),
        };
}
