using System.Buffers;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Words that stand where content should: template text, "N/A", "TBD".</summary>
internal static partial class Placeholders
{
    /// <summary>Whether a plain text says nothing.</summary>
    internal static bool Is(string text)
    {
        var plain = text.Trim().Trim('_', '*', ' ');
        return plain.Length == 0
            || (plain.Length < 120 && (Nothing().IsMatch(plain) || Template().IsMatch(plain)));
    }

    /// <summary>Whether an item is about writing the report itself.</summary>
    internal static bool IsAboutReport(string text) =>
        text.AsSpan().ContainsAny(OfReports)
        && AboutReport().IsMatch(text.Length > 300 ? text[..300] : text);

    // One of these stands in whatever the pattern finds.
    private static readonly SearchValues<string> OfReports = SearchValues.Create(
        ["this ", "section", "filled", "fulfill", "file issues", "report", "mortem"],
        StringComparison.OrdinalIgnoreCase
    );

    [GeneratedRegex(
        @"^(?:n\s?/\s?a|n\.a\.|none(?:\s(?:yet|identified|so far|needed|required|known|at this time))?|nothing(?: in particular| to report| yet)?|nil|tb[dac]|to be (?:determined|decided|defined|added|confirmed|done)|todo|to do|wip|\.{2,}|…|[-–—]+|\?+|x+|not applicable|unknown|no action(?:s| items)?(?: (?:needed|required|identified))?|no follow[- ]?ups?)[.!]?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Nothing();

    [GeneratedRegex(
        @"^(?:\{\{.*\}\}(?:\s*\[.*\])?|\{%.*%\}|<[^<>]*>|\[(?![ xX]\])[^\[\]()]*\](?!\()|\{[^{}]*\}|HH:mm.*|(?:short )?event description|action item \d|item \d|lorem ipsum.*|…|description (?:here|of .*)|<.*>:?|\(.*fill in.*\)|add (?:more )?(?:action )?items? here.*|e\.g\.? .{0,20})$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Template();

    [GeneratedRegex(
        @"\b(?:push|publish|upload|merge|commit) this (?:document|report|post-?\s?mortem|file)\b|\bsections? above (?:are|is|have)\b|\bfilled (?:out|in)\b.{0,20}$|^(?:all )?(?:the )?sections? (?:are|have been) (?:filled|completed)|\bfollow[- ]up meetings? to fulfill\b|\bfile issues for all\b|\bthis (?:document|report|template|checklist)\b.{0,40}\b(?:reviewed|published|shared|complete[d]?|filled|merged|approved)\b|^(?:the )?(?:incident )?(?:report|post-?\s?mortem)(?: document)? (?:has been|is|was) (?:reviewed|published|shared|completed?|written|filled|approved|merged)\b|\bpost-?mortem (?:meeting )?(?:has been )?scheduled\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AboutReport();
}
