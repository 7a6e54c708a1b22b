using System.Text;

namespace Afterword.Server.Delivery.Mail;

/// <summary>What the server answered: a code and some lines (RFC 5321 section 4.2).</summary>
/// <param name="Code">200–599.</param>
/// <param name="Lines">The texts after the code, one or more.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    private const int MaxShown = 200;

    public bool IsFine => Code is >= 200 and < 300;

    public bool IsForNow => Code is >= 400 and < 500;

    /// <summary>
    /// The refusal is about us, not the message: sign in first, credentials refused, encryption needed (RFC 4954, RFC 3207). An
    /// operator mends it, and then the same message goes.
    /// </summary>
    public bool IsAboutTheConnection => Code is 530 or 534 or 535 or 538;

    /// <summary>Code and words on one short line of printable characters.</summary>
    public string Shown
    {
        get
        {
            var shown = new StringBuilder().Append(Code);
            foreach (var line in Lines)
            {
                shown.Append(' ');
                foreach (var c in line)
                    shown.Append(
                        char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029'
                            ? '?'
                            : c
                    );
            }
            return shown.Length > MaxShown
                ? shown.ToString(0, MaxShown - 1) + "…"
                : shown.ToString().TrimEnd();
        }
    }
}
