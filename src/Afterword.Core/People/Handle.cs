using System.Text;
using System.Text.RegularExpressions;

namespace Afterword.Core.People;

/// <summary>The short name of a person, team or service: lower-case letters, digits, <c>. _ -</c>, 1–40 characters, written with <c>@</c>.</summary>
public static partial class Handle
{
    /// <summary>The handle in its stored form: trimmed, without <c>@</c>, lower case.</summary>
    /// <exception cref="RuleException">It has other characters, none at all, or more than 40.</exception>
    public static string Check(string? text, string field = "handle")
    {
        var handle = (text ?? "").Trim().TrimStart('@').ToLowerInvariant();
        return Shape().IsMatch(handle)
            ? handle
            : throw new RuleException(
                field,
                "A handle has 1 to 40 letters (a–z), digits, dots, dashes or underscores, and starts with a letter or digit."
            );
    }

    /// <summary>A handle made of a name: <c>Payments Platform</c> gives <c>payments-platform</c>; never empty.</summary>
    public static string From(string name)
    {
        var made = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (letter is (>= 'a' and <= 'z') or (>= '0' and <= '9'))
            {
                made.Append(letter);
            }
            else if (
                made.Length > 0
                && made[^1] != '-'
                && !char.IsAsciiLetterOrDigit(letter)
                && letter < 0x300
            )
            {
                made.Append('-');
            }
        }
        var handle = made.ToString().Trim('-');
        return handle.Length == 0 ? "x" : handle[..Math.Min(40, handle.Length)].TrimEnd('-');
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex Shape();
}
