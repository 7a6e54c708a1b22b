using Afterword.Server.Delivery.Channels;

namespace Afterword.Server.Delivery;

/// <summary>A channel that can be used now, with its settings.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Settings">Its settings, which passed their check.</param>
internal sealed record ChannelSetup(IChannel Channel, ChannelSettings Settings);

/// <summary>Gives a channel's setup by its id; null while an operator has not configured it.</summary>
internal delegate ChannelSetup? FindChannel(string id);
