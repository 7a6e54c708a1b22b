using System.Text.RegularExpressions;

namespace Afterword.Core.Linting;

/// <summary>Sees whether words are said not to hold: “this was not human error” blames nobody.</summary>
internal static partial class Negation
{
    private static readonly string[] Words =
    [
        "not ",
        "n't ",
        "n’t ",
        "never ",
        "no ",
        "without ",
        "rather than ",
        "instead of ",
        "isn't ",
        "nor ",
        "avoid ",
        "nobody ",
        "no-one ",
        "neither ",
    ];

    /// <summary>Whether somebody is said not to have done it: “no engineer failed to”, “it is not that the operator forgot”.</summary>
    internal static bool OfSomebody(string text, int start) =>
        Denied().IsMatch(text.AsSpan(Math.Max(0, start - 24), Math.Min(start, 24)));

    [GeneratedRegex(
        @"\b(?:no|not that|not because|not a case of|neither|nor|never that|nowhere|without any|any|not any) *$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Denied();

    internal static bool Before(string text, int start)
    {
        var from = Math.Max(0, start - 24);
        var before = text[from..start].ToLowerInvariant();
        var sentence = before.LastIndexOfAny(['.', ';', ':', ',']);
        before = sentence < 0 ? before : before[(sentence + 1)..];
        return Array.Exists(Words, w => before.Contains(w, StringComparison.Ordinal));
    }
}
