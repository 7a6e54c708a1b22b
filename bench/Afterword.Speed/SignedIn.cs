using System.Net;
using System.Text.RegularExpressions;

namespace Afterword.Speed;

/// <summary>Signs in through the page, as a browser does.</summary>
internal static partial class SignedIn
{
    /// <returns>The header that a signed-in browser sends.</returns>
    public static async Task<string> Cookie(Uri server)
    {
        var jar = new CookieContainer();
        using var handler = new SocketsHttpHandler
        {
            CookieContainer = jar,
            AllowAutoRedirect = false,
        };
        using var client = new HttpClient(handler) { BaseAddress = server };
        var page = await client.GetStringAsync(new Uri("sign-in", UriKind.Relative));
        var fields = Hidden()
            .Matches(page)
            .ToDictionary(
                m => WebUtility.HtmlDecode(m.Groups[1].Value),
                m => WebUtility.HtmlDecode(m.Groups[2].Value)
            );
        fields["Form.Name"] = Seeding.Handle;
        fields["Form.Password"] = Seeding.Password;
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await client.PostAsync(new Uri("sign-in", UriKind.Relative), form);
        return (int)answer.StatusCode is >= 300 and < 400
            ? $"Cookie: {jar.GetCookieHeader(server)}"
            : throw new InvalidOperationException($"Signing in answered {answer.StatusCode}");
    }

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)""" + "\"")]
    private static partial Regex Hidden();
}
