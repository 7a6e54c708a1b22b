using System.Buffers;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>When an item is due, in its own words.</summary>
internal static partial class DueWords
{
    /// <summary>A due time: a date when the words are one calendar date, else the words.</summary>
    internal readonly record struct Due(DateOnly? On, string? Text);

    /// <summary>Reads the words of a due cell or suffix.</summary>
    internal static Due Read(string words, ReadContext context)
    {
        var text = Inline.Collapse(words).Trim(' ', '.', ',', ';', '(', ')', '*', '_', '`');
        if (Placeholders.Is(text) || text is "-" or "–" or "—")
            return default;
        // Our own export keeps another spelling in parentheses behind the date.
        if (
            Written().Match(text + (words.TrimEnd().EndsWith(')') && text.Contains('(') ? ")" : ""))
                is { Success: true } own
            && DayReader.At(own.Groups["date"].Value, 0) is { } exact
        )
            return new(exact.Day.In(null), own.Groups["words"].Value);
        var start = Weekday().Match(text).Length;
        if (
            DayReader.At(text, start) is { } found
            && start + found.Length == text.Length
            && found.Day.In(null, context.DayFirst) is { } date
        )
            return new(date, IsIso(text) ? null : text);
        return new(null, text);
    }

    /// <summary>The due words a sentence carries; nothing when it only happens to name a day.</summary>
    internal static Due InSentence(string text, ReadContext context)
    {
        if (text.Length > Line.ReadLimit)
            text = text[..Line.ReadLimit];
        var announced = text.AsSpan().ContainsAny(Announced);
        if (
            announced
            && text.AsSpan().IndexOfAny(':', '=', '-') >= 0
            && Labelled().Match(text) is { Success: true } labelled
        )
            return Read(labelled.Groups["value"].Value, context);
        if (
            announced
            && text.AsSpan().IndexOfAny('(', '[') >= 0
            && InParentheses().Match(text) is { Success: true } inside
        )
            return Read(inside.Groups["value"].Value, context);
        if (Signed.In(text) is { } signed)
            return Read(signed.Day, context);
        return announced && AtEnd().Match(text) is { Success: true } end
            ? Read(end.Groups["value"].Value, context)
            : default;
    }

    /// <summary>Due words given under a label in the words below an item.</summary>
    internal static Due Below(string text, ReadContext context) =>
        Labelled().Match(text.Length > 1000 ? text[..1000] : text) is { Success: true } match
            ? Read(match.Groups["value"].Value, context)
            : default;

    // One of these stands before every due time but that of a signature.
    private static readonly SearchValues<string> Announced = SearchValues.Create(
        [
            "due",
            "deadline",
            "eta",
            "target",
            "by",
            "time",
            "planned",
            "scheduled",
            "expected",
            "until",
            "before",
            "later than",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    private static bool IsIso(string text) => text.Length == 10 && text[4] == '-' && text[7] == '-';

    internal const string Dateish =
        @"(?:"
        + DateWords.WeekdayPattern
        + @",?\s+)?(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?"
        + DateWords.MonthPattern
        + @"(?:,?\s+\d{4})?|"
        + DateWords.MonthPattern
        + @"\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?(?!\d)|"
        + DateWords.MonthPattern
        + @",?\s+\d{4}|(?:the\s+)?(?:end|middle|start|beginning) of\s+(?:(?:the|this|next)\s+)?(?:Q[1-4]|week|month|quarter|year|sprint|"
        + DateWords.MonthPattern
        + @")(?:\s+\d{4})?|Q[1-4](?:\s*/?\s*(?:FY)?\d{2,4})?|next (?:sprint|week|month|quarter|release)|this (?:sprint|week|month|quarter)|EO[DWMQY])";

    [GeneratedRegex(
        @"(?:^|[\s(\[,;|–—-])(?:due(?:\s?(?:date|on|by))?|deadline|eta|target(?:\s(?:date|completion))?|by when|timeline|timeframe)\s*(?::|=|\s-\s)\s*(?<value>[^,;()\[\]|]{2,40}?(?:,\s*\d{4})?)\s*(?:$|[,;()\[\]|]|\.(?:\s|$)|\s[–—-]\s|\s(?=owner|status|priority))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Labelled();

    [GeneratedRegex(
        @"[(\[](?:due|by|eta|planned|scheduled|expected|targeted|target|until|deadline|before|no later than)(?:\s+(?:on|for|by|in|date|:))?\s*:?\s+(?<value>"
            + Dateish
            + @")[)\]]",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex InParentheses();

    [GeneratedRegex(
        @"(?:\bdue|\bby|\beta|\bno later than)(?:\s+(?:on|by))?\s+(?<value>"
            + Dateish
            + @")\s*[.!)]?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AtEnd();

    [GeneratedRegex(@"^(?<date>\d{4}-\d{2}-\d{2}) \((?<words>.+)\)$")]
    private static partial Regex Written();

    [GeneratedRegex(@"^(?:" + DateWords.WeekdayPattern + @",?\s+)?", RegexOptions.IgnoreCase)]
    private static partial Regex Weekday();
}
