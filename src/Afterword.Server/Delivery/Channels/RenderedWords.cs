using System.Collections.Concurrent;
using Afterword.Core.Rendering;

namespace Afterword.Server.Delivery.Channels;

/// <summary>
/// The words of updates in the forms a mail carries. A batch is the same words for many readers, so the last few are remembered; the
/// same Markdown always gives the same.
/// </summary>
internal static class RenderedWords
{
    /// <summary>What is remembered from one batch to the next.</summary>
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
        MakeRoom(1);
        return Remembered[markdown] = MailWords.Of(markdown);
    }

    /// <summary>Renders the words of a batch that is about to ask for each of them: half of the work, and pure, so every core may help.</summary>
    /// <param name="markdown">Each text once; all of them are remembered until another batch needs the room.</param>
    public static void Prepare(IReadOnlyCollection<string> markdown)
    {
        if (markdown.Count == 0)
        {
            return;
        }
        MakeRoom(markdown.Count(text => !Remembered.ContainsKey(text)));
        Parallel.ForEach(
            markdown,
            text => Remembered.GetOrAdd(text, static body => MailWords.Of(body))
        );
    }

    private static void MakeRoom(int wanted)
    {
        if (wanted > 0 && Remembered.Count + wanted > Most)
        {
            Remembered.Clear();
        }
    }
}
