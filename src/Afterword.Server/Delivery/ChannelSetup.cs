using Afterword.Server.Delivery.Channels;

namespace Afterword.Server.Delivery;

/// <summary>A channel that can be used now, with its settings.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Settings">Its settings, which passed their check.</param>
/// <param name="Host">A host name of ours for message ids: the domain of the From address.</param>
internal sealed record ChannelSetup(IChannel Channel, ChannelSettings Settings, string Host);

/// <summary>Gives a channel's setup by its id; null while an operator has not configured it.</summary>
internal delegate Task<ChannelSetup?> FindChannel(string id, CancellationToken ct);
