namespace Afterword.Server.Delivery.Mail;

/// <summary>
/// The talk with the mail server cannot go on: unreachable, too slow, speaking nonsense, not trusted. The message is a sentence for
/// the operator and holds no secret. Never leaves <see cref="SmtpSender"/>.
/// </summary>
internal sealed class SmtpTrouble(string message, Exception? inner = null)
    : Exception(message, inner);
