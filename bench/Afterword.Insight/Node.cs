using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Afterword.Insight;

/// <summary>A server as a child process, ended only by the handle this run holds, and a browser signed in to it.</summary>
internal sealed partial class Node : IAsyncDisposable
{
    private readonly Process _process;
    private readonly CookieContainer _jar = new();

    private Node(Process process, Uri url)
    {
        (_process, Url) = (process, url);
        Browser = new HttpClient(
            new SocketsHttpHandler { CookieContainer = _jar, AllowAutoRedirect = false }
        )
        {
            BaseAddress = url,
        };
    }

    public Uri Url { get; }

    public HttpClient Browser { get; }

    /// <summary>The header that a signed-in browser sends.</summary>
    public string Cookie => $"Cookie: {_jar.GetCookieHeader(Url)}";

    public static async Task<Node> Start(string server, string folder)
    {
        var port = FreePort();
        var url = new Uri($"http://127.0.0.1:{port}/");
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [server, "--data", folder, "--urls", url.OriginalString])
            {
                RedirectStandardOutput = true,
            }
        )!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var node = new Node(process, url);
        await node.Ready();
        await node.SignIn();
        return node;
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        using (var term = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
        {
            await term.WaitForExitAsync();
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task Ready()
    {
        while (!_process.HasExited)
        {
            try
            {
                using var answer = await Browser.GetAsync(new Uri("readyz", UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            await Task.Delay(20);
        }
        throw new InvalidOperationException($"The server ended with {_process.ExitCode}.");
    }

    private async Task SignIn()
    {
        var page = await Browser.GetStringAsync(new Uri("sign-in", UriKind.Relative));
        var fields = Hidden()
            .Matches(page)
            .ToDictionary(
                m => WebUtility.HtmlDecode(m.Groups[1].Value),
                m => WebUtility.HtmlDecode(m.Groups[2].Value)
            );
        fields["Form.Name"] = Seeding.Handle;
        fields["Form.Password"] = Seeding.Password;
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await Browser.PostAsync(new Uri("sign-in", UriKind.Relative), form);
        if ((int)answer.StatusCode is not (>= 300 and < 400))
        {
            throw new InvalidOperationException($"Signing in answered {answer.StatusCode}.");
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("""<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)""" + "\"")]
    private static partial Regex Hidden();
}
