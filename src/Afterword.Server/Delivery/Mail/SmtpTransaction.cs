using System.Text;
using Afterword.Core.Delivery;

namespace Afterword.Server.Delivery.Mail;

/// <summary>One message over an open session: MAIL, RCPT for each reader, DATA, the final dot. One result for each reader.</summary>
internal sealed class SmtpTransaction(SmtpSession session, SmtpEnvelope envelope, byte[] message)
{
    /// <summary>Message bytes sent in one step, so that a step's time limit holds for large messages too.</summary>
    private const int Chunk = 64 * 1024;

    private bool _leaving;
    private readonly SendResult?[] _results = new SendResult?[envelope.Recipients.Count];

    private SmtpSettings Settings => session.Settings;

    /// <summary>The connection is of no more use: lost, out of step, or the server is leaving.</summary>
    public bool IsBroken { get; private set; } = true;

    /// <summary>The end of the message was sent, or begun to be: the server may hold it.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>The result for each recipient, in the envelope's order.</summary>
    /// <exception cref="OperationCanceledException">Stopped before the final dot: surely not sent.</exception>
    public async Task<IReadOnlyList<SendResult>> Run(CancellationToken cancel)
    {
        try
        {
            if (WhyNotAtAll() is { } why)
            {
                IsBroken = false;
                Settle(why);
            }
            else if (await Announce(cancel))
                await Hand(cancel);
            else if (!_leaving)
                await Reset(cancel);
        }
        catch (SmtpTrouble trouble)
        {
            // Perhaps the server, perhaps this very message: it keeps its own schedule and holds nobody up.
            Settle(new SendResult.TryLater(trouble.Message));
        }
        return
        [
            .. _results.Select(result =>
                result ?? new SendResult.TryLater("The mail server did not say.")
            ),
        ];
    }

    private SendResult.GiveUp? WhyNotAtAll()
    {
        if (envelope.NeedsUtf8 && !session.Offers.ContainsKey("SMTPUTF8"))
            return new SendResult.GiveUp(
                "The address is not plain ASCII, and the mail server does not take such addresses."
            );
        return session.MaxSize < message.Length
            ? new SendResult.GiveUp(
                $"The message has {message.Length:N0} bytes; the mail server takes {session.MaxSize:N0} at most."
            )
            : null;
    }

    /// <summary>MAIL, RCPT and DATA; true when the server waits for the message.</summary>
    private async Task<bool> Announce(CancellationToken cancel)
    {
        // With PIPELINING all goes in one piece and one round trip (RFC 2920); the answers come in order either way.
        var together = session.Offers.ContainsKey("PIPELINING");
        List<string> commands =
        [
            $"MAIL FROM:<{envelope.From.Address}>{Parameters()}",
            .. envelope.Recipients.Select(to => $"RCPT TO:<{to.Address}>"),
        ];
        if (together)
            await session.Wire.Send(
                Encoding.UTF8.GetBytes(string.Join("\r\n", [.. commands, "DATA", ""])),
                "MAIL FROM",
                Settings.StepTimeout,
                cancel
            );
        var mail = await Ask(commands[0], "MAIL FROM", together, cancel);
        if (!mail.IsFine)
            Settle(Refused(mail, "the sender", aboutUs: true));
        for (var i = 0; i < envelope.Recipients.Count && (mail.IsFine || together); i++)
        {
            var reply = await Ask(commands[i + 1], "RCPT TO", together, cancel);
            if (!reply.IsFine)
                _results[i] ??= Refused(reply, "the address");
            // 421: the server is leaving; what it took before counts for nothing.
            if (reply.Code == 421)
            {
                Settle(Refused(reply, "the address"));
                return false;
            }
        }
        var nobody = _results.All(result => result is not null);
        if (nobody && !together)
            return false;
        var data = await Ask("DATA", "DATA", together, cancel);
        if (data.Code != 354)
        {
            Settle(Refused(data, "the message"));
            return false;
        }
        if (nobody)
        {
            // It was told of no reader and waits nevertheless: an empty message goes to nobody (RFC 2920 section 3.1).
            await Ask(".", "the end of nothing", together: false, cancel);
            return false;
        }
        return true;
    }

    /// <summary>After a refusal: the connection is fit for the next message only when the server says so.</summary>
    private async Task Reset(CancellationToken cancel)
    {
        var reply = await Ask("RSET", "RSET", together: false, cancel);
        IsBroken = !reply.IsFine;
    }

    private string Parameters()
    {
        var parameters = "";
        if (session.Offers.ContainsKey("SIZE"))
            parameters += $" SIZE={message.Length}";
        if (
            session.Offers.ContainsKey("8BITMIME")
            && message.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)127)
        )
            parameters += " BODY=8BITMIME";
        if (envelope.NeedsUtf8)
            parameters += " SMTPUTF8";
        return parameters;
    }

    private async Task Hand(CancellationToken cancel)
    {
        for (var at = 0; at < message.Length; at += Chunk)
        {
            var part = message.AsMemory(at, Math.Min(Chunk, message.Length - at));
            await session.Wire.Send(part, "the message", Settings.StepTimeout, cancel);
        }
        cancel.ThrowIfCancellationRequested();
        await Finish(cancel);
    }

    /// <summary>
    /// From the first byte of the final dot on the server may hold the message, whatever we hear (RFC 1047): until its answer is
    /// read, every fault is Unknown, and a stop of ours only shortens the wait.
    /// </summary>
    private async Task Finish(CancellationToken cancel)
    {
        using var stopping = new CancellationTokenSource();
        await using var onStop = cancel.Register(() =>
            stopping.CancelAfter(Settings.GraceWhenStopping)
        );
        IsHandedOver = true;
        try
        {
            await session.Wire.Send(
                ".\r\n"u8.ToArray(),
                "the end of the message",
                Settings.StepTimeout,
                stopping.Token
            );
            var reply = await session.Wire.Answer(
                "taking the message",
                Settings.FinalAnswerTimeout,
                stopping.Token
            );
            Settle(reply.IsFine ? new SendResult.Sent(Safe(reply)) : Refused(reply, "the message"));
            IsBroken = _leaving;
        }
        catch (SmtpTrouble trouble)
        {
            Settle(new SendResult.Unknown($"{trouble.Message} It may have taken the message."));
        }
        catch (OperationCanceledException)
        {
            Settle(
                new SendResult.Unknown(
                    "Afterword was stopped while the mail server was taking the message; it may have taken it."
                )
            );
        }
    }

    /// <summary>Sends a command, unless it went with the others, and gives its answer.</summary>
    private Task<SmtpReply> Ask(
        string command,
        string what,
        bool together,
        CancellationToken cancel
    ) =>
        together
            ? session.Wire.Answer(what, Settings.StepTimeout, cancel)
            : session.Wire.Ask(command, what, Settings.StepTimeout, cancel);

    /// <summary>4xx and what concerns our sign-in: later. Everything else that is no success: never.</summary>
    private SendResult Refused(SmtpReply reply, string what, bool aboutUs = false)
    {
        _leaving |= reply.Code == 421;
        return reply.IsForNow || reply.IsAboutTheConnection
            ? new SendResult.TryLater(
                $"The mail server does not take {what} now: {Safe(reply)}",
                ServerDown: aboutUs && (reply.Code == 421 || reply.IsAboutTheConnection)
            )
            : new SendResult.GiveUp($"The mail server refused {what}: {Safe(reply)}");
    }

    /// <summary>The server's words, unless they echo our password.</summary>
    private string Safe(SmtpReply reply)
    {
        var shown = reply.Shown;
        return
            Settings.Password is { Length: > 0 } secret
            && shown.Contains(secret, StringComparison.Ordinal)
            ? $"{reply.Code}"
            : shown;
    }

    /// <summary>Gives this result to every recipient that has none yet.</summary>
    private void Settle(SendResult result)
    {
        for (var i = 0; i < _results.Length; i++)
            _results[i] ??= result;
    }
}
