using System.Reflection;

namespace Afterword.Server.Security;

/// <summary>
/// What a new password must be: long enough, and nothing that anybody would try first. No rules about its characters (they make
/// people write "Password1!"), nothing cut off.
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 8;
    public const int Longest = 1000;

    public const string Hint =
        "At least 8 characters; 15 or more are much better, such as four unrelated words. Spaces are fine.";

    private const string Around = "0123456789!?#$%&*+=.,;:-_@ ";

    private static readonly Lazy<HashSet<string>> Common = new(Load);

    /// <summary>Why a password cannot be taken; null when it can.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="own">What anybody knows of the person: handle, name, mail address.</param>
    public static string? Refuse(string? password, params IEnumerable<string> own) =>
        string.IsNullOrEmpty(password) ? "Choose a password."
        : password.Length < Shortest
            ? $"That has {password.Length} characters; a password needs {Shortest} or more."
        : password.Length > Longest
            ? $"That has {password.Length} characters; {Longest} are the most we take."
        : IsCommon(password)
            ? "That is among the first passwords anybody would try. Choose something only you would think of, such as four unrelated words."
        : own.Any(known => IsAbout(password, known))
            ? "That is your name or address with little added. Choose something that is not known of you."
        : null;

    private static bool IsCommon(string password)
    {
        var lower = password.ToLowerInvariant();
        return Guises(lower).Any(Common.Value.Contains) || IsPattern(lower) || IsYear(lower);
    }

    private static bool IsAbout(string password, string known)
    {
        char[] between = [' ', '.', '-', '_'];
        var own = known.Split('@')[0].ToLowerInvariant();
        var words = own.Split(between).Append(string.Concat(own.Split(between)));
        var guises = Guises(password.ToLowerInvariant());
        return words.Any(word =>
            word.Length >= 3 && guises.Any(guise => guise == word || guise == word + word)
        );
    }

    /// <summary>The password, and the word inside it once what people add to please a rule is taken off: <c>P@ssw0rd1!</c> is <c>password</c>.</summary>
    private static string[] Guises(string lower)
    {
        var stem = lower.Trim([.. Around]);
        var joined = string.Concat(stem.Where(c => c is not (' ' or '-' or '_' or '.')));
        return [lower, stem, Spelled(lower), Spelled(stem), joined, Spelled(joined)];
    }

    private static string Spelled(string text) =>
        string.Concat(
            text.Select(letter =>
                letter switch
                {
                    '0' => 'o',
                    '1' or '!' or '|' => 'i',
                    '3' => 'e',
                    '4' or '@' => 'a',
                    '5' or '$' => 's',
                    '7' => 't',
                    _ => letter,
                }
            )
        );

    /// <summary>Eight figures with a year in front or at the end: somebody's birthday.</summary>
    private static bool IsYear(string text) =>
        text.Length == 8
        && text.All(char.IsAsciiDigit)
        && (text[..2] is "19" or "20" || text[4..6] is "19" or "20");

    /// <summary>One character again and again, a short piece repeated, or a run such as 12345678 or abcdefgh.</summary>
    private static bool IsPattern(string text) =>
        text.Distinct().Count() <= 2
        || Enumerable
            .Range(1, text.Length / 2)
            .Any(size =>
                size <= 4 && text.Select((letter, i) => letter == text[i % size]).All(same => same)
            )
        || Enumerable
            .Range(1, text.Length - 1)
            .Select(i => text[i] - text[i - 1])
            .Distinct()
            .Count() == 1;

    private static HashSet<string> Load()
    {
        using var file = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream("Afterword.Server.Security.CommonPasswords.txt")!;
        using var reader = new StreamReader(file);
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n')
                .Where(line => !line.StartsWith('#'))
                .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
        ];
    }
}
