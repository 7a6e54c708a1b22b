using Afterword.Core.Updates;
using Afterword.Server.Data.Settings;
using Afterword.Server.Data.Telling;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;

namespace Afterword.Server.Delivery;

/// <summary>Shows a message as its channel would put it on the wire, with the channel's own renderer and settings; nothing is sent or stored.</summary>
internal sealed class WireForms(
    AllChannels channels,
    AfterwordSettings settings,
    Func<Site> site,
    TimeProvider time
)
{
    public string Of(string channel, Update update, Recipient? to)
    {
        var found = channels.Find(channel)!;
        var here = site();
        var filled = new ChannelSettings(settings.Channel(channel));
        var ready = found.Check(filled).Count == 0 ? filled : Unset(here);
        var target = to?.Address ?? $"reader@{here.MailHost}";
        return found.Render(
            new OutgoingMessage
            {
                DeliveryKey = $"{update.Slot}/{update.Number}→{target}",
                Target = target,
                TargetName = to?.Name,
                Subject = update.Subject,
                Markdown = update.Body,
                CreatedAt = time.GetUtcNow(),
                MessageId = MessageIds.For(
                    $"{update.Slot}/{update.Number}→{target}",
                    here.MailHost
                ),
                Footer = MessageFooter.Of(update, here),
            },
            ready
        );
    }

    /// <summary>Mail that is not set up yet still has to come from somewhere to be looked at.</summary>
    private static ChannelSettings Unset(Site here) =>
        new(new Dictionary<string, string> { ["from"] = $"afterword@{here.MailHost}" });
}
