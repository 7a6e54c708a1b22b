using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Afterword.Core.Rendering;

/// <summary>One Slack message of those an update is made of; nearly always there is one.</summary>
/// <param name="Text">What notifications and screen readers take: plain words, at most 300 characters.</param>
/// <param name="Blocks">The Block Kit blocks, a JSON array.</param>
public sealed record SlackPart(string Text, string Blocks);

/// <summary>
/// Markdown as Slack messages within all of Slack's limits: links, bold, lists and tables kept, nothing cut in the middle of a word, a
/// link or a row; a text above some 10 kB becomes several messages. Nothing a person wrote can call people (<c>@here</c>,
/// <c>&lt;!everyone&gt;</c>, <c>&lt;@U1&gt;</c>) or begin a link of its own.
/// </summary>
public static class SlackBlocks
{
    /// <summary>Blocks of one message that hold words; two places stay free for the lines around them.</summary>
    private const int MostBlocks = SlackLimits.Blocks - 2;

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The messages, one or more, in their order.</summary>
    /// <param name="subject">The headline of the first; one line.</param>
    /// <param name="markdown">The words.</param>
    /// <param name="footer">A line at the end of the last, or null.</param>
    public static IReadOnlyList<SlackPart> Render(
        string subject,
        string markdown,
        string? footer = null
    )
    {
        ArgumentNullException.ThrowIfNull(subject);
        List<JsonObject> blocks = [Header(subject), .. SlackLayout.Of(markdown)];
        if (!string.IsNullOrWhiteSpace(footer))
        {
            blocks.Add(Context(footer));
        }
        var parts = Split(blocks);
        var title = SlackText.Plain(subject);
        return
        [
            .. parts.Select(
                (part, i) =>
                    new SlackPart(
                        SlackText.Escape(
                            SlackText.Cut(
                                i == 0
                                    ? $"{title}: {PlainText.Excerpt(markdown, 200)}"
                                    : $"{title} ({i + 1} of {parts.Count})",
                                SlackLimits.Fallback / 2
                            )
                        ),
                        Write(
                            i == 0
                                ? part
                                : [Context($"Continued, {i + 1} of {parts.Count}"), .. part]
                        )
                    )
            ),
        ];
    }

    internal static JsonObject Header(string text) =>
        new()
        {
            ["type"] = "header",
            ["text"] = new JsonObject
            {
                ["type"] = "plain_text",
                ["text"] = SlackText.Cut(SlackText.Plain(text.Trim()), SlackLimits.Header),
                ["emoji"] = false,
            },
        };

    /// <summary>Text in Slack's marks, already escaped. Verbatim: Slack looks for neither addresses nor names in it.</summary>
    internal static JsonObject Section(string mrkdwn) =>
        new() { ["type"] = "section", ["text"] = Text(mrkdwn) };

    internal static JsonObject Divider() => new() { ["type"] = "divider" };

    private static JsonObject Context(string plain) =>
        new()
        {
            ["type"] = "context",
            ["elements"] = new JsonArray(
                Text(SlackText.Escape(SlackText.Cut(plain.ReplaceLineEndings(" "), 400)))
            ),
        };

    private static JsonObject Text(string mrkdwn) =>
        new()
        {
            ["type"] = "mrkdwn",
            ["text"] = mrkdwn,
            ["verbatim"] = true,
        };

    private static List<List<JsonObject>> Split(List<JsonObject> blocks)
    {
        var parts = new List<List<JsonObject>> { new() };
        var bytes = 0;
        foreach (var block in blocks)
        {
            var size = Encoding.UTF8.GetByteCount(block.ToJsonString(Json)) + 1;
            var part = parts[^1];
            if (part.Count > 0 && (bytes + size > SlackLimits.Bytes || part.Count >= MostBlocks))
            {
                // A headline belongs to what follows it.
                parts.Add(part is [.., { } last] && part.Count > 1 && IsHeader(last) ? [last] : []);
                part.RemoveRange(part.Count - parts[^1].Count, parts[^1].Count);
                bytes = 0;
            }
            parts[^1].Add(block);
            bytes += size;
        }
        return parts;
    }

    private static bool IsHeader(JsonObject block) => (string?)block["type"] == "header";

    private static string Write(IEnumerable<JsonObject> blocks) =>
        new JsonArray([.. blocks]).ToJsonString(Json);
}
