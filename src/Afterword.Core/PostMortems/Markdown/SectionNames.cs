using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Knows which section a name means, whatever numbering, article, tail or punctuation stands around it.</summary>
internal static partial class SectionNames
{
    private const int LongestName = 90;

    /// <summary>The kind a heading names, or null. A title that merely begins with such a word is none.</summary>
    internal static SectionKind? Of(string heading)
    {
        var kinds = AllOf(heading);
        if (kinds.Count < 2)
            return kinds.Count == 0 ? null : kinds[0];
        // Of several, the one whose content is structured decides how the section is read.
        return kinds.Contains(SectionKind.ActionItems) ? SectionKind.ActionItems
            : kinds.Contains(SectionKind.Timeline) ? SectionKind.Timeline
            : kinds[0];
    }

    /// <summary>All kinds a heading names: "Root cause and resolution" names two.</summary>
    internal static IReadOnlyList<SectionKind> AllOf(string heading)
    {
        // The same few names come again and again, in a document and across documents.
        if (heading.Length > LongestName)
            return WorkOut(heading);
        if (Known.TryGetValue(heading, out var known))
            return known;
        if (Known.Count > 2000)
            Known.Clear();
        return Known[heading] = WorkOut(heading);
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<
        string,
        IReadOnlyList<SectionKind>
    > Known = new(StringComparer.Ordinal);

    private static List<SectionKind> WorkOut(string heading)
    {
        if (heading.Length > 3 * LongestName)
            return [];
        var plain = Inline.Plain(heading);
        if (plain.Length is 0 or > LongestName)
            return [];
        var name = Normalize(plain);
        if (Find(name) is { } kind)
            return [kind];
        if (Parts(plain) is { Count: > 1 } parts)
            return parts;
        if (Head(plain) is { } head)
            return [head];
        foreach (var (pattern, meant) in Vocabulary.Shared.Patterns)
            if (pattern.Value.IsMatch(name))
                return [meant];
        return [];
    }

    /// <summary>The kind of a line that is nothing but a section's name, without any mark.</summary>
    internal static SectionKind? Bare(string line)
    {
        if (line.Length is < 4 or > 40 || !char.IsUpper(line[0]) || line[^1] is '.' or ',' or ';')
            return null;
        var name = Normalize(line);
        return name.Length > 3 && Vocabulary.Shared.Sections.TryGetValue(name, out var kind)
            ? kind
            : null;
    }

    /// <summary>Whether a section without a known name may hold a log of moments: a change log of the document is none.</summary>
    internal static bool MayHoldLog(string heading) =>
        !Vocabulary.Shared.NotSections.Contains(Normalize(Inline.Plain(heading)));

    internal static SectionKind FromCanonical(string name) =>
        name switch
        {
            "contributing" => SectionKind.ContributingFactors,
            "went_poorly" => SectionKind.CouldHaveGoneBetter,
            "lessons" => SectionKind.Learned,
            _ => Enum.Parse<SectionKind>(name.Replace("_", "", StringComparison.Ordinal), true),
        };

    /// <summary>Lower case, without numbering, parentheses, apostrophes and punctuation, single spaces.</summary>
    internal static string Normalize(string text)
    {
        var lower = text.ToLowerInvariant();
        if (lower.AsSpan().IndexOfAny('(', '[', ':') >= 0)
            lower = Parentheses().Replace(lower, " ");
        lower = lower.TrimStart();
        if (MayBeNumbered(lower))
            lower = Numbering().Replace(lower, "");
        // The longest that one character becomes is " and ".
        Span<char> result =
            lower.Length <= LongestName
                ? stackalloc char[5 * LongestName]
                : new char[5 * lower.Length];
        var length = 0;
        foreach (var c in lower)
        {
            if (c is '\'' or '’' or '‘' or '`')
                continue;
            if (char.IsLetterOrDigit(c))
            {
                result[length++] = c;
                continue;
            }
            if (length > 0 && result[length - 1] != ' ')
                result[length++] = ' ';
            if (c == '&')
            {
                "and ".CopyTo(result[length..]);
                length += 4;
            }
        }
        return result[..length].TrimEnd().ToString();
    }

    private static bool MayBeNumbered(string lower) =>
        lower.Length > 0
        && (
            lower[0] == '§'
            || char.IsDigit(lower[0])
            || lower.AsSpan(0, Math.Min(lower.Length, 5)).IndexOfAny('.', ')') > 0
            || lower.StartsWith("section", StringComparison.Ordinal)
            || lower.StartsWith("part", StringComparison.Ordinal)
            || lower.StartsWith("step", StringComparison.Ordinal)
        );

    private static SectionKind? Find(string name)
    {
        if (Vocabulary.Shared.NotSections.Contains(name))
            return null;
        var sections = Vocabulary.Shared.Sections;
        for (var n = 0; n < 4; n++)
        {
            if (sections.TryGetValue(name, out var kind))
                return kind;
            if (IsTimelineWithTail(name))
                return SectionKind.Timeline;
            var shorter = Shorten(name, sections);
            if (shorter is null)
                return null;
            name = shorter;
        }
        return null;
    }

    private static string? Shorten(string name, IReadOnlyDictionary<string, SectionKind> sections)
    {
        var suffix = Vocabulary.Shared.Suffixes.FirstOrDefault(s =>
            name.EndsWith(s, StringComparison.Ordinal)
        );
        if (suffix is not null && suffix.Length < name.Length)
            return name[..^suffix.Length];
        var prefix = Vocabulary.Shared.Prefixes.FirstOrDefault(p =>
            name.StartsWith(p, StringComparison.Ordinal)
        );
        return prefix is not null && prefix.Length < name.Length ? name[prefix.Length..] : null;
    }

    // "Timeline (all times UTC)", "Timeline 24 June 2024": a zone or a date behind the word changes nothing.
    private static bool IsTimelineWithTail(string name)
    {
        if (!name.StartsWith("timeline ", StringComparison.Ordinal))
            return false;
        return name.Split(' ')
            .Skip(1)
            .All(w =>
                TailWord().IsMatch(w)
                || Zones.IsLabel(w.ToUpperInvariant())
                || DateWords.MonthOf(w) > 0
                || DateWords.IsWeekday(w)
            );
    }

    private static List<SectionKind> Parts(string plain)
    {
        var kinds = new List<SectionKind>();
        var pieces = Separators().Split(plain.ToLowerInvariant());
        if (pieces.Length is < 2 or > 4)
            return kinds;
        // "Ablauf / Timeline": the same name in two languages.
        var slashed = plain.Contains(" / ", StringComparison.Ordinal);
        foreach (var piece in pieces)
        {
            var name = Normalize(piece);
            if (Find(name) is not { } kind)
            {
                // "Problems/Timeline", "Leadup & fault" are sections through the part that is known.
                if (name is "problems" or "facts" or "details" or "data" || slashed)
                    continue;
                return [];
            }
            if (!kinds.Contains(kind))
                kinds.Add(kind);
        }
        if (kinds.Count == 1)
            kinds.Add(kinds[0]);
        return kinds;
    }

    // "Summary: what users saw", "Action items - short term", "Timeline — 3 May".
    private static SectionKind? Head(string plain)
    {
        var cut = plain.AsSpan().IndexOfAny(':', '–', '—');
        if (cut < 0)
            cut = plain.IndexOf(" - ", StringComparison.Ordinal);
        if (cut < 4)
            return null;
        var head = Normalize(plain[..cut]);
        return
            Vocabulary.Shared.Sections.TryGetValue(head, out var kind)
            && head is not ("event" or "events" or "problem" or "issue" or "fix" or "why")
            ? kind
            : null;
    }

    [GeneratedRegex(@"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]|:[a-z0-9_+-]{2,40}:")]
    private static partial Regex Parentheses();

    [GeneratedRegex(
        @"^(?:§\s*)?(?:(?:section|part|step)\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}[.):]?|[ivx]{1,4}[.)]|[a-h][.)])(?:\s+[-–]\s*|\s+)"
    )]
    private static partial Regex Numbering();

    [GeneratedRegex(@"\s*/\s*|\s*,\s*|\s+and\s+|\s*&\s*|\s*\+\s*")]
    private static partial Regex Separators();

    [GeneratedRegex(
        @"^(?:\d+(?:st|nd|rd|th)?|all|times?|are|is|in|dates?|of|the|and|on|for|local|events?|approximate|approx|key|major|time|zone|timezone|hours?|24h|format|utc\d*|incident|outage|incl|including|at|to|from|listed|standard|day|approximat\w*|roughly|estimated?|format\w*|ordered|chronological\w*|detailed|full|summary|central|eastern|pacific|european|daylight|summer|est|pm|am|unless|otherwise|noted|stated|specified|between|until|from|through)$"
    )]
    private static partial Regex TailWord();
}
