using System.Buffers;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Whether words mark a thing as done or as not done; null when they say neither.</summary>
internal static partial class DoneWords
{
    // "(TODO once the new host is there)" is a remark, "(not yet started)" a status.
    private const int MostSpaces = 3;

    private static readonly string[] OpenBoxes = ["☐", "🔲", "⬜", "🔳", "◻"];

    /// <summary>Reads a status cell.</summary>
    internal static bool? InCell(string cell)
    {
        var text = cell.Trim();
        if (text.Length is 0 or > 80)
            return null;
        if (
            text[0] is '✅' or '✔' or '☑'
            || text.StartsWith(":white_check_mark:", StringComparison.Ordinal)
            || text.StartsWith(":heavy_check_mark:", StringComparison.Ordinal)
        )
            return true;
        if (
            text[0] is '❌' or '⏳'
            || OpenBoxes.Any(b => text.StartsWith(b, StringComparison.Ordinal))
            || text.StartsWith("🚧", StringComparison.Ordinal)
            || text.StartsWith("🔄", StringComparison.Ordinal)
        )
            return false;
        // "🟢 Done": a sign before the word says nothing of its own.
        var start = text.AsSpan().IndexOfAnyInRange('0', 'z');
        if (start > 0 && char.IsAsciiLetter(text[start]))
            text = text[start..];
        if (NotDone().IsMatch(text))
            return false;
        return Done().IsMatch(text) ? true : null;
    }

    /// <summary>Whether a status cell says that nothing will be done: neither done nor open.</summary>
    internal static bool IsDropped(string cell) => cell.Length < 80 && Dropped().IsMatch(cell);

    [GeneratedRegex(
        @"^\W*(?:won['’]?t (?:do|fix)|wont ?fix|not doing|rejected|declined|dropped|abandoned|cancell?ed|obsolete|no longer needed)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Dropped();

    /// <summary>A word in capitals that ends a cell of another kind: "Bug 12 TODO".</summary>
    internal static (string Words, string Before)? AtEnd(string cell)
    {
        var match = Capitals().Match(cell.Length > 200 ? "" : cell);
        return match.Success
            ? (match.Groups["words"].Value, cell[..match.Index].Trim(' ', ',', ';', ':', '-', '–'))
            : null;
    }

    [GeneratedRegex(
        @"(?:^|\s|\()(?<words>DONE|TODO|FIXED|CLOSED|OPEN|WIP|IN PROGRESS|NOT STARTED)\)?[.!]?$"
    )]
    private static partial Regex Capitals();

    /// <summary>The status words an item carries behind or before its text: "(DONE)", "[in progress]", "TODO:".</summary>
    internal static (string Words, bool Done)? InSentence(string text)
    {
        if (text.Length > Line.ReadLimit)
            return null;
        if (text.AsSpan().IndexOfAny(')', ']') >= 0 && Marked(Suffix().Match(text)) is { } behind)
            return behind;
        if (Marked(Prefix().Match(text)) is { } before)
            return before;
        if (
            text.Contains(". ", StringComparison.Ordinal)
            && Marked(OwnSentence().Match(text)) is { } own
        )
            return own;
        if (text.AsSpan().ContainsAny(Dashes) && Marked(Dashed().Match(text)) is { } dashed)
            return dashed;
        if (text.StartsWith("TODO ", StringComparison.Ordinal))
            return ("TODO", false);
        // In capitals and on its own the word is a mark, not a part of the sentence: "DONE in PR #12".
        if (text.Contains("DONE", StringComparison.Ordinal) && Shouted().IsMatch(text))
            return ("DONE", true);
        if (OpenBoxes.FirstOrDefault(b => text.StartsWith(b, StringComparison.Ordinal)) is { } open)
            return (open, false);
        return text.Length > 0 && text[0] is '✅' or '✔' or '☑' || text.EndsWith('✅')
            ? ("✅", true)
            : null;
    }

    private static readonly SearchValues<char> Dashes = SearchValues.Create("-–—:,=");

    private static (string Words, bool Done)? Marked(Match match) =>
        match.Success
        && match.Groups["words"].Value is var words
        && InCell(words) is { } done
        && (done || words.Count(c => c == ' ') < MostSpaces)
            ? (words.Trim(), done)
            : null;

    /// <summary>Reads the heading over a list: "Immediate actions taken" is done, "Actions in progress" is not.</summary>
    internal static bool? InHeading(string heading)
    {
        var plain = Inline.Plain(heading);
        // What stands in parentheses is no part of a name, but may be all the state there is: "Immediate actions (completed)".
        var name = plain.Contains('(')
            ? plain.ToLowerInvariant().Replace('-', ' ')
            : SectionNames.Normalize(plain);
        if (HeadingNotDone().IsMatch(name))
            return false;
        return HeadingDone().IsMatch(name) ? true : null;
    }

    [GeneratedRegex(
        @"^(?:✅\s*)?(?:done|completed?|finished|closed|fixed|resolved|implemented|merged|shipped|deployed|delivered|released|yes|y(?!/)|x|\[x\]|true|100\s?%|live)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Done();

    [GeneratedRegex(
        @"^(?:to\s?-?do|open|in[ -]?progress|in progress|not (?:yet )?(?:started|done|complete[d]?|begun)|pending|planned|no(?!\s?\.?\s?\d)|n(?!/)|wip|ongoing|on going|blocked|backlog|backlogged|new|started|scheduled|in review|under review|under way|underway|draft|incomplete|outstanding|assigned|false|0\s?%|\[ ?\]|work in progress|awaiting.*|waiting.*|triaged?|partially.*|partly.*)(?:$|[^\w])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NotDone();

    [GeneratedRegex(
        @"[(\[]\s*(?:status:?\s*)?(?<words>[^()\[\]]{2,40}?)\s*[)\]]\s*[.!]?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Suffix();

    [GeneratedRegex(
        @"^(?:[(\[]\s*(?<words>done|completed|todo|to do|in progress|wip|open|closed|fixed|ongoing|planned|pending)\s*[)\]]|(?<words>done|completed|todo|in progress|wip|fixed)\s*(?::|–|—|\s-)\s)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Prefix();

    [GeneratedRegex(
        @"(?:\s[-–—]{1,2}|:|,)\s*(?:status\s*:\s*)?(?<words>done|completed|in progress|not started|todo|wip|fixed|ongoing|pending|open|closed|blocked)\s*[.!]?$|\s[-–—]{1,2}\s*(?<words>done|completed|fixed)(?=\s*(?:[:(]|and\b|in\s(?:\[|\#|PR|https?:)|via\b))|\bstatus\s*[:=]\s*(?<words>[\w ]{2,20}?)\s*(?:$|[,;).])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Dashed();

    [GeneratedRegex(@"(?:^|[\s.,(\[])DONE(?:$|[\s.,!)\]:])")]
    private static partial Regex Shouted();

    // A sentence of its own behind the item: "Done.", "Fixed in #12", "Merged via https://…".
    [GeneratedRegex(
        @"[.!?;]\s+(?<words>Done|Completed|Fixed|Merged|Implemented)(?:[.!]?$|\s(?:in|via|with|by)\s(?=\[?#\d|\[?PR\b|https?:))"
    )]
    private static partial Regex OwnSentence();

    [GeneratedRegex(
        @"\b(?:taken|completed|done|already|implemented|finished|closed|resolved actions|fixed already|delivered)\b"
    )]
    private static partial Regex HeadingDone();

    [GeneratedRegex(
        @"\b(?:in progress|ongoing|on going|outstanding|underway|under way|not started|not done|to be (?:done|taken|completed|implemented)|remaining|open|pending|todo|(?<!(?:going|plan|planning|intend|have) )to do(?! about)|wip|incomplete)\b"
    )]
    private static partial Regex HeadingNotDone();
}
