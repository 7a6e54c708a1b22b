using Afterword.Core.Delivery;

namespace Afterword.Server.Delivery.Channels;

/// <summary>
/// One way for a message to leave. A channel says what it is and what it needs to know, makes a payload once, and sends that
/// payload as often as it must. It keeps no state, reads no database and is used by many deliveries at a time.
/// A new one is one class and one line in <see cref="AllChannels"/>.
/// </summary>
/// <remarks>
/// The life of a delivery: <see cref="CheckTarget"/> (an error is a dead letter) → <see cref="Render"/> once, its text stored in the
/// deliveries row before the first try → <see cref="Send"/> with that text, every try the same → <see cref="SendResult"/> →
/// <see cref="Retry"/>.
/// </remarks>
internal interface IChannel
{
    /// <summary>Its stable name in the database and the API: lower case, no spaces (<c>email</c>).</summary>
    string Id { get; }

    /// <summary>Its name for people.</summary>
    string Name { get; }

    /// <summary>What an operator fills in, in the order of the form.</summary>
    IReadOnlyList<ChannelField> Fields { get; }

    /// <summary>What it can do, so that pages and planning need not know the channel.</summary>
    ChannelCapabilities Capabilities { get; }

    /// <summary>How fast its targets take messages.</summary>
    Pace Pace { get; }

    /// <summary>When a try that came back <see cref="SendResult.TryLater"/> is repeated.</summary>
    RetrySchedule Retry { get; }

    /// <summary>Errors by field name, each a sentence that names the way out; empty when the settings can be used. No network.</summary>
    IReadOnlyDictionary<string, string> Check(ChannelSettings settings);

    /// <summary>Why this target cannot be written to (a mail address that is none), or null.</summary>
    string? CheckTarget(string target);

    /// <summary>
    /// Makes what goes over the wire: pure, the same message and settings give the same text. Never throws for what people typed
    /// as subject or body. Settings and target must have passed their checks.
    /// </summary>
    string Render(OutgoingMessage message, ChannelSettings settings);

    /// <summary>
    /// One try. Every outcome is a result, and its reason holds no secret and no message text. Throws only
    /// <see cref="OperationCanceledException"/>, and only while surely nothing was handed over yet.
    /// </summary>
    Task<SendResult> Send(
        OutgoingPayload payload,
        ChannelSettings settings,
        CancellationToken cancel
    );
}

/// <summary>What a channel is able to do.</summary>
/// <param name="Threads">Later messages of an incident land under the first one.</param>
/// <param name="Attachments">It carries files.</param>
/// <param name="LeavesTheMachine">False for the built-in Outbox: nothing is sent to anybody.</param>
/// <param name="ThreadsByRemoteId">
/// The peer names a thread by what it called the first message, so the first must have arrived before the second can be sent.
/// </param>
internal sealed record ChannelCapabilities(
    bool Threads,
    bool Attachments,
    bool LeavesTheMachine,
    bool ThreadsByRemoteId = false
);

/// <summary>How fast a channel's targets take messages.</summary>
/// <param name="AtOnce">The most in flight to the whole channel, from one node.</param>
/// <param name="PerTarget">The most in flight to one target, from one node.</param>
/// <param name="Gap">The least time between two messages to one target, from all nodes; zero for none.</param>
internal sealed record Pace(int AtOnce, int PerTarget, TimeSpan Gap)
{
    /// <summary>For a channel that says nothing else.</summary>
    public static Pace Usual { get; } = new(24, 16, TimeSpan.Zero);

    /// <summary>While a server is down: one message asks whether it answers again.</summary>
    public static Pace Careful { get; } = new(1, 1, TimeSpan.Zero);
}

/// <summary>One thing an operator fills in for a channel.</summary>
/// <param name="Name">The key in <see cref="ChannelSettings"/>.</param>
/// <param name="Label">The label beside the input.</param>
/// <param name="Hint">One sentence: what it is, with an example.</param>
/// <param name="Kind">Which input to draw.</param>
/// <param name="Secret">Stored encrypted, never shown again, never logged.</param>
/// <param name="Choices">The values of a <see cref="ChannelFieldKind.Choice"/>, the default first.</param>
internal sealed record ChannelField(
    string Name,
    string Label,
    string Hint,
    ChannelFieldKind Kind = ChannelFieldKind.Text,
    bool Secret = false,
    IReadOnlyList<ChannelChoice>? Choices = null
);

/// <summary>One value of a choice.</summary>
/// <param name="Value">What is stored.</param>
/// <param name="Label">What people read.</param>
internal sealed record ChannelChoice(string Value, string Label);

/// <summary>Which input a field is.</summary>
internal enum ChannelFieldKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>Yes (<c>true</c>) or no (<c>false</c> or nothing).</summary>
    YesNo,

    /// <summary>One of <see cref="ChannelField.Choices"/>.</summary>
    Choice,

    /// <summary>Where an audience's messages go: the field's name is the audience's (<c>affectedTeams</c>), its value a target.</summary>
    Target,
}
