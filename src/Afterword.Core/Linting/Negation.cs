namespace Afterword.Core.Linting;

/// <summary>Sees whether words are said not to hold: “this was not human error” blames nobody.</summary>
internal static class Negation
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

    internal static bool Before(string text, int start)
    {
        var from = Math.Max(0, start - 24);
        var before = text[from..start].ToLowerInvariant();
        var sentence = before.LastIndexOfAny(['.', ';', ':', ',']);
        before = sentence < 0 ? before : before[(sentence + 1)..];
        return Array.Exists(Words, w => before.Contains(w, StringComparison.Ordinal));
    }
}
