using System.Collections.Frozen;
using Afterword.Core.Delivery;

namespace Afterword.Server.Delivery.Channels;

/// <summary>What Slack's error words mean for a message: later, never, or nobody knows. What is not in the table is refused for good.</summary>
internal static class SlackErrors
{
    private const string Token =
        "Slack does not take the bot token. Install the app anew and store its token under Settings.";

    private static readonly FrozenDictionary<string, SendResult> Table = new Dictionary<
        string,
        SendResult
    >
    {
        // An operator mends it once for everything that waits.
        ["invalid_auth"] = Down(Token),
        ["not_authed"] = Down(Token),
        ["account_inactive"] = Down(Token),
        ["token_expired"] = Down(Token),
        ["token_revoked"] = Down(Token),
        ["not_allowed_token_type"] = Down(
            "Slack wants a bot token (xoxb-…); another kind is stored under Settings."
        ),
        ["missing_scope"] = Down(
            "The Slack app may not post: give it the scope chat:write, install it anew, and store its new token."
        ),
        ["no_permission"] = Down("The Slack app may not post in this workspace."),
        ["access_denied"] = Down("Slack denies the app access to the workspace."),
        ["ekm_access_denied"] = Down("The workspace's encryption keys forbid posting now."),
        ["org_login_required"] = Down("The workspace is being moved to an organization."),
        ["team_access_not_granted"] = Down("The Slack app is not allowed in this workspace yet."),
        ["team_added_to_org"] = Down("The workspace is being moved to an organization."),
        ["service_unavailable"] = Down("Slack is not available now."),
        // It passes.
        ["ratelimited"] = Later("Slack takes no more messages here for a moment."),
        ["rate_limited"] = Later("Slack takes no more messages here for a moment."),
        ["message_limit_exceeded"] = Later("The workspace has sent too many messages for now."),
        ["request_timeout"] = Later("Slack did not get the whole message."),
        // Slack may have posted it before it broke.
        ["fatal_error"] = new SendResult.Unknown("Slack broke while it took the message."),
        ["internal_error"] = new SendResult.Unknown("Slack broke while it took the message."),
        // It concerns this message or its target.
        ["channel_not_found"] = Never(
            "Slack knows no such channel, or the Afterword app may not see it. If it is private, invite the app there."
        ),
        ["not_in_channel"] = Never(
            "The Afterword app is not in that channel. Invite it there, then send again."
        ),
        ["is_archived"] = Never("The channel is archived."),
        ["user_not_in_channel"] = Never("The Slack app is not in that channel."),
        ["thread_not_found"] = Never("The thread is gone."),
        ["message_not_found"] = Never("The message that opened the thread is gone."),
        ["cannot_reply_to_message"] = Never("That message cannot be answered in a thread."),
        ["restricted_action"] = Never("The workspace's rules forbid the app to post there."),
        ["restricted_action_read_only_channel"] = Never("The channel is read-only."),
        ["restricted_action_thread_only_channel"] = Never(
            "The channel only takes answers in threads."
        ),
        ["restricted_action_non_threadable_channel"] = Never("The channel takes no threads."),
        ["msg_too_long"] = Never("The message is longer than Slack takes."),
        ["msg_blocks_too_long"] = Never("The message is longer than Slack takes."),
    }.ToFrozenDictionary();

    /// <summary>What became of a message that Slack answered with this error.</summary>
    public static SendResult Of(string error) =>
        Table.TryGetValue(error, out var known) ? Named(known, error)
        : error.StartsWith("restricted_action", StringComparison.Ordinal)
            ? Named(Never("The workspace's rules forbid it."), error)
        : new SendResult.GiveUp($"Slack refused the message ({Shown(error)}).");

    /// <summary>Slack's own word, as far as it is one.</summary>
    public static string Shown(string error) =>
        error.Length is > 0 and <= 60 && error.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? error
            : "no word of its own";

    private static SendResult Named(SendResult result, string error) =>
        result switch
        {
            SendResult.TryLater later => later with { Reason = $"{later.Reason} ({Shown(error)})" },
            SendResult.GiveUp never => new SendResult.GiveUp($"{never.Reason} ({Shown(error)})"),
            SendResult.Unknown unknown => new SendResult.Unknown(
                $"{unknown.Reason} ({Shown(error)})"
            ),
            _ => result,
        };

    private static SendResult.TryLater Down(string reason) => new(reason, ServerDown: true);

    private static SendResult.TryLater Later(string reason) => new(reason);

    private static SendResult.GiveUp Never(string reason) => new(reason);
}
