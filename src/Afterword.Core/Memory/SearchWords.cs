using System.Globalization;
using System.Text;

namespace Afterword.Core.Memory;

/// <summary>What somebody typed into a search box, as words: runs of letters and digits, in lower case and without accents, each once. Signs are never operators.</summary>
public static class SearchWords
{
    /// <summary>Characters looked at; what is longer is no question.</summary>
    public const int MostCharacters = 10_000;

    /// <summary>Words asked for at once; a long sentence says what it is about in fewer.</summary>
    public const int MostWords = 24;

    /// <summary>Letters of a word that count.</summary>
    public const int MostLetters = 64;

    private static readonly HashSet<string> Common = new(
        """
        a about above after again against all also am an and any are as at be because been before being below between both but by can
        could did do does doing don down during each few for from further had has have having he her here hers herself him himself his how i if in into
        is it its itself just let me more most my myself no nor not now of off on once only or other our ours ourselves out over own s same
        she should so some such t than that the their theirs them themselves then there these they this those through to too under until
        up us very was we were what when where which while who whom why will with would you your yours yourself yourselves
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal
    );

    /// <summary>The words of a text in their order, each once.</summary>
    /// <param name="text">What was typed; anything.</param>
    /// <returns>At most <see cref="MostWords"/> of them that say something, and whether there were only words that every text has.</returns>
    public static Asked Read(string? text)
    {
        var (words, onlyCommon) = (new List<string>(), false);
        foreach (var word in All(text ?? ""))
        {
            if (Common.Contains(word))
            {
                onlyCommon = true;
            }
            else if (!words.Contains(word))
            {
                words.Add(word);
            }
            if (words.Count == MostWords)
            {
                break;
            }
        }
        return new Asked(words, words.Count == 0 && onlyCommon);
    }

    /// <summary>Whether a word stands in nearly every text.</summary>
    public static bool IsCommon(string word) => Common.Contains(word);

    /// <summary>Every word of a text in lower case, as often as it stands there.</summary>
    /// <param name="text">Any text; its first <see cref="MostCharacters"/> characters count.</param>
    public static IEnumerable<string> All(string text) =>
        Places(text.Length > MostCharacters ? text[..MostCharacters] : text)
            .Select(place => place.Word);

    /// <summary>The words of a text with their places.</summary>
    /// <param name="text">Any text, of any length.</param>
    internal static IEnumerable<(int Start, int Length, string Word)> Places(string text)
    {
        var start = -1;
        for (var at = 0; at <= text.Length; )
        {
            var (isWord, width) = at < text.Length ? Look(text, at) : (false, 1);
            if (isWord && start < 0)
            {
                start = at;
            }
            else if (!isWord && start >= 0)
            {
                yield return (start, at - start, Lower(text.AsSpan(start, at - start)));
                start = -1;
            }
            at += width;
        }
    }

    private static (bool IsWord, int Width) Look(string text, int at) =>
        Rune.TryGetRuneAt(text, at, out var rune)
            ? (
                Rune.IsLetterOrDigit(rune)
                    || Rune.GetUnicodeCategory(rune)
                        is UnicodeCategory.NonSpacingMark
                            or UnicodeCategory.SpacingCombiningMark,
                rune.Utf16SequenceLength
            )
            : (false, 1);

    private static string Lower(ReadOnlySpan<char> word)
    {
        // A pair of surrogates is never cut apart.
        var length = Math.Min(word.Length, MostLetters);
        if (length < word.Length && char.IsHighSurrogate(word[length - 1]))
        {
            length--;
        }
        return Folding.Of(word[..length].ToString().ToLowerInvariant());
    }
}

/// <summary>What a search asks for.</summary>
/// <param name="Words">Words that say something, in lower case, in the order typed, each once.</param>
/// <param name="OnlyCommon">True when there were words, but only such as every text has.</param>
public sealed record Asked(IReadOnlyList<string> Words, bool OnlyCommon);
