namespace Afterword.Server.Delivery.Mail;

/// <summary>
/// A message as it goes after DATA: every line end CRLF, a dot before each line that begins with one, CRLF at the end, but without the
/// final dot. A bare CR or LF never reaches the wire: servers disagree on what it means (SMTP smuggling).
/// </summary>
internal static class DotStuffing
{
    public static byte[] Of(ReadOnlySpan<byte> message)
    {
        var stuffed = new List<byte>(message.Length + (message.Length / 32) + 16);
        var atStart = true;
        for (var i = 0; i < message.Length; i++)
        {
            var b = message[i];
            if (b is (byte)'\r' or (byte)'\n')
            {
                if (b == '\r' && i + 1 < message.Length && message[i + 1] == '\n')
                    i++;
                stuffed.AddRange("\r\n"u8);
                atStart = true;
                continue;
            }
            if (atStart && b == '.')
                stuffed.Add(b);
            stuffed.Add(b);
            atStart = false;
        }
        if (!atStart)
            stuffed.AddRange("\r\n"u8);
        return [.. stuffed];
    }
}
