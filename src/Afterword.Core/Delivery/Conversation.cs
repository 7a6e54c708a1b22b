namespace Afterword.Core.Delivery;

/// <summary>The one thread of an incident at one target: every later message of the incident to that target answers the first.</summary>
public sealed class Conversation
{
    private Conversation() { }

    /// <summary>Opens the thread with its first message.</summary>
    public Conversation(int incidentNumber, string channel, string target, string rootId) =>
        (IncidentNumber, Channel, Target, RootId, LastId) = (
            incidentNumber,
            channel,
            target,
            rootId,
            rootId
        );

    /// <summary>The incident.</summary>
    public int IncidentNumber { get; private set; }

    /// <summary>The channel's id.</summary>
    public string Channel { get; private set; } = "";

    /// <summary>The address on that channel.</summary>
    public string Target { get; private set; } = "";

    /// <summary>The first message's identity on the wire.</summary>
    public string RootId { get; private set; } = "";

    /// <summary>The newest message's identity on the wire.</summary>
    public string LastId { get; private set; } = "";

    /// <summary>Begins anew with another message, because the first will not arrive.</summary>
    public void BeginAnew(string messageId) => (RootId, LastId) = (messageId, messageId);

    /// <summary>Notes a further message.</summary>
    public void Continue(string messageId) => LastId = messageId;
}
