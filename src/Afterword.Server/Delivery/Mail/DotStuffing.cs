using System.Buffers;

namespace Afterword.Server.Delivery.Mail;

/// <summary>
/// A message as it goes after DATA: every line end CRLF, a dot before each line that begins with one, CRLF at the end, but without the
/// final dot. A bare CR or LF never reaches the wire: servers disagree on what it means (SMTP smuggling).
/// </summary>
internal static class DotStuffing
{
    public static byte[] Of(ReadOnlySpan<byte> message)
    {
        var stuffed = new ArrayBufferWriter<byte>(message.Length + (message.Length / 32) + 16);
        while (!message.IsEmpty)
        {
            var end = message.IndexOfAny((byte)'\r', (byte)'\n');
            var line = end < 0 ? message : message[..end];
            if (line is [(byte)'.', ..])
                stuffed.Write("."u8);
            stuffed.Write(line);
            stuffed.Write("\r\n"u8);
            var both = end >= 0 && message[end..] is [(byte)'\r', (byte)'\n', ..];
            message = end < 0 ? [] : message[(end + (both ? 2 : 1))..];
        }
        return stuffed.WrittenSpan.ToArray();
    }
}
