using System.Collections.Frozen;

namespace Afterword.Core.Rendering;

/// <summary>
/// How a mail looks. Inline values are the light scheme; every element whose color changes carries an <c>aw-</c> class that the dark
/// scheme overrides. Contrast of each pair is at least 4.5 : 1 (WCAG 2.2 AA).
/// </summary>
internal static class MailStyles
{
    private const string Font =
        "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

    private const string Mono = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace";

    public const string Page = "margin:0;padding:0;background-color:#f1f3f6";

    public const string Card =
        "max-width:640px;margin:0 auto;padding:28px 32px;background-color:#ffffff;color:#1b2430;"
        + Font
        + ";font-size:16px;line-height:1.55;overflow-wrap:break-word";

    public const string Foot =
        "margin:28px 0 0;padding:16px 0 0;border-top:1px solid #d9dee5;color:#566171;font-size:13px;line-height:1.5";

    public const string FootLink = "color:#566171;text-decoration:underline";

    public const string Hidden =
        "display:none;max-height:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all";

    private const string Cell =
        "padding:8px 12px 8px 0;border-bottom:1px solid #d9dee5;vertical-align:top";

    private const string Head = Cell + ";font-weight:600;color:#566171;white-space:nowrap";

    private const string Left = ";text-align:left";

    private const string Center = ";text-align:center";

    private const string Right = ";text-align:right";

    private const string OneLine = ";white-space:nowrap";

    private const string Table =
        "width:100%;margin:0 0 20px;border-collapse:collapse;font-size:14px;line-height:1.45";

    /// <summary>What cannot be inline. Kept free of what mail programs choke on: no nesting, no custom properties, no imports.</summary>
    public const string StyleBlock = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (max-width:520px){
        .aw-card{padding:20px 16px!important}
        .aw-stack thead{display:none!important}
        .aw-stack,.aw-stack tbody,.aw-stack tr,.aw-stack td{display:block!important;width:auto!important}
        .aw-stack tr{padding:10px 0!important;border-bottom:1px solid #d9dee5!important}
        .aw-stack td{padding:1px 0!important;border:0!important;text-align:left!important}
        .aw-stack .aw-label{display:inline!important;font-size:inherit!important;max-height:none!important}
        }
        @media (prefers-color-scheme:dark){
        .aw-page{background-color:#0e1217!important}
        .aw-card{background-color:#171c23!important;color:#e4e8ee!important}
        .aw-link{color:#84b6ff!important}
        .aw-foot,.aw-muted,.aw-label{color:#a3adba!important}
        .aw-line,.aw-foot,.aw-stack tr{border-color:#343d49!important}
        .aw-code{background-color:#232a34!important;color:#e4e8ee!important}
        }
        """;

    public static readonly FrozenDictionary<string, string> Attributes = new Dictionary<
        string,
        string
    >
    {
        ["h1"] = Style("margin:0 0 16px;font-size:24px;line-height:1.25;font-weight:650"),
        ["h2"] = Style("margin:28px 0 10px;font-size:19px;line-height:1.3;font-weight:650"),
        ["h3"] = Style("margin:22px 0 8px;font-size:16px;line-height:1.4;font-weight:650"),
        ["h4"] = Style("margin:18px 0 6px;font-size:16px;line-height:1.4;font-weight:650"),
        ["h5"] = Style("margin:18px 0 6px;font-size:15px;line-height:1.4;font-weight:650"),
        ["h6"] = Style("margin:18px 0 6px;font-size:15px;line-height:1.4;font-weight:650"),
        ["p"] = Style("margin:0 0 16px"),
        ["quote-p"] = Style("margin:0 0 6px"),
        ["ul"] = Style("margin:0 0 16px;padding:0 0 0 22px"),
        ["ol"] = Style("margin:0 0 16px;padding:0 0 0 22px"),
        ["li"] = Style("margin:0 0 6px"),
        ["blockquote"] = Style(
            "margin:0 0 16px;padding:2px 0 2px 14px;border-left:3px solid #d9dee5;color:#566171",
            "aw-line aw-muted"
        ),
        ["hr"] = Style("margin:24px 0;border:0;border-top:1px solid #d9dee5", "aw-line"),
        ["a"] = Style("color:#0b57d0;text-decoration:underline", "aw-link"),
        ["code"] = Style(
            Mono + ";font-size:.9em;padding:1px 4px;border-radius:4px;background-color:#eef1f5",
            "aw-code"
        ),
        ["pre"] = Style(
            Mono
                + ";margin:0 0 16px;padding:12px 14px;border-radius:6px;background-color:#eef1f5;font-size:13px;line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere",
            "aw-code"
        ),
        ["table"] = Style(Table),
        ["table-stacked"] = Style(Table, "aw-stack"),
        ["th"] = Style(Head + Left, "aw-line aw-muted"),
        ["th-end"] = Style(Head + Right, "aw-line aw-muted"),
        ["th-center"] = Style(Head + Center, "aw-line aw-muted"),
        ["td"] = Style(Cell + Left, "aw-line"),
        ["td-end"] = Style(Cell + Right, "aw-line"),
        ["td-center"] = Style(Cell + Center, "aw-line"),
        ["td-short"] = Style(Cell + Left + OneLine, "aw-line"),
        ["td-end-short"] = Style(Cell + Right + OneLine, "aw-line"),
        ["td-center-short"] = Style(Cell + Center + OneLine, "aw-line"),
        ["label"] = Style(
            "display:none;mso-hide:all;max-height:0;font-size:0;color:#566171",
            "aw-label"
        ),
    }.ToFrozenDictionary();

    private static string Style(string style, string? css = null) =>
        css is null ? $"style=\"{style}\"" : $"class=\"{css}\" style=\"{style}\"";
}
