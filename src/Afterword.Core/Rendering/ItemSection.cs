using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Afterword.Core.ActionItems;

namespace Afterword.Core.Rendering;

/// <summary>A line of the dashboard section.</summary>
/// <param name="Key">The item's key.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Owner">The owner's handle with <c>@</c>; empty for nobody.</param>
/// <param name="Due">The due date or its words; empty for none.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Late">It is open and past its due date.</param>
/// <param name="Page">Its page.</param>
public sealed record SectionItem(
    string Key,
    string Title,
    string Owner,
    string Due,
    ActionItemStatus Status,
    bool Late,
    Uri Page
);

/// <summary>The closed and open items of late incidents, for a wiki or a wall.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Open">Open items, late ones first.</param>
/// <param name="Closed">Closed items, the newest first.</param>
/// <param name="AsOf">When it was drawn, UTC.</param>
public sealed record ItemSection(
    string Title,
    IReadOnlyList<SectionItem> Open,
    IReadOnlyList<SectionItem> Closed,
    DateTimeOffset AsOf
)
{
    private const string Style =
        "body{margin:0;padding:12px;font:14px/1.4 system-ui,sans-serif;color:#1f2328;background:#fff}"
        + "h1{font-size:16px;margin:0 0 4px}h2{font-size:14px;margin:14px 0 4px}p{margin:0;color:#57606a}"
        + "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:4px 8px;border-bottom:1px solid #d0d7de;vertical-align:top}"
        + "th{font-weight:600}th+th,td+td{white-space:nowrap}a{color:#0550ae}.late{color:#a40e26;font-weight:600}"
        + "@media(prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}p{color:#9198a1}th,td{border-color:#3d444d}a{color:#79c0ff}.late{color:#ff9ba0}}"
        + "@media(max-width:560px){thead{display:none}tr{display:block;padding:6px 0;border-bottom:1px solid #8b949e}td{border:0;padding:0 12px 0 0}td:first-child{display:block}}";

    /// <summary>What a content-security-policy says of the one style sheet in <see cref="Html"/>.</summary>
    public static string StyleHash { get; } =
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    private string Stamp =>
        AsOf.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private string Sum => $"{Open.Count} open, {Closed.Count} closed; as of {Stamp}";

    /// <summary>A page of its own, to stand in a frame.</summary>
    public string Html()
    {
        var page = new StringBuilder(
            $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Text(Title)}</title><style>{Style}</style></head><body><h1>{Text(Title)}</h1><p>{Text(Sum)}</p>"
        );
        Table(page, "Open", Open);
        Table(page, "Closed", Closed);
        return page.Append("</body></html>").ToString();
    }

    /// <summary>Markdown, for a wiki that fetches it.</summary>
    public string Markdown()
    {
        var text = new StringBuilder($"## {Cell(Title)}\n\n{Sum}\n");
        foreach (var (name, items) in new[] { ("Open", Open), ("Closed", Closed) })
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {name}\n\n");
            if (items.Count == 0)
            {
                text.Append("None.\n");
                continue;
            }
            text.Append("| Item | Owner | Due Date | Status |\n|---|---|---|---|\n");
            foreach (var item in items)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| [{item.Key}]({item.Page.AbsoluteUri}) {Cell(item.Title)} | {Cell(item.Owner)} | {Cell(item.Due)} | {State(item)} |\n"
                );
            }
        }
        return text.ToString();
    }

    /// <summary>A picture, for places that show nothing else. Long titles are cut at a word.</summary>
    public string Svg()
    {
        const int Row = 22;
        const int Width = 930;
        var height = 64 + ((Lines(Open) + Lines(Closed)) * Row);
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{height}\" viewBox=\"0 0 {Width} {height}\" role=\"img\" font-family=\"system-ui,sans-serif\" font-size=\"13\" fill=\"#1f2328\"><title>{Text(Title)}: {Text(Sum)}</title><rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/><text x=\"12\" y=\"24\" font-size=\"16\" font-weight=\"600\">{Text(Title)}</text><text x=\"12\" y=\"44\" fill=\"#57606a\">{Text(Sum)}</text>"
        );
        var y = 50;
        foreach (var (name, items) in new[] { ("Open", Open), ("Closed", Closed) })
        {
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<text x=\"12\" y=\"{y += Row}\" font-weight=\"600\">{name}{(items.Count == 0 ? ": none" : "")}</text>"
            );
            foreach (var item in items)
            {
                svg.Append(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"12\" y=\"{y += Row}\" font-family=\"ui-monospace,monospace\">{Text(item.Key)}</text><text x=\"90\" y=\"{y}\">{Text(Short(item.Title, 60))}</text><text x=\"560\" y=\"{y}\">{Text(Short(item.Owner, 14))}</text><text x=\"680\" y=\"{y}\">{Text(Short(item.Due, 12))}</text><text x=\"780\" y=\"{y}\"{(item.Late ? " fill=\"#a40e26\" font-weight=\"600\"" : "")}>{Text(State(item))}</text>"
                );
            }
        }
        return svg.Append("</svg>").ToString();

        static int Lines(IReadOnlyList<SectionItem> items) => items.Count + 1;
    }

    private static void Table(StringBuilder page, string name, IReadOnlyList<SectionItem> items)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>{name}</h2>");
        if (items.Count == 0)
        {
            page.Append("<p>None.</p>");
            return;
        }
        page.Append(
            "<table><thead><tr><th>Item</th><th>Owner</th><th>Due Date</th><th>Status</th></tr></thead><tbody>"
        );
        foreach (var item in items)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td><a href=\"{Text(item.Page.AbsoluteUri)}\" target=\"_blank\" rel=\"noopener noreferrer\">{Text(item.Key)}</a> {Text(item.Title)}</td><td>{Text(item.Owner)}</td><td>{Text(item.Due)}</td><td{(item.Late ? " class=\"late\"" : "")}>{Text(State(item))}</td></tr>"
            );
        }
        page.Append("</tbody></table>");
    }

    private static string State(SectionItem item) =>
        StatusWords.Of(item.Status) + (item.Late ? ", late" : "");

    // What XML cannot hold at all (half a pair, most control signs) has no place in a page either.
    private static string Text(string words) =>
        WebUtility.HtmlEncode(
            string.Concat(
                words
                    .EnumerateRunes()
                    .Where(r => r.Value >= 32 && r.Value != 0xFFFE && r.Value != 0xFFFF)
            )
        );

    private static string Cell(string words)
    {
        var cell = new StringBuilder(words.Length + 8);
        foreach (var sign in words)
        {
            if (sign is '\\' or '|' or '[' or ']' or '<' or '>' or '*' or '_' or '`' or '#')
            {
                cell.Append('\\');
            }
            cell.Append(char.IsControl(sign) ? ' ' : sign);
        }
        return cell.ToString();
    }

    private static string Short(string words, int most)
    {
        if (words.Length <= most)
        {
            return words;
        }
        var space = words.LastIndexOf(' ', most - 1);
        var cut = space > most / 2 ? space : most - 1;
        return words[..(char.IsHighSurrogate(words[cut - 1]) ? cut - 1 : cut)] + "…";
    }
}
