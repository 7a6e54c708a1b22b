using System.Globalization;
using System.Text;

namespace Afterword.Server.Delivery.Mail;

/// <summary>A checked mail address with the name of whose it is. One that exists can go into a header and into an SMTP command as it is.</summary>
internal sealed record Mailbox
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private Mailbox(string localPart, string domain, string? name)
    {
        LocalPart = localPart;
        Domain = domain;
        Name = name;
    }

    /// <summary>What stands before the @.</summary>
    public string LocalPart { get; }

    /// <summary>What stands after it, in ASCII (<c>xn--…</c> where needed).</summary>
    public string Domain { get; }

    /// <summary>Whose address it is, for people; null when nobody said.</summary>
    public string? Name { get; }

    /// <summary>The address as it goes over the wire.</summary>
    public string Address => $"{LocalPart}@{Domain}";

    /// <summary>The part before the @ is not ASCII: only a server with SMTPUTF8 (RFC 6531) can take it.</summary>
    public bool NeedsUtf8 => !Ascii.IsValid(LocalPart);

    /// <summary>The checked address, or null.</summary>
    public static Mailbox? TryParse(string? address, string? name = null) =>
        Why(address, name, out var mailbox) is null ? mailbox : null;

    /// <summary>What is wrong with an address, as a sentence, or null.</summary>
    public static string? WhyNot(string? address) => Why(address, name: null, out _);

    /// <summary>A host or domain name in ASCII, or null when it is none.</summary>
    public static string? AsciiDomain(string? domain)
    {
        if (string.IsNullOrEmpty(domain) || domain.Length > 253)
            return null;
        try
        {
            var ascii = Idn.GetAscii(domain);
            return ascii.Length is > 0 and <= 253 && !ascii.EndsWith('.') ? ascii : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? Why(string? address, string? name, out Mailbox? mailbox)
    {
        mailbox = null;
        if (string.IsNullOrWhiteSpace(address))
            return "There is no mail address.";
        var at = address.LastIndexOf('@');
        if (at <= 0 || at == address.Length - 1)
            return "A mail address looks like lee@example.org.";
        var local = address[..at];
        if (Encoding.UTF8.GetByteCount(local) > 64)
            return "The part before the @ is longer than 64 characters.";
        if (!IsDotAtom(local))
            return "The part before the @ has a character that mail addresses do not allow.";
        if (AsciiDomain(address[(at + 1)..]) is not { } domain)
            return "The part after the @ is not a domain name.";
        if (Encoding.UTF8.GetByteCount(local) + 1 + domain.Length > 254)
            return "The address is longer than 254 characters.";
        mailbox = new Mailbox(local, domain, string.IsNullOrWhiteSpace(name) ? null : name);
        return null;
    }

    /// <summary>RFC 5322 dot-atom, widened to UTF-8 as RFC 6531 does. Quoted local parts exist on paper only and are left out.</summary>
    private static bool IsDotAtom(string local)
    {
        if (
            local.StartsWith('.')
            || local.EndsWith('.')
            || local.Contains("..", StringComparison.Ordinal)
        )
            return false;
        return local
            .EnumerateRunes()
            .All(rune =>
                rune.IsAscii
                    ? Rune.IsLetterOrDigit(rune)
                        || "!#$%&'*+-/=?^_`{|}~.".Contains(
                            (char)rune.Value,
                            StringComparison.Ordinal
                        )
                    : Rune.IsLetterOrDigit(rune)
                        || Rune.GetUnicodeCategory(rune)
                            is UnicodeCategory.NonSpacingMark
                                or UnicodeCategory.SpacingCombiningMark
            );
    }
}
