using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Who an item names as its owner; the subject of a sentence, or somebody it merely mentions, is none.</summary>
internal static partial class OwnerWords
{
    internal static string? InCell(string cell)
    {
        var text = Inline.Collapse(cell).Trim();
        return Placeholders.Is(text) || Unassigned().IsMatch(text) ? null : text;
    }

    internal static string? InSentence(string text, string markdown)
    {
        if (text.Length > Line.ReadLimit)
            text = text[..Line.ReadLimit];
        if (
            text.AsSpan().IndexOfAny(":=-–") >= 0
            && Labelled().Match(text) is { Success: true } labelled
        )
            return InCell(labelled.Groups["value"].Value.Trim().TrimEnd('.'));
        if (InTodo().Match(text) is { Success: true } todo)
            return todo.Groups["value"].Value;
        var mentions = text.Contains('@');
        if (mentions && Leading().Match(text) is { Success: true } leading)
            return leading.Groups["value"].Value;
        if (mentions && Trailing().Match(text) is { Success: true } trailing)
            return trailing.Groups["value"].Value.TrimEnd('.', ',');
        if (Signed.In(text) is { } signed)
            return signed.Name;
        if (mentions && BetweenDashes().Match(text) is { Success: true } between)
            return between.Groups["value"].Value;
        if (!markdown.Contains('`'))
            return null;
        // `@lee` or `Platform team` in code at the very end is how some organisations sign an item.
        return
            CodeAtEnd().Match(markdown.Length > Line.ReadLimit ? "" : markdown.TrimEnd())
                is { Success: true } code
            ? code.Groups["value"].Value
            : null;
    }

    /// <summary>An owner named under a label in the words below an item.</summary>
    internal static string? Below(string text) =>
        Labelled().Match(text.Length > 1000 ? text[..1000] : text) is { Success: true } match
            ? InCell(match.Groups["value"].Value.Trim().TrimEnd('.'))
            : null;

    // "TODO(mia): …" is how code names who has to.
    [GeneratedRegex(@"^(?:TODO|AI|ACTION)\s?\((?<value>@?[A-Za-z][\w.-]{1,38})\)\s*:")]
    private static partial Regex InTodo();

    [GeneratedRegex(@"\s[-–—]{1,2}\s*(?<value>" + Mentions + @")\s*(?:[-–—,;(]|$)")]
    private static partial Regex BetweenDashes();

    private const string Mention = @"@[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9_])?(?:/[\w-]+)?";
    private const string Mentions =
        Mention + @"(?:(?:\s*(?:,|and|&|/|\+)\s*|\s+(?=@))" + Mention + @"){0,4}";

    [GeneratedRegex(
        @"(?:^|[\s(\[,;|–—-])(?:owners?|owned by|assignees?|assigned to|responsible|dri|action owner|lead)\s*(?::|=|\s[-–]\s)\s*(?<value>[^;()\[\]|–—,]{2,60}?)\s*(?:$|[;()\[\]|–—]|,(?!\s*(?:and\s)?@)|\.(?:\s|$)|\s-\s|\s(?=due\b|eta\b|deadline\b|status\b|priority\b))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Labelled();

    [GeneratedRegex(
        @"^[\[(]?(?<value>" + Mentions + @")[\])]?(?:\s*[:–—]|\s+-\s|\s+(?:to|will|should)\s|[\])])"
    )]
    private static partial Regex Leading();

    [GeneratedRegex(
        @"(?:[(\[]|[-–—:,]\s*|→\s*|->\s*|\bby\s)(?<value>"
            + Mentions
            + @")\s*[)\]]?\s*(?:[(\[]?(?:#\d{1,7}|[A-Z][A-Z0-9]{1,9}-\d{1,7})[)\]]?)?\s*[.]?$"
    )]
    private static partial Regex Trailing();

    [GeneratedRegex(@"`(?<value>" + Mention + @"|[A-Z][A-Za-z-]+(?:\s[A-Za-z-]+){0,3})`\s*$")]
    private static partial Regex CodeAtEnd();

    [GeneratedRegex(
        @"^(?:unassigned|not assigned|no owner|nobody|no one|\?+|-+|@?tb[ad])$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Unassigned();
}
