namespace Afterword.Core.Linting;

/// <summary>
/// Words, or beginnings of words, and a bit for each list they belong to; looked up by a number made of their letters, whatever their
/// case. Two words with one number share their bits: asked too often, never too seldom.
/// </summary>
internal sealed class AnchorTable
{
    private const uint Seed = 2166136261;
    private readonly uint[] keys;
    private readonly ulong[] bits;

    internal AnchorTable(Dictionary<string, ulong> words)
    {
        var size = 64;
        while (size < 4 * words.Count)
            size *= 2;
        keys = new uint[size];
        bits = new ulong[size];
        foreach (var (word, bit) in words)
        {
            var key = Seed;
            foreach (var c in word)
                key = Add(key, c);
            var at = Slot(key);
            keys[at] = key;
            bits[at] |= bit;
        }
    }

    /// <summary>The number of no letters at all.</summary>
    internal static uint None => Seed;

    /// <summary>The number of a word with one more letter.</summary>
    internal static uint Add(uint key, char c) =>
        (key ^ (char.IsAsciiLetterLower(c) ? (uint)(c - 32) : char.ToUpperInvariant(c))) * 16777619;

    /// <summary>The bits of the word with that number; 0 when there is none.</summary>
    internal ulong this[uint key] => bits[Slot(key)];

    // The slot of a number, or the free one it would take, whose bits are none.
    private int Slot(uint key)
    {
        var at = (int)((key ^ (key >> 15)) & (uint)(keys.Length - 1));
        while (bits[at] != 0 && keys[at] != key)
            at = (at + 1) & (keys.Length - 1);
        return at;
    }
}
