namespace Afterword.Server.Security;

/// <summary>A connection was not made because it would lead somewhere it must not. The message is a sentence for the operator.</summary>
internal sealed class OutgoingRefusedException(string message) : IOException(message);
