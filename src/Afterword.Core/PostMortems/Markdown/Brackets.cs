namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Which bracket closes which, found in one pass: looking for each one's partner anew would be quadratic on hostile text.</summary>
internal static class Brackets
{
    /// <summary>For each <c>[</c> the index of its <c>]</c>; -1 elsewhere.</summary>
    internal static int[] Match(string text)
    {
        var closing = new int[text.Length];
        Array.Fill(closing, -1);
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '[')
                open.Push(i);
            else if (text[i] == ']' && open.TryPop(out var start))
                closing[start] = i;
        }
        return closing;
    }

    /// <summary>The <c>)</c> that ends a link destination whose <c>(</c> stands at <paramref name="open"/>; -1 when there is none.</summary>
    internal static int EndOfUrl(string text, int open, int limit)
    {
        var depth = 0;
        for (var i = open; i < limit; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '(')
                depth++;
            else if (text[i] == ')' && --depth == 0)
                return i;
            else if (text[i] == '(' && depth > 32)
                return -1;
        }
        return -1;
    }
}
