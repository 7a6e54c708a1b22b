using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Tells links to issues and pull requests from links to anything else.</summary>
internal static partial class Tickets
{
    // Names that look like KEY-1 and are no ticket.
    private static readonly HashSet<string> NotKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "UTF",
        "ISO",
        "RFC",
        "CVE",
        "SHA",
        "SEV",
        "TLS",
        "SSL",
        "AES",
        "MD",
        "HTTP",
        "COVID",
        "GPT",
        "IPV",
        "P",
        "Q",
        "X",
        "EC",
        "UTC",
        "GMT",
        "AZ",
        "V",
        "CWE",
        "T",
        "M",
        "US",
        "EU",
        "AP",
        "RS",
        "ED",
        "USB",
        "PEP",
        "AI",
        "ITEM",
        "ACTION",
        "STEP",
        "PHASE",
        "DAY",
        "WEEK",
        "TIER",
        "LEVEL",
        "PRIO",
        "RFD",
        "ADR",
        "KB",
        "AWS",
    };

    /// <summary>The ticket of an item: its first link to an issue or pull request, else a key or number it names as one.</summary>
    internal static string? Of(Inline own, string nested, LinkTargets targets) =>
        Linked(own)
        ?? Named(own.Text)
        ?? (nested.Length == 0 ? null : Linked(Inline.Read(nested, targets)));

    internal static string? Linked(Inline text)
    {
        foreach (var link in text.Links)
            if (IsTicket(link.Url))
                return link.Url;
        return null;
    }

    internal static bool IsTicket(string url) => url.Length <= 2000 && TicketUrl().IsMatch(url);

    /// <summary>The whole text of a cell as a ticket: a key, a number, or nothing.</summary>
    internal static string? InCell(Inline cell)
    {
        if (Linked(cell) is { } url)
            return url;
        if (WholeKey().Match(cell.Text) is { Success: true } whole)
            return whole.Value;
        if (cell.Links.Count > 0)
            return cell.Links[0].Url;
        return Named(cell.Text);
    }

    private static string? Named(string text)
    {
        if (text.Length > Line.ReadLimit)
            text = text[..Line.ReadLimit];
        if (text.Contains('-') && text.AsSpan().ContainsAnyInRange('0', '9'))
            foreach (Match match in Key().Matches(text))
                if (!NotKeys.Contains(match.Groups["project"].Value))
                    return match.Groups["key"].Value;
        if (!text.Contains('#'))
            return null;
        return Number().Match(text) is { Success: true } number ? number.Groups["key"].Value : null;
    }

    [GeneratedRegex(
        @"^https?://[^\s]*?(?:/(?:issues?|pulls?|pull-requests|pullrequest|merge_requests|work_items)/\d+|/-/issues/\d+|/browse/[A-Z][A-Z0-9_]+-\d+|/(?:show_bug\.cgi\?id=|bugs/|bug/|tickets?/)\d+|/T\d{3,}|trello\.com/c/\w+|linear\.app/[^\s]*/issue/|app\.asana\.com/\d|/_workitems/edit/\d+|shortcut\.com/[^\s]*/story/\d+|pivotaltracker\.com/story/|/issue/[A-Z]+-\d+|selectedIssue=[A-Z]+-\d+|bugzilla[^\s]*/\d+|bugs\.[^\s/]+/(?:\w+/)*\d+|zenhub\.com/[^\s]*/\d+|monday\.com/[^\s]*/pulses/\d+|/\+bug/\d+|clickup\.com/t/)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex TicketUrl();

    [GeneratedRegex(
        @"(?:^|[\[(]|(?:ticket|tickets|issue|jira|tracked (?:in|by|as|at)|tracking|see|story|task|bug)\s*[:#]?\s*\[?|[-–—:]\s)(?<key>(?<project>[A-Z][A-Z0-9_]{1,9})-\d{1,6})(?=$|[\s\]),.;:])|(?<=\s)(?<key>(?<project>[A-Z][A-Z0-9_]{1,9})-\d{1,6})\.?$"
    )]
    private static partial Regex Key();

    [GeneratedRegex(
        @"^(?:[A-Z][A-Z0-9_]{1,9}-\d{1,6}|(?:[\w.-]+/)?(?:[\w.-]+)?#\d{1,7}|(?:(?:[Bb]ug|[Ii]ssue|[Tt]icket|PR)\s*#?)?\d{2,8}|[\w-]+!\d{1,6})$"
    )]
    private static partial Regex WholeKey();

    [GeneratedRegex(
        @"(?:^|(?<=[\s(\[,;:]))(?<key>(?:[\w.-]+/[\w.-]+|[\w.-]*[A-Za-z][\w.-]*)?#\d{1,7})(?=$|[\s\]),.;:])"
    )]
    private static partial Regex Number();
}
