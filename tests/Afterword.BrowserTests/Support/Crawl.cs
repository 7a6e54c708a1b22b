using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Afterword.BrowserTests.Support;

/// <summary>
/// Finds every page a reader can reach by links, the first three of each kind (<c>/incidents/INC-1</c>, not every incident), and every link
/// that leads nowhere. So a new page is looked at as soon as something links to it.
/// </summary>
public static partial class Crawl
{
    private const int Enough = 200; // pages; more kinds than that means a name was taken for a kind
    private const int OfAKind = 3; // a thing that is empty, one that is full and one in between look different

    /// <summary>The pages found, and a sentence for each broken link.</summary>
    public static async Task<(List<string> Pages, List<string> Broken)> From(
        IBrowserContext context,
        string root,
        string start = "/"
    )
    {
        var pages = new List<string>();
        var broken = new List<string>();
        var seen = new HashSet<string> { start };
        var kinds = new Dictionary<string, int> { [Kind(start)] = 1 };
        bool IsNew(string path)
        {
            var kind = Kind(path);
            return kinds.GetValueOrDefault(kind) < (kind.Contains('*') ? OfAKind : 1)
                && seen.Add(path)
                && (kinds[kind] = kinds.GetValueOrDefault(kind) + 1) > 0;
        }
        var ahead = new Queue<(string Path, string From)>([(start, "the start")]);
        while (ahead.TryDequeue(out var next) && pages.Count < Enough)
        {
            var answer = await context.APIRequest.GetAsync(root + next.Path);
            if (answer.Status != 200)
            {
                broken.Add($"{next.Path}, linked from {next.From}, answers {answer.Status}");
                continue;
            }
            if (
                !answer
                    .Headers.GetValueOrDefault("content-type", "")
                    .StartsWith("text/html", StringComparison.Ordinal)
            )
            {
                continue; // a download
            }
            pages.Add(next.Path);
            foreach (var path in LinksOf(await answer.TextAsync()).Where(IsNew))
            {
                ahead.Enqueue((path, next.Path));
            }
        }
        return (pages, broken);
    }

    /// <summary>The kind of a page: its path with keys, numbers and names left out.</summary>
    public static string Kind(string path)
    {
        var segments = path.Split('?', '#')[0].Trim('/').Split('/');
        for (var i = 1; i < segments.Length; i++)
        {
            var named =
                i == 1 && segments[0] is "people" or "teams" or "services" && segments[1] != "new";
            if (named || KeyOrNumber().IsMatch(segments[i]))
            {
                segments[i] = "*";
            }
        }
        return string.Join('/', segments);
    }

    private static IEnumerable<string> LinksOf(string html) =>
        Link()
            .Matches(html)
            .Select(match =>
                System.Net.WebUtility.HtmlDecode(match.Groups["path"].Value).Split('#')[0]
            )
            .Where(path =>
                path.Length > 0
                && !path.StartsWith("//", StringComparison.Ordinal)
                && !path.StartsWith("/lib/", StringComparison.Ordinal)
            );

    [GeneratedRegex("""<a\b[^>]*\shref="(?<path>/[^"]*)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^([A-Z]+-\d+|\d+|[0-9a-f-]{20,})$")]
    private static partial Regex KeyOrNumber();
}
