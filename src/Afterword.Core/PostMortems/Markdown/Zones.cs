using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Time zone labels as people write them, and the offset each stands for.</summary>
internal static partial class Zones
{
    /// <summary>Labels that mean one offset, in minutes east of UTC.</summary>
    private static readonly Dictionary<string, int> Fixed = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UTC"] = 0,
        ["GMT"] = 0,
        ["Z"] = 0,
        ["ZULU"] = 0,
        ["WET"] = 0,
        ["BST"] = 60,
        ["WEST"] = 60,
        ["CET"] = 60,
        ["WAT"] = 60,
        ["CEST"] = 120,
        ["EET"] = 120,
        ["SAST"] = 120,
        ["CAT"] = 120,
        ["EEST"] = 180,
        ["MSK"] = 180,
        ["EAT"] = 180,
        ["TRT"] = 180,
        ["PKT"] = 300,
        ["ICT"] = 420,
        ["WIB"] = 420,
        ["SGT"] = 480,
        ["HKT"] = 480,
        ["PHT"] = 480,
        ["AWST"] = 480,
        ["JST"] = 540,
        ["KST"] = 540,
        ["ACST"] = 570,
        ["AEST"] = 600,
        ["AEDT"] = 660,
        ["NZST"] = 720,
        ["NZDT"] = 780,
        ["EST"] = -300,
        ["EDT"] = -240,
        ["CST"] = -360,
        ["CDT"] = -300,
        ["MST"] = -420,
        ["MDT"] = -360,
        ["PST"] = -480,
        ["PDT"] = -420,
        ["AKST"] = -540,
        ["AKDT"] = -480,
        ["HST"] = -600,
        ["BRT"] = -180,
        ["ART"] = -180,
        ["COT"] = -300,
        ["CLT"] = -240,
    };

    /// <summary>Labels that mean a place's own clock, daylight saving included.</summary>
    private static readonly Dictionary<string, string> Places = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["PT"] = "America/Los_Angeles",
        ["PACIFIC"] = "America/Los_Angeles",
        ["PACIFIC TIME"] = "America/Los_Angeles",
        ["PST8PDT"] = "America/Los_Angeles",
        ["PST/PDT"] = "America/Los_Angeles",
        ["PDT/PST"] = "America/Los_Angeles",
        ["ET"] = "America/New_York",
        ["EASTERN"] = "America/New_York",
        ["EASTERN TIME"] = "America/New_York",
        ["EST/EDT"] = "America/New_York",
        ["EDT/EST"] = "America/New_York",
        ["EST5EDT"] = "America/New_York",
        ["CENTRAL TIME"] = "America/Chicago",
        ["CT"] = "America/Chicago",
        ["MOUNTAIN TIME"] = "America/Denver",
        ["MT"] = "America/Denver",
        ["CET/CEST"] = "Europe/Paris",
        ["CEST/CET"] = "Europe/Paris",
        ["GMT/BST"] = "Europe/London",
        ["BST/GMT"] = "Europe/London",
        ["PACIFIC STANDARD TIME"] = "Etc/GMT+8",
        ["PACIFIC DAYLIGHT TIME"] = "Etc/GMT+7",
        ["EASTERN STANDARD TIME"] = "Etc/GMT+5",
        ["EASTERN DAYLIGHT TIME"] = "Etc/GMT+4",
        ["CENTRAL EUROPEAN TIME"] = "Etc/GMT-1",
        ["CENTRAL EUROPEAN SUMMER TIME"] = "Etc/GMT-2",
        ["COORDINATED UNIVERSAL TIME"] = "Etc/UTC",
        ["UK TIME"] = "Europe/London",
        ["LONDON TIME"] = "Europe/London",
        ["BERLIN TIME"] = "Europe/Berlin",
        ["PARIS TIME"] = "Europe/Paris",
    };

    /// <summary>Labels that mean several offsets far apart; kept, never converted.</summary>
    private static readonly HashSet<string> Ambiguous = new(StringComparer.OrdinalIgnoreCase)
    {
        "IST",
        "AST",
        "GST",
        "LOCAL TIME",
    };

    internal static bool IsLabel(string text) =>
        Fixed.ContainsKey(text) || Places.ContainsKey(text) || Ambiguous.Contains(text);

    internal static bool IsAmbiguous(string label) => Ambiguous.Contains(label.Trim());

    /// <summary>The offset a label means at a local time; null when the label does not say.</summary>
    internal static TimeSpan? OffsetAt(string label, DateTime local)
    {
        var text = label.Trim();
        if (Numeric().Match(text) is { Success: true } number)
            return FromNumbers(number);
        if (Fixed.TryGetValue(text, out var minutes))
            return TimeSpan.FromMinutes(minutes);
        var id = Places.GetValueOrDefault(text) ?? (Tz().IsMatch(text) ? text : null);
        if (id is null || !TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return null;
        return zone.IsInvalidTime(local)
            ? null
            : zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified));
    }

    /// <summary>Whether the label cannot hold on that day, as PST in July cannot.</summary>
    internal static bool IsOutOfSeason(string label, DateTime local)
    {
        var place = label.Trim().ToUpperInvariant() switch
        {
            "PST" or "PDT" => "America/Los_Angeles",
            "EST" or "EDT" => "America/New_York",
            "CET" or "CEST" => "Europe/Paris",
            "BST" => "Europe/London",
            _ => null,
        };
        return place is not null
            && TimeZoneInfo.TryFindSystemTimeZoneById(place, out var zone)
            && OffsetAt(label, local) is { } offset
            && !zone.IsAmbiguousTime(local)
            && zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)) != offset;
    }

    /// <summary>The label that a text begins with at a place (after spaces or an opening parenthesis): its length, or 0.</summary>
    internal static int LengthAt(string text, int at)
    {
        if (!MayBegin(text, at))
            return 0;
        var match = AtStart().Match(text, at);
        return match.Success ? match.Length : 0;
    }

    // Looked for in every line: in a program without tables of languages this is much faster than asking for the word.
    private static readonly SearchValues<string> Time = SearchValues.Create(
        ["time"],
        StringComparison.OrdinalIgnoreCase
    );

    // Behind the spaces and the parenthesis that may stand before a label comes a capital or a sign.
    private static bool MayBegin(string text, int at)
    {
        while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] is '(' or '['))
            at++;
        return at < text.Length
            && (char.IsAsciiLetterUpper(text[at]) || text[at] is '+' or '-' or '−');
    }

    /// <summary>The label in a remark such as "All times in CEST (UTC+2)" or "Timeline (UTC)"; null when there is none.</summary>
    internal static string? InRemark(string text)
    {
        if (text.Length > 400)
            text = text[..400];
        var match = text.AsSpan().ContainsAny(Time) ? Remark().Match(text) : Match.Empty;
        if (match.Success)
            return Clean(match.Groups["zone"].Value);
        match = text.AsSpan().IndexOfAny('(', '[') >= 0 ? Parenthesis().Match(text) : Match.Empty;
        return match.Success ? Clean(match.Groups["zone"].Value) : null;
    }

    /// <summary>The label right behind a time of day ("10:00 AM WAT"), or null.</summary>
    internal static string? BehindTime(string text) =>
        AfterTime().Match(text.Length > 400 ? text[..400] : text) is { Success: true } match
            ? Clean(match.Groups["zone"].Value)
            : null;

    [GeneratedRegex(
        @"\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[AaPp]\.?[Mm]\.?)?\s?\(?(?<zone>"
            + Names
            + @")(?![A-Za-z])"
    )]
    private static partial Regex AfterTime();

    /// <summary>The label in a remark about all times of a document ("All times in CEST"); null for a remark about one.</summary>
    internal static string? OfAllTimes(string text) =>
        text.AsSpan().ContainsAny(Time)
        && AllTimes().IsMatch(text)
        && Remark().Match(text) is { Success: true } match
            ? Clean(match.Groups["zone"].Value)
            : null;

    /// <summary>The label a heading or column header ends with or holds in parentheses.</summary>
    internal static string? InHeading(string text) =>
        InRemark(text)
        ?? (
            Tail().Match(text) is { Success: true } match ? Clean(match.Groups["zone"].Value) : null
        );

    internal static string Clean(string label) => label.Trim().Trim('(', ')', '[', ']').Trim();

    private static TimeSpan? FromNumbers(Match number)
    {
        var hours = int.Parse(number.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minutes = number.Groups["m"].Success
            ? int.Parse(number.Groups["m"].Value, CultureInfo.InvariantCulture)
            : 0;
        if (hours > 14 || minutes > 59)
            return null;
        var span = new TimeSpan(hours, minutes, 0);
        return number.Groups["s"].Value is "-" or "−" ? -span : span;
    }

    private const string Names =
        @"(?:(?:UTC|GMT)\s?[+\-−]\s?\d{1,2}(?::?\d{2})?|PST8PDT|EST5EDT|CET\s?/\s?CEST|CEST\s?/\s?CET|PST\s?/\s?PDT|PDT\s?/\s?PST|EST\s?/\s?EDT|EDT\s?/\s?EST|GMT\s?/\s?BST|BST\s?/\s?GMT"
        + @"|UTC|GMT|CEST|CET|BST|WEST|WET|EEST|EET|MSK|PST|PDT|MST|MDT|CST|CDT|EST|EDT|AEST|AEDT|ACST|AWST|NZST|NZDT|JST|KST|SGT|HKT|PHT|IST|SAST|WAT|CAT|EAT|BRT|ART|WIB|ICT|PKT|TRT|AKST|AKDT|HST|COT|CLT|Zulu"
        + @"|(?:Pacific|Eastern|Central|Mountain)(?:\s(?:Standard|Daylight))?\s[Tt]ime|Pacific|(?:UK|London|Berlin|Paris) time|PT|ET"
        + @"|(?:Europe|America|Asia|Africa|Australia|Pacific|US)/[A-Z][A-Za-z_]{2,20}|Central European (?:Summer )?Time|Coordinated Universal Time)";

    [GeneratedRegex(
        @"^(?:(?:UTC|GMT)\s?)?(?<s>[+\-−])\s?(?<h>[0-9]{1,2})(?::?(?<m>[0-9]{2}))?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^(?:Europe|America|Asia|Africa|Australia|Pacific|US)/[A-Za-z_]{3,21}$")]
    private static partial Regex Tz();

    [GeneratedRegex(
        @"\G\s{0,2}(?<open>[(\[])?\s?(?:"
            + Names
            + @"(?:\s?\((?:UTC|GMT)\s?[+\-−]?\s?\d{0,2}(?::?\d{2})?\))?|(?<=\d)Z|(?<=[\d\s])\+\d{2}:?\d{2}|(?<=:\d\d:\d\d(?:\.\d{1,7})?|T\d\d:\d\d)[\-−]\d{2}:?\d{2}|(?<=\s)[\-−](?:0\d|1[0-2])[03]0(?!\d))(?(open)\s?[)\]])(?![A-Za-z0-9])"
    )]
    private static partial Regex AtStart();

    [GeneratedRegex(
        @"(?:(?<![A-Za-z])times?(?:stamps?)?\b(?:\s*\([^)]{0,40}\))?(?:\s+(?:listed|given|shown|below|here|noted|reported|mentioned|stated|used|in\s+this\s+\w{1,15}|of\s+day|zone))*\s*(?:are|is|in|:|–|-|—|=|being)?(?:\s+(?:all|in|given|the|local|a|24-hour|24h|24\s+hour|expressed|format|approximate|approximately|listed|shown|reported|stated|noted|specified|and|times?|timezone|zone|recorded|written|displayed)\b)*|(?<![A-Za-z])time\s?zones?\b\s*(?:is|:|-|–|=|used)?)[\s,(:`*]{0,4}(?<zone>"
            + Names
            + ")(?![A-Za-z])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Remark();

    [GeneratedRegex(@"\b(?:all|times\b|time\s?zone|timestamps)", RegexOptions.IgnoreCase)]
    private static partial Regex AllTimes();

    [GeneratedRegex(
        @"[(\[](?:[^()\[\]]{0,30}\s)?(?<zone>" + Names + @")(?:\s[^()\[\]]{0,30})?[)\]]"
    )]
    private static partial Regex Parenthesis();

    [GeneratedRegex(@"(?:^|[\s,/:-])(?<zone>" + Names + @")\s*:?\s*$")]
    private static partial Regex Tail();
}
