using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Afterword.Cli;

/// <summary>A server, as the commands that need one see it: its address and token come from the environment.</summary>
internal sealed class ServerDoor : IDisposable
{
    public const string UrlVariable = "AFTERWORD_URL";
    public const string TokenVariable = "AFTERWORD_TOKEN";
    private const string DefaultUrl = "http://127.0.0.1:5080";

    private readonly HttpClient _http;

    public ServerDoor(Uri address, string? token, HttpMessageHandler? handler = null)
    {
        Address = address;
        _http = handler is null ? new HttpClient() : new HttpClient(handler, disposeHandler: false);
        _http.BaseAddress = address;
        _http.Timeout = TimeSpan.FromSeconds(100);
        if (!string.IsNullOrWhiteSpace(token))
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                token.Trim()
            );
        }
    }

    public Uri Address { get; }

    /// <summary>The server that the environment names.</summary>
    /// <exception cref="ServerException">Its address is none.</exception>
    public static ServerDoor FromEnvironment()
    {
        var url = Environment.GetEnvironmentVariable(UrlVariable) is { Length: > 0 } set
            ? set
            : DefaultUrl;
        return
            Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            ? new ServerDoor(address, Environment.GetEnvironmentVariable(TokenVariable))
            : throw new ServerException(
                $"{UrlVariable} is '{url}', which is no address; one looks like {DefaultUrl}."
            );
    }

    /// <summary>Reads JSON.</summary>
    /// <exception cref="ServerException">The server cannot be reached, or refuses.</exception>
    public async Task<JsonElement> Get(string path, CancellationToken ct) =>
        await Json(await Send(new HttpRequestMessage(HttpMethod.Get, path), ct), ct);

    /// <summary>Reads text.</summary>
    /// <inheritdoc cref="Get"/>
    public async Task<string> GetText(string path, CancellationToken ct)
    {
        using var answer = await Send(new HttpRequestMessage(HttpMethod.Get, path), ct);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    /// <summary>Posts Markdown.</summary>
    /// <inheritdoc cref="Get"/>
    public async Task<JsonElement> PostMarkdown(string path, string text, CancellationToken ct)
    {
        var content = new StringContent(text, new UTF8Encoding(false), "text/markdown");
        return await Json(
            await Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, ct),
            ct
        );
    }

    /// <summary>Posts JSON.</summary>
    /// <inheritdoc cref="Get"/>
    public async Task<JsonElement> PostJson(string path, object body, CancellationToken ct)
    {
        var content = new StringContent(
            JsonSerializer.Serialize(body, JsonSerializerOptions.Web),
            new UTF8Encoding(false),
            "application/json"
        );
        return await Json(
            await Send(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, ct),
            ct
        );
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken ct)
    {
        HttpResponseMessage answer;
        try
        {
            answer = await _http.SendAsync(request, ct);
        }
        catch (HttpRequestException unreachable)
        {
            throw new ServerException(
                $"{Address} cannot be reached: {unreachable.Message} Start it with bin/run, or set {UrlVariable}."
            )
            {
                IsDown = true,
            };
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ServerException(
                $"{Address} did not answer within {_http.Timeout.TotalSeconds:N0} seconds."
            )
            {
                IsDown = true,
            };
        }
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }
        using (answer)
        {
            throw await Refusal(answer, ct);
        }
    }

    private static async Task<ServerException> Refusal(
        HttpResponseMessage answer,
        CancellationToken ct
    )
    {
        var stops =
            answer.StatusCode
            is HttpStatusCode.Unauthorized
                or HttpStatusCode.Forbidden
                or HttpStatusCode.ServiceUnavailable;
        var words = answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized =>
                $"the server does not know you: set {TokenVariable} to an API token (made under Account)",
            HttpStatusCode.Forbidden => "your token may not do this",
            _ => await Detail(answer, ct) ?? $"the server answered {(int)answer.StatusCode}",
        };
        return new ServerException(words) { IsDown = stops };
    }

    private static async Task<string?> Detail(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            using var problem = await JsonDocument.ParseAsync(
                await answer.Content.ReadAsStreamAsync(ct),
                cancellationToken: ct
            );
            return problem.RootElement.GetProperty("detail").GetString();
        }
        catch (Exception none)
            when (none is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer, CancellationToken ct)
    {
        using (answer)
        {
            using var json = await JsonDocument.ParseAsync(
                await answer.Content.ReadAsStreamAsync(ct),
                cancellationToken: ct
            );
            return json.RootElement.Clone();
        }
    }
}

/// <summary>The server cannot do what was asked; the message is a sentence for a person.</summary>
internal sealed class ServerException(string message) : Exception(message)
{
    /// <summary>Whether asking for the next thing is as useless: it is unreachable, or does not let us in.</summary>
    public bool IsDown { get; init; }
}
