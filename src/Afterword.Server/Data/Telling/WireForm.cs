using Afterword.Core.Updates;

namespace Afterword.Server.Data.Telling;

/// <summary>What a channel would put on the wire for a message, without sending it.</summary>
/// <param name="channel">The channel's id: <c>email</c>, <c>slack</c>.</param>
/// <param name="update">The message; need not be saved.</param>
/// <param name="to">One of its readers; null shows it to nobody in particular.</param>
internal delegate string WireForm(string channel, Update update, Recipient? to);
