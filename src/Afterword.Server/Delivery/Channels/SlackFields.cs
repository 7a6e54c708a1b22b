using Afterword.Core.Delivery;

namespace Afterword.Server.Delivery.Channels;

/// <summary>What an operator fills in for Slack, how it is checked, and what it means.</summary>
internal static class SlackFields
{
    /// <summary>Where Slack's Web API stands.</summary>
    public const string Api = "https://slack.com/api/";

    public static IReadOnlyList<ChannelField> All { get; } =
    [
        new(
            "token",
            "Bot token",
            "Begins with xoxb-. The app needs the scopes chat:write, channels:history and groups:history, and must be invited to each channel.",
            Secret: true
        ),
        new(
            "leadership",
            "Leadership's channel",
            "Id or link of a channel: C0123ABCD. Empty: leadership gets nothing here.",
            ChannelFieldKind.Target
        ),
        new(
            "affectedTeams",
            "Affected teams' channel",
            "Id or link of a channel.",
            ChannelFieldKind.Target
        ),
        new(
            "technical",
            "Engineers' channel",
            "Id or link of a channel. An incident that has its own Slack channel or thread is told on there instead.",
            ChannelFieldKind.Target
        ),
        new("company", "Everybody's channel", "Id or link of a channel.", ChannelFieldKind.Target),
        new("apiUrl", "API address", $"Empty for {Api}; https://slack-gov.com/api/ for GovSlack."),
    ];

    /// <summary>Errors by field; empty when messages can be posted with these settings.</summary>
    public static IReadOnlyDictionary<string, string> Check(ChannelSettings settings)
    {
        var errors = new Dictionary<string, string>();
        var token = settings.Text("token");
        if (token is null)
            errors["token"] =
                "Give the bot token: in Slack's app settings, under OAuth & Permissions.";
        else if (
            !token.StartsWith("xoxb-", StringComparison.Ordinal)
            || token.Any(c => c is <= ' ' or > '~')
        )
            errors["token"] = "A bot token begins with xoxb- and holds no spaces.";
        foreach (var field in All.Where(f => f.Kind == ChannelFieldKind.Target))
        {
            if (settings.Text(field.Name) is { } target && SlackTarget.TryParse(target) is null)
                errors[field.Name] = SlackTarget.Help;
        }
        if (settings.Text("apiUrl") is { } api && Root(api) is null)
            errors["apiUrl"] = $"An address that begins with https://, such as {Api}.";
        return errors;
    }

    /// <summary>The API's root with a slash at its end.</summary>
    public static Uri Root(ChannelSettings settings) =>
        Root(settings.Text("apiUrl") ?? Api) ?? new Uri(Api);

    private static Uri? Root(string typed) =>
        Uri.TryCreate($"{typed.TrimEnd('/')}/", UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            ? url
            : null;
}
