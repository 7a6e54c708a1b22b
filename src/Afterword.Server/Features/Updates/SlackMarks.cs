using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Afterword.Server.Features.Updates;

/// <summary>Slack's marks as HTML for the preview: what Slack draws from the text it is given.</summary>
internal static partial class SlackMarks
{
    /// <summary>The HTML; every word is encoded anew, whatever came in.</summary>
    public static MarkupString Html(string mrkdwn)
    {
        var html = new StringBuilder();
        var at = 0;
        foreach (Match link in Link().Matches(mrkdwn))
        {
            html.Append(Words(mrkdwn[at..link.Index]));
            at = link.Index + link.Length;
            var address = WebUtility.HtmlDecode(link.Groups[1].Value);
            html.Append("<a rel=\"noopener noreferrer\" href=\"")
                .Append(HtmlEncoder.Default.Encode(address))
                .Append("\">")
                .Append(Words(link.Groups[2].Success ? link.Groups[2].Value : link.Groups[1].Value))
                .Append("</a>");
        }
        return new MarkupString(html.Append(Words(mrkdwn[at..])).ToString());
    }

    private static string Words(string text)
    {
        var words = HtmlEncoder.Default.Encode(WebUtility.HtmlDecode(text));
        words = Code().Replace(words, "<code>$1</code>");
        words = Bold().Replace(words, "<strong>$1</strong>");
        return words.Replace("&#xA;", "<br>", StringComparison.Ordinal);
    }

    [GeneratedRegex(
        @"<((?:https?://|mailto:)[^<>|]+)(?:\|([^<>]*))?>",
        RegexOptions.NonBacktracking
    )]
    private static partial Regex Link();

    [GeneratedRegex(@"\*([^*]+)\*", RegexOptions.NonBacktracking)]
    private static partial Regex Bold();

    [GeneratedRegex(@"&#x60;([^&]+)&#x60;", RegexOptions.NonBacktracking)]
    private static partial Regex Code();
}
