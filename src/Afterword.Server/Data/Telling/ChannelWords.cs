namespace Afterword.Server.Data.Telling;

/// <summary>How pages call the channel of a delivery.</summary>
internal static class ChannelWords
{
    public static string Of(string channel) =>
        channel switch
        {
            "email" => "E-mail",
            "slack" => "Slack",
            "slack-webhook" => "Slack (incoming webhook)",
            _ => channel,
        };
}
