using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Afterword.Core.Rendering;

/// <summary>
/// The one gate between Markdown that people typed and the parser. What the parser would be slow on or would refuse is not
/// parsed at all; every renderer then shows the text as it stands, escaped. Nothing here throws, whatever the text.
/// </summary>
public static class SafeMarkdown
{
    /// <summary>The longest text that is parsed, in UTF-16 characters (64 KB a field).</summary>
    public const int MaxLength = 65_536;

    /// <summary>How deep lists, quotes and emphasis may nest before the text is shown plain. Ours: no written text comes near it.</summary>
    internal const int MaxDepth = 100;

    // Raw HTML is off: it comes out as the text it is. Grid tables, attributes, footnotes and the like are left out on purpose:
    // nobody writes them in a post-mortem, and each is one more way in.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough)
        .Build();

    /// <summary>Why this text is shown as it stands instead of formatted, as a sentence for its author; null when it is formatted.</summary>
    public static string? WhyPlain(string markdown) =>
        Parse(markdown, out var why) is null ? why : null;

    /// <summary>The parsed document, or null when the text is to be shown as it stands.</summary>
    internal static MarkdownDocument? Parse(string markdown) => Parse(markdown, out _);

    private static MarkdownDocument? Parse(string markdown, out string? why)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        why = MarkdownScan.WhyTooCostly(markdown);
        if (why is not null)
            return null;
        try
        {
            var document = Markdown.Parse(markdown, Pipeline);
            if (Tidy(document, depth: 0))
                return document;
        }
        catch (ArgumentException)
        {
            // Markdig's own depth limit; the text is still good to read as it stands.
        }
        why = "The text nests lists, quotes or emphasis too deeply to be formatted.";
        return null;
    }

    /// <summary>Walks the whole document once: false when it nests too deep, and soft line ends before a label are made hard.</summary>
    private static bool Tidy(MarkdownObject node, int depth)
    {
        if (depth > MaxDepth)
            return false;
        if (node is LineBreakInline { IsHard: false } line && IsLabel(line.NextSibling))
            line.IsHard = true;
        return node switch
        {
            ContainerBlock block => TidyAll(block, depth + 1),
            LeafBlock { Inline: { } inline } => Tidy(inline, depth + 1),
            ContainerInline inline => TidyAll(inline, depth + 1),
            _ => true,
        };
    }

    private static bool TidyAll(ContainerBlock block, int depth)
    {
        foreach (var child in block)
        {
            if (!Tidy(child, depth))
                return false;
        }
        return true;
    }

    private static bool TidyAll(ContainerInline inline, int depth)
    {
        for (var child = inline.FirstChild; child is not null; child = child.NextSibling)
        {
            if (!Tidy(child, depth))
                return false;
        }
        return true;
    }

    /// <summary>
    /// <c>**Owner**: Lee</c>: our templates set such lines one under another, and CommonMark would run them together into one.
    /// </summary>
    private static bool IsLabel(Inline? inline) =>
        inline is EmphasisInline { DelimiterCount: 2 } bold
        && (
            bold.NextSibling is LiteralInline after && after.Content.CurrentChar == ':'
            || bold.LastChild is LiteralInline last && last.Content.AsSpan().EndsWith(':')
        );
}
