using System.Net.Mail;

namespace Afterword.Core.People;

/// <summary>Whether a text is one bare mail address.</summary>
public static class EmailShape
{
    /// <summary>True for exactly one address without a display name, at most 254 characters (RFC 5321 section 4.5.3.1), without control characters.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 2 and <= 254
        && !text.Any(char.IsControl)
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text.Trim();
}
