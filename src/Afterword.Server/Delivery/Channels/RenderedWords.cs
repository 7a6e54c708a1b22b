using System.Collections.Concurrent;
using Afterword.Core.Rendering;

namespace Afterword.Server.Delivery.Channels;

/// <summary>
/// The words of updates in the forms a mail carries. A batch is the same words for many readers, so the last few are remembered; the
/// same Markdown always gives the same.
/// </summary>
internal static class RenderedWords
{
    /// <summary>As many as are prepared together, and those before them.</summary>
    private const int Most = 128;

    private static readonly ConcurrentDictionary<string, MailWords> Remembered = new(
        StringComparer.Ordinal
    );

    public static MailWords Of(string markdown)
    {
        if (Remembered.TryGetValue(markdown, out var words))
        {
            return words;
        }
        words = MailWords.Of(markdown);
        if (Remembered.Count >= Most)
        {
            Remembered.Clear();
        }
        Remembered[markdown] = words;
        return words;
    }
}
