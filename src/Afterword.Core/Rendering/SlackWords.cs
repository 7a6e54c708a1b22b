using System.Text;

namespace Afterword.Core.Rendering;

/// <summary>How a word looks.</summary>
[Flags]
internal enum SlackStyle
{
    None = 0,
    Bold = 1,
    Italic = 2,
    Struck = 4,
}

/// <summary>A piece that is never cut: a word, a link, a run of code, a line end. Its text is escaped already.</summary>
/// <param name="Text">As it goes to Slack, without its style's marks.</param>
/// <param name="Style">How it looks.</param>
/// <param name="Spaced">A space stands before it.</param>
/// <param name="Raw">The words for a cut of last resort; null for what loses its meaning when it is cut.</param>
internal sealed record SlackWord(string Text, SlackStyle Style, bool Spaced, string? Raw)
{
    /// <summary>A line end.</summary>
    public static SlackWord Line { get; } = new("\n", SlackStyle.None, false, null);

    public bool IsLine => Text == "\n";
}

/// <summary>Words put together to texts of at most so many characters: marks closed where a text ends and opened where the next begins.</summary>
internal sealed class SlackWords(int most)
{
    // Room for the marks that close a text: three at most.
    private const int Marks = 6;

    private readonly List<string> _texts = [];
    private readonly StringBuilder _text = new();
    private SlackStyle _style;

    /// <summary>The texts.</summary>
    public static List<string> Join(IReadOnlyList<SlackWord> words, int most)
    {
        var joined = new SlackWords(most);
        for (var i = 0; i < words.Count; i++)
        {
            // "**bold**ly" is two pieces and one word: it goes to the next text whole.
            if (words[i].Spaced && joined._text.Length + Length(words, i) > most)
            {
                joined.End();
            }
            joined.Add(words[i]);
        }
        joined.End();
        return joined._texts;
    }

    private static int Length(IReadOnlyList<SlackWord> words, int from)
    {
        var length = words[from].Text.Length + 2 * Marks;
        for (var i = from + 1; i < words.Count && !words[i].Spaced && !words[i].IsLine; i++)
        {
            length += words[i].Text.Length + 2 * Marks;
        }
        return length;
    }

    private void Add(SlackWord word)
    {
        if (word.Text.Length + 2 * Marks > most && word.Raw is { } raw)
        {
            foreach (var piece in Pieces(raw, most / 8))
            {
                Add(word with { Text = SlackText.Escape(piece), Raw = null });
            }
            return;
        }
        if (_text.Length + word.Text.Length + 2 * Marks > most)
        {
            End();
        }
        if (word.IsLine)
        {
            Close();
            if (_text.Length > 0)
            {
                _text.Append('\n');
            }
            return;
        }
        if (word.Style != _style)
        {
            Close();
        }
        if (word.Spaced && _text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append(' ');
        }
        if (word.Style != _style)
        {
            Open(word.Style);
        }
        _text.Append(word.Text);
    }

    private void End()
    {
        Close();
        var text = _text.ToString().Trim('\n', ' ');
        if (text.Length > 0)
        {
            _texts.Add(text);
        }
        _text.Clear();
    }

    private void Open(SlackStyle style)
    {
        _style = style;
        _text.Append(style.HasFlag(SlackStyle.Bold) ? "*" : "");
        _text.Append(style.HasFlag(SlackStyle.Italic) ? "_" : "");
        _text.Append(style.HasFlag(SlackStyle.Struck) ? "~" : "");
    }

    private void Close()
    {
        _text.Append(_style.HasFlag(SlackStyle.Struck) ? "~" : "");
        _text.Append(_style.HasFlag(SlackStyle.Italic) ? "_" : "");
        _text.Append(_style.HasFlag(SlackStyle.Bold) ? "*" : "");
        _style = SlackStyle.None;
    }

    /// <summary>A word longer than a whole text, in pieces: there is no other place to cut it. An escape takes up to five characters for one.</summary>
    private static IEnumerable<string> Pieces(string raw, int length)
    {
        for (var at = 0; at < raw.Length; )
        {
            var end = Math.Min(at + length, raw.Length);
            if (end < raw.Length && char.IsHighSurrogate(raw[end - 1]))
            {
                end--;
            }
            yield return raw[at..end];
            at = end;
        }
    }
}
