using System.Collections.Concurrent;
using Afterword.Core.Rendering;

namespace Afterword.Server.Delivery.Channels;

/// <summary>
/// The words of an update in the forms a mail carries. A batch is the same words for many readers, so the last few are remembered; the
/// same Markdown always gives the same.
/// </summary>
internal sealed record RenderedWords(string Text, string Html, string Excerpt)
{
    private const int Most = 32;

    private static readonly ConcurrentDictionary<string, RenderedWords> Remembered = new(
        StringComparer.Ordinal
    );

    public static RenderedWords Of(string markdown)
    {
        if (Remembered.TryGetValue(markdown, out var words))
        {
            return words;
        }
        words = new RenderedWords(
            PlainText.Render(markdown),
            HtmlMail.Words(markdown),
            PlainText.Excerpt(markdown)
        );
        if (Remembered.Count >= Most)
        {
            Remembered.Clear();
        }
        Remembered[markdown] = words;
        return words;
    }
}
