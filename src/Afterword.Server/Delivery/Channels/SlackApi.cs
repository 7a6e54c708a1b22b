using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Afterword.Core.Delivery;
using Afterword.Server.Security;

namespace Afterword.Server.Delivery.Channels;

/// <summary>What Slack answered: JSON that says <c>ok</c>, or else what became of the request.</summary>
/// <param name="Ok">The answer; null when there is trouble.</param>
/// <param name="Trouble">What went wrong, as the result of a message.</param>
/// <param name="Error">Slack's own word for it; empty when it said none.</param>
internal sealed record SlackAnswer(JsonElement? Ok, SendResult? Trouble, string Error = "");

/// <summary>Calls Slack's Web API with a bot token. The token stands in a header and in no message or log.</summary>
internal sealed class SlackApi(HttpClient http, Uri root, string token, TimeProvider clock)
{
    /// <summary>The most of a page of messages, in bytes: a hundred of Slack's longest.</summary>
    private const int MaxPage = 4 * 1024 * 1024;

    public Task<SlackAnswer> Post(
        string method,
        IEnumerable<KeyValuePair<string, string>> form,
        CancellationToken cancel
    ) =>
        Call(
            // Form, not JSON: the one form that every method takes.
            new HttpRequestMessage(HttpMethod.Post, new Uri(root, method))
            {
                Content = new FormUrlEncodedContent(form),
            },
            cancel
        );

    /// <summary>Reads; a page of messages with their blocks is far longer than the answers of others may be.</summary>
    public Task<SlackAnswer> Get(
        string method,
        IEnumerable<KeyValuePair<string, string>> query,
        CancellationToken cancel
    )
    {
        var asked = string.Join('&', query.Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value)}"));
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(root, $"{method}?{asked}"));
        request.Options.Set(OutgoingHttp.AtMost, MaxPage);
        return Call(request, cancel);
    }

    private async Task<SlackAnswer> Call(HttpRequestMessage request, CancellationToken cancel)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            try
            {
                using var answer = await http.SendAsync(request, cancel);
                return await Read(answer, cancel);
            }
            catch (Exception failed)
                when (failed is HttpRequestException or OperationCanceledException or IOException)
            {
                return new SlackAnswer(
                    null,
                    HttpTrouble.Of(failed, "Slack", cancel.IsCancellationRequested)
                );
            }
        }
    }

    private async Task<SlackAnswer> Read(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return new SlackAnswer(
                null,
                new SendResult.TryLater(
                    "Slack takes no more messages here for a moment.",
                    RetryAfter.Of(answer, clock.GetUtcNow())
                ),
                "ratelimited"
            );
        }
        var text = await answer.Content.ReadAsStringAsync(cancel);
        if (Json(text) is not { ValueKind: JsonValueKind.Object } json)
        {
            return new SlackAnswer(
                null,
                new SendResult.Unknown(
                    $"Something that is not Slack answered with status {(int)answer.StatusCode}{(LooksLikeHtml(text) ? " and a web page" : "")}: a proxy, or a wrong API address? The message may have arrived."
                )
            );
        }
        if (json.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True)
        {
            return new SlackAnswer(json, null);
        }
        if ((int)answer.StatusCode >= 500)
        {
            return new SlackAnswer(
                null,
                new SendResult.Unknown(
                    $"Slack broke with status {(int)answer.StatusCode}; it may have taken the message."
                )
            );
        }
        var error = Text(json, "error");
        return new SlackAnswer(null, SlackErrors.Of(error), error);
    }

    /// <summary>A text of an answer; empty when there is none.</summary>
    public static string Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object
        && json.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : "";

    private static bool LooksLikeHtml(string text) => text.TrimStart().StartsWith('<');

    private static JsonElement? Json(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
