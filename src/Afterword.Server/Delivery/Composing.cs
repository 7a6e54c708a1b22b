using Afterword.Core.Updates;
using Afterword.Server.Data.Telling;
using Afterword.Server.Delivery.Channels;
using Afterword.Server.Delivery.Mail;
using Afterword.Server.Security;

namespace Afterword.Server.Delivery;

using Delivery = Core.Delivery.Delivery;

/// <summary>Makes the message of a delivery from the frozen words of its update.</summary>
internal sealed class Composing(Func<Site> site, StopLinks stops)
{
    /// <summary>The delivery's identity on the wire.</summary>
    public string MessageId(Delivery delivery, Update update, ChannelSetup? setup) =>
        MessageIds.For(Key(delivery, update), Host(site(), setup));

    /// <summary>The message of a delivery.</summary>
    public OutgoingMessage Message(
        Delivery delivery,
        Update update,
        ChannelSetup? setup,
        ThreadPlace place
    )
    {
        var here = site();
        var byMail = setup?.Channel.Capabilities.ThreadsByRemoteId != true;
        return new OutgoingMessage
        {
            DeliveryKey = Key(delivery, update),
            Target = delivery.Target,
            TargetName = delivery.TargetName,
            // A mail program keeps a thread together by its subject; a chat shows what each message is about.
            Subject = byMail ? place.Subject ?? update.Subject : update.Subject,
            Markdown = update.Body,
            // When it went out: a scheduled one was approved before.
            CreatedAt = delivery.CreatedAt,
            MessageId = place.MessageId,
            ThreadIds = place.Earlier,
            // No key of ours in a header that customers' mail programs show.
            ListId =
                !Audiences.IsOutside(update.Audience) && update.IncidentNumber is { } number
                    ? $"{here.Keys.OfIncident(number).ToLowerInvariant()}.{Host(here, setup)}"
                    : null,
            Footer = Footer(delivery, update, here),
            UnsubscribeUrl = CanStop(delivery, update, out var person)
                ? here.Address($"mail/stop/{stops.Token(person, update.Kind)}")
                : null,
        };
    }

    private static string Footer(Delivery delivery, Update update, Site here) =>
        delivery.PersonId is null || CanStop(delivery, update, out _)
            ? MessageFooter.Of(update, here)
            : $"{MessageFooter.Of(update, here)} This kind of message cannot be stopped.";

    private static bool CanStop(Delivery delivery, Update update, out int person)
    {
        person = delivery.PersonId ?? 0;
        return delivery.PersonId is { } id && !MailChoice.IsMandatory(update, id);
    }

    /// <summary>The domain of our ids: the one that is set, else that of the sender's address, which is ours too.</summary>
    private static string Host(Site here, ChannelSetup? setup) =>
        here.HasMailHost || setup?.Settings.Text("from")?.Split('@') is not [_, var domain]
            ? here.MailHost
            : domain;

    /// <summary>What a delivery is called on the wire, over every try.</summary>
    public static string Key(Delivery delivery, Update update) =>
        $"{update.Slot}/{update.Number}→{delivery.Target}";
}
