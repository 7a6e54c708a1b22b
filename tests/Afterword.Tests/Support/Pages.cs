using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Afterword.Tests.Support;

/// <summary>Reads and sends pages as a browser without scripts does.</summary>
internal static class Pages
{
    /// <summary>The page at an address, parsed.</summary>
    public static async Task<IHtmlDocument> Page(this HttpClient browser, string address)
    {
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative));
        Assert.True(
            answer.StatusCode == HttpStatusCode.OK,
            $"GET {address} answered {(int)answer.StatusCode} {answer.ReasonPhrase} {answer.Headers.Location}"
        );
        return await answer.Html();
    }

    public static async Task<IHtmlDocument> Html(this HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Fills the form of this name on a page and sends it, with every field the page itself had filled.</summary>
    /// <param name="browser">Who.</param>
    /// <param name="address">The page.</param>
    /// <param name="form">The form's name (<c>PageForm Name</c>), or its action for one that posts elsewhere (<c>/sign-out</c>).</param>
    /// <param name="fields">By property name; the prefix <c>Form.</c> is added where the page has it. Null leaves a field out.</param>
    public static async Task<HttpResponseMessage> Submit(
        this HttpClient browser,
        string address,
        string form,
        Dictionary<string, string?>? fields = null
    )
    {
        var page = await browser.Page(address);
        var found =
            page.Forms.FirstOrDefault(f => Handler(f) == form || f.GetAttribute("action") == form)
            ?? throw new InvalidOperationException(
                $"{address} has no form '{form}'; it has {string.Join(", ", page.Forms.Select(Handler))}."
            );
        var filled = Filled(found).ToDictionary(f => f.Key, f => f.Value);
        foreach (var (name, value) in fields ?? [])
        {
            var key = found.QuerySelector($"[name='Form.{name}']") is null ? name : $"Form.{name}";
            filled.Remove(key);
            if (value is not null)
            {
                filled[key] = value;
            }
        }
        var target = found.GetAttribute("action") is { Length: > 0 } action ? action : address;
        return await browser.PostAsync(
            new Uri(target, UriKind.Relative),
            new FormUrlEncodedContent(filled)
        );
    }

    /// <summary>Signs in on the page, as a person does.</summary>
    /// <returns>A redirect when the door opened; the page with its sentence when it did not.</returns>
    public static Task<HttpResponseMessage> SignIn(
        this HttpClient browser,
        string name,
        string password,
        string? back = null
    ) =>
        browser.Submit(
            back is null ? "/sign-in" : $"/sign-in?back={Uri.EscapeDataString(back)}",
            "sign-in",
            new() { ["Name"] = name, ["Password"] = password }
        );

    /// <summary>Sends a header with everything from here on.</summary>
    public static HttpClient WithHeader(this HttpClient client, string name, string value)
    {
        client.DefaultRequestHeaders.Add(name, value);
        return client;
    }

    /// <summary>Where a redirect leads, as a path of this server; null when the answer is none.</summary>
    public static string? Target(this HttpResponseMessage answer) =>
        answer.Headers.Location is not { } to ? null
        : to.IsAbsoluteUri && to.Authority == answer.RequestMessage!.RequestUri!.Authority
            ? to.PathAndQuery
        : to.OriginalString;

    /// <summary>The JSON of an answer.</summary>
    public static async Task<JsonElement> Json(this HttpResponseMessage answer) =>
        await answer.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>What a person reads on the page.</summary>
    public static string Words(this IHtmlDocument page) =>
        string.Join(
            ' ',
            page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    private static string? Handler(IHtmlFormElement form) =>
        form.QuerySelector("input[name=_handler]")?.GetAttribute("value");

    private static IEnumerable<KeyValuePair<string, string>> Filled(IHtmlFormElement form)
    {
        foreach (var input in form.QuerySelectorAll("input[name], textarea[name], select[name]"))
        {
            var (name, value) = input switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => (null, ""),
                IHtmlInputElement box => (box.Name, box.Value),
                IHtmlTextAreaElement text => (text.Name, text.Value),
                IHtmlSelectElement select => (select.Name, select.Value ?? ""),
                _ => (null, ""),
            };
            if (name is not null)
            {
                yield return KeyValuePair.Create(name, value);
            }
        }
    }
}
