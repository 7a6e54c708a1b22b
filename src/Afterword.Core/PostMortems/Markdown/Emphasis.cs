using System.Text;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Takes out the marks of emphasis that have a partner; a lone asterisk is content and stays.</summary>
internal static class Emphasis
{
    /// <summary>Stands before a character that came from code, an escape or an address and is content for certain.</summary>
    internal const char Guard = '\u0001';

    internal static string Remove(string text)
    {
        if (text.AsSpan().IndexOfAny('*', '_', '~') < 0)
            return text;
        var drop = new bool[text.Length];
        var open = new Dictionary<char, Stack<int>>
        {
            ['*'] = new(),
            ['_'] = new(),
            ['~'] = new(),
        };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Guard)
                i++;
            else if (open.TryGetValue(text[i], out var stack))
                Pair(text, i, stack, drop);
        }
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            if (!drop[i])
                kept.Append(text[i]);
        return kept.ToString();
    }

    private static void Pair(string text, int i, Stack<int> open, bool[] drop)
    {
        var before = Neighbour(text, i, -1);
        var after = Neighbour(text, i, +1);
        var opens = !IsSpace(after) && (!IsWord(before) || (text[i] == '*' && IsWord(after)));
        var closes = !IsSpace(before) && (!IsWord(after) || (text[i] == '*' && IsWord(before)));
        if (text[i] == '~' && !Doubled(text, i))
            return;
        if (closes && open.TryPop(out var start))
        {
            // "**" side by side with nothing between is no emphasis.
            drop[start] = drop[i] = true;
        }
        else if (opens)
            open.Push(i);
    }

    private static bool Doubled(string text, int i) =>
        (i > 0 && text[i - 1] == '~') || (i + 1 < text.Length && text[i + 1] == '~');

    /// <summary>The nearest character on one side that is not the same mark; a space at the ends.</summary>
    private static char Neighbour(string text, int i, int step)
    {
        var mark = text[i];
        var at = i + step;
        // Runs longer than this are rulers or noise, not emphasis; the bound keeps the pass linear.
        for (var n = 0; n < 8 && at >= 0 && at < text.Length && text[at] == mark; n++)
            at += step;
        if (at >= 0 && at < text.Length && text[at] == Guard)
            return '.';
        return at >= 0 && at < text.Length ? text[at] : ' ';
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c);

    private static bool IsWord(char c) => char.IsLetterOrDigit(c);
}
