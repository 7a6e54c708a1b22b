using System.Text;

namespace Afterword.Core.Memory;

/// <summary>
/// Latin letters without their accents, as both databases index them: who types <c>tomas</c> finds <c>Tomás</c>. Marks of other
/// scripts stay, because there they make another letter.
/// </summary>
public static class Folding
{
    private const char LastLatin = '\u024f';

    /// <summary>The text with its Latin letters bare, composed.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Ascii.IsValid(text))
        {
            return text;
        }
        StringBuilder bare = new(text.Length);
        var afterLatin = false;
        foreach (var letter in Decomposed(text))
        {
            if (letter is >= '\u0300' and <= '\u036f')
            {
                if (!afterLatin)
                {
                    bare.Append(letter);
                }
                continue;
            }
            afterLatin = letter <= LastLatin && char.IsLetter(letter);
            bare.Append(letter);
        }
        return Composed(bare.ToString());
    }

    // Half a surrogate pair cannot be normalized; such a text stays as it is.
    private static string Decomposed(string text) =>
        IsWhole(text) ? text.Normalize(NormalizationForm.FormD) : text;

    private static string Composed(string text) => IsWhole(text) ? text.Normalize() : text;

    private static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }
        return true;
    }
}
