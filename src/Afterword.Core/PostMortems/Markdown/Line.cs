namespace Afterword.Core.PostMortems.Markdown;

/// <summary>What a line belongs to besides ordinary text.</summary>
internal enum LineMark
{
    /// <summary>Ordinary Markdown.</summary>
    Text,

    /// <summary>The fence or the content of a code block: never read for structure.</summary>
    Fence,

    /// <summary>Part of an HTML comment: never read for structure.</summary>
    Comment,
}

/// <summary>One line of the source, perhaps with the indentation of the list it stands in taken off.</summary>
/// <param name="Text">The characters, without the line end.</param>
/// <param name="Number">The 1-based line in the file.</param>
/// <param name="Mark">What it belongs to.</param>
internal readonly record struct Line(string Text, int Number, LineMark Mark = LineMark.Text)
{
    /// <summary>The longest part of a line that is looked at for structure; the rest is only kept.</summary>
    internal const int ReadLimit = 4000;

    internal bool IsBlank => string.IsNullOrWhiteSpace(Text);

    /// <summary>Columns of leading white space; a tab goes to the next multiple of four.</summary>
    internal int Indent
    {
        get
        {
            var columns = 0;
            foreach (var c in Text)
            {
                if (c == ' ')
                    columns++;
                else if (c == '\t')
                    columns += 4 - columns % 4;
                else
                    break;
            }
            return columns;
        }
    }

    /// <summary>The trimmed text, cut to what is looked at.</summary>
    internal string Readable
    {
        get
        {
            var text = Text.Length > ReadLimit ? Text[..ReadLimit] : Text;
            return text.Trim();
        }
    }

    /// <summary>The line with up to <paramref name="columns"/> columns of leading white space taken off.</summary>
    internal Line Dedent(int columns)
    {
        int at = 0,
            seen = 0;
        while (at < Text.Length && seen < columns)
        {
            if (Text[at] == ' ')
                seen++;
            else if (Text[at] == '\t')
                seen += 4 - seen % 4;
            else
                break;
            at++;
        }
        if (at == 0)
            return this;
        var rest = Text[at..];
        return this with { Text = seen > columns ? new string(' ', seen - columns) + rest : rest };
    }

    internal static string Join(IEnumerable<Line> lines) =>
        string.Join('\n', lines.Select(l => l.IsBlank ? "" : l.Text));
}
