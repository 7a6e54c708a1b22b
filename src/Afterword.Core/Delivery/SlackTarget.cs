using System.Text.RegularExpressions;

namespace Afterword.Core.Delivery;

/// <summary>Where a Slack message goes: a conversation (<c>C0123ABCD</c>) or a thread in one (<c>C0123ABCD/1700000000.000100</c>).</summary>
/// <param name="Channel">The conversation's id.</param>
/// <param name="Thread">The <c>ts</c> of the message that opened the thread; null for the conversation itself.</param>
public sealed partial record SlackTarget(string Channel, string? Thread)
{
    /// <summary>What to do when a target is none.</summary>
    public const string Help =
        "Give a channel's id (C0123ABCD) or its link: in Slack, right-click the channel or message and choose Copy link.";

    /// <summary>Reads an id, an id with a thread, or the link that Slack copies of a channel or message; null when it is none of them.</summary>
    public static SlackTarget? TryParse(string? text)
    {
        var given = text?.Trim() ?? "";
        if (Ids().Match(given) is { Success: true } id)
        {
            return new SlackTarget(
                id.Groups["channel"].Value,
                id.Groups["thread"] is { Success: true } ts ? ts.Value : null
            );
        }
        if (
            !Uri.TryCreate(given, UriKind.Absolute, out var url)
            || url.Scheme != Uri.UriSchemeHttps
            || !Hosts().IsMatch(url.Host)
            || Paths().Match(url.AbsolutePath) is not { Success: true } path
        )
        {
            return null;
        }
        // A link to an answer names the message that opened its thread; only that one can be answered.
        var parent = Parents().Match(url.Query) is { Success: true } asked
            ? asked.Groups["ts"].Value
            : null;
        var message = path.Groups["message"] is { Success: true } p
            ? $"{p.Value[..^6]}.{p.Value[^6..]}"
            : null;
        return new SlackTarget(path.Groups["channel"].Value, parent ?? message);
    }

    /// <summary>The form in which it is stored.</summary>
    public override string ToString() => Thread is null ? Channel : $"{Channel}/{Thread}";

    [GeneratedRegex(@"^(?<channel>[CGDUW][A-Z0-9]{6,20})(/(?<thread>[0-9]{10}\.[0-9]{6}))?$")]
    private static partial Regex Ids();

    [GeneratedRegex(@"(^|\.)slack(-gov)?\.com$", RegexOptions.IgnoreCase)]
    private static partial Regex Hosts();

    [GeneratedRegex(
        "^/(archives|client/[A-Z0-9]+)/(?<channel>[CGD][A-Z0-9]{6,20})(/p(?<message>[0-9]{16}))?/?$"
    )]
    private static partial Regex Paths();

    [GeneratedRegex(@"[?&]thread_ts=(?<ts>[0-9]{10}\.[0-9]{6})(&|$)")]
    private static partial Regex Parents();
}
