namespace Afterword.Core.Linting;

/// <summary>The text with its line starts: turns offsets into lines and columns.</summary>
internal sealed class LintSource
{
    private readonly int[] starts;

    internal LintSource(string text, string[] lines)
    {
        Text = text;
        Lines = lines;
        starts = new int[lines.Length];
        var at = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            starts[i] = at;
            at += lines[i].Length + 1;
        }
    }

    /// <summary>The whole text.</summary>
    internal string Text { get; }

    /// <summary>Its lines.</summary>
    internal string[] Lines { get; }

    internal string Line(int number) => Lines[Math.Clamp(number - 1, 0, Lines.Length - 1)];

    internal int OffsetOf(int line) => starts[line - 1];

    internal (int Line, int Column) Position(int offset)
    {
        var at = Array.BinarySearch(starts, offset);
        var line = at >= 0 ? at : ~at - 1;
        return (line + 1, offset - starts[line] + 1);
    }
}
