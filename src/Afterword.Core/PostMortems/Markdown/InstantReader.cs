using System.Buffers;
using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The four instants of an incident, each only as far as the document supports it.</summary>
internal sealed partial class InstantReader(
    ReadContext context,
    IReadOnlyList<LabelledValue> values,
    IReadOnlyList<DocumentTimelineEntry> timeline
)
{
    // A start or an end that stands deeper inside a section is told in the timeline too.
    private const int MostLines = 400;

    internal StatedInstant Started { get; private set; }
    internal StatedInstant Detected { get; private set; }
    internal StatedInstant Mitigated { get; private set; }
    internal StatedInstant Resolved { get; private set; }

    internal void Read(IReadOnlyList<RawSection> sections)
    {
        FromTimelineLabels();
        FromTimelineMarks();
        Started = Or(Started, Labelled("started"));
        Detected = Or(Detected, Labelled("detected"));
        Mitigated = Or(Mitigated, Labelled("mitigated"));
        Resolved = Or(Resolved, Labelled("resolved"));
        FromRange(
            values
                .Where(v => v.Field is "window" or "date" or "duration" or "started")
                .Select(v => v.Value),
            Parenthesized()
        );
        if (IsNone(Started) || IsNone(Resolved))
            FromRange(Sentences(sections), RangeStart());
        FromTimelineOrder();
        // The organisations that name a first detection and no start count from there.
        Started = Or(Started, Detected);
    }

    // "Fault occurs 2020-02-12 11:45", "Resolved 2020-02-12 12:07" in a list of key events.
    private void FromTimelineLabels()
    {
        foreach (var entry in timeline)
        {
            if (entry.Text.Length > 40 || Fields.Of(Inline.Plain(entry.Text)) is not { } field)
                continue;
            var instant = new StatedInstant(entry.At, entry.Local);
            if (field == "started")
                Started = Or(Started, instant);
            else if (field == "detected")
                Detected = Or(Detected, instant);
            else if (field == "mitigated")
                Mitigated = Or(Mitigated, instant);
            else if (field == "resolved")
                Resolved = Or(Resolved, instant);
        }
    }

    // "OUTAGE BEGINS" in capitals is a mark that the writer set for exactly this.
    private void FromTimelineMarks()
    {
        Started = Or(Started, Marked(Begins()));
        Resolved = Or(Resolved, Marked(Ends()));
    }

    private StatedInstant Marked(Regex mark) =>
        timeline
            .Where(e =>
                e.Text.AsSpan().ContainsAny(Shouted)
                && mark.IsMatch(e.Text.Length > 600 ? e.Text[..600] : e.Text)
            )
            .Select(e => new StatedInstant(e.At, e.Local))
            .FirstOrDefault(i => !IsNone(i));

    private StatedInstant Labelled(string field)
    {
        foreach (var value in values.Where(v => v.Field == field))
        {
            var text = Inline.Plain(value.Value);
            if (
                StampReader.Leading(text) is { } stamp
                && Resolve(stamp with { Zone = stamp.Zone ?? value.Zone }, value.Line) is var found
                && !IsNone(found)
            )
                return found;
        }
        return default;
    }

    private void FromRange(IEnumerable<string> texts, Regex start)
    {
        foreach (var raw in texts)
        {
            // A range has two times of day, and begins the text or stands behind one of these words.
            if (!raw.AsSpan().ContainsAny(Times) || !MayHoldRange(raw))
                continue;
            var text = Inline.Plain(raw);
            if (text.Length > 1500)
                text = text[..1500];
            foreach (Match from in start.Matches(text))
            {
                if (
                    StampReader.Read(text, from.Index + from.Length)
                        is not { Time: not null, EndTime: { } end } stamp
                    || stamp.Zone is null && context.Zone is null && stamp.Day is null
                )
                    continue;
                var day = stamp.Day;
                Started = Or(Started, Resolve(stamp, 0));
                var until = stamp with { Day = stamp.EndDay ?? day, Time = end };
                var ended = Resolve(until, 0);
                // A range that ends before it began ends on the next day.
                if (
                    stamp.EndDay is null
                    && ended.At is { } at
                    && Started.At is { } began
                    && at < began
                )
                    ended = new(at.AddDays(1), null);
                Resolved = Or(Resolved, ended);
                return;
            }
        }
    }

    private static bool MayHoldRange(ReadOnlySpan<char> raw) =>
        raw.ContainsAny(RangeWords)
        || raw.Contains('(')
        || raw[..Math.Min(raw.Length, 16)].ContainsAny(RangeLetters);

    private static readonly SearchValues<char> RangeLetters = SearchValues.Create(
        "0123456789JFMASOND"
    );

    private static readonly SearchValues<string> RangeWords = SearchValues.Create(
        ["from", "between", "starting"],
        StringComparison.Ordinal
    );

    private static readonly SearchValues<string> Times = SearchValues.Create(
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "oon", "OON", "idnight", "IDNIGHT"],
        StringComparison.Ordinal
    );

    private void FromTimelineOrder()
    {
        var moments = timeline.Where(e => e.At is not null || e.Local?.Length > 10).ToList();
        if (moments.Count < 2)
            return;
        if (IsNone(Started) && IsNone(Detected))
            Started = Of(moments[0]);
        if (!IsNone(Resolved))
            return;
        var over =
            moments.LastOrDefault(e =>
                e.Text.AsSpan().ContainsAny(Endings)
                && Over().IsMatch(e.Text.Length > 600 ? e.Text[..600] : e.Text)
            ) ?? moments[^1];
        Resolved = Of(over);
    }

    private static readonly SearchValues<string> Shouted = SearchValues.Create(
        ["OUTAGE", "IMPACT", "DOWNTIME"],
        StringComparison.Ordinal
    );

    // One of these stands in whatever the pattern of an end finds.
    private static readonly SearchValues<string> Endings = SearchValues.Create(
        [
            "resolved",
            "recover",
            "back",
            "restored",
            "return",
            "operational",
            "self-heal",
            "everything is",
            "all clear",
            "incident",
            "fixed",
            "mitigated",
            "healthy",
            "working again",
            "service",
            "no longer",
            "outage",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    private static IEnumerable<string> Sentences(IReadOnlyList<RawSection> sections) =>
        sections
            .Where(s =>
                s.Kind is SectionKind.Summary or SectionKind.Impact
                || s.Origin == SectionOrigin.Preamble
            )
            .SelectMany(s => BlockReader.Read([.. s.Lines().Take(MostLines)]))
            .Where(b => b.Kind is BlockKind.Paragraph or BlockKind.List)
            .Take(12)
            .Select(b => string.Join(' ', b.Lines.Select(l => l.Readable)));

    private StatedInstant Resolve(Stamp stamp, int line)
    {
        if (stamp.Time is null && stamp.Day is null)
            return default;
        return new TimelineClock(context, null).Resolve(stamp, line);
    }

    private static StatedInstant Of(DocumentTimelineEntry entry) => new(entry.At, entry.Local);

    private static bool IsNone(StatedInstant instant) => instant is { At: null, Local: null };

    private static StatedInstant Or(StatedInstant first, StatedInstant second) =>
        IsNone(first) ? second : first;

    [GeneratedRegex(
        @"(?:^|\bfrom\s+|\bbetween\s+|\bstarting (?:at|from)\s+)~?(?=[\dJFMASOND])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex RangeStart();

    // In a field of its own a range may stand in parentheses: "45 minutes (14:23 - 15:08 UTC)".
    [GeneratedRegex(
        @"(?:^|\bfrom\s+|\bbetween\s+|\bstarting (?:at|from)\s+|\()~?(?=[\dJFMASOND])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Parenthesized();

    [GeneratedRegex(
        @"\b(?:(?:START|BEGINNING) OF (?:THE )?(?:OUTAGE|IMPACT|DOWNTIME)|(?:OUTAGE|IMPACT|DOWNTIME) (?:BEGINS?|BEGAN|STARTS?|STARTED))\b"
    )]
    private static partial Regex Begins();

    [GeneratedRegex(
        @"\b(?:END OF (?:THE )?(?:OUTAGE|IMPACT|DOWNTIME)|(?:OUTAGE|IMPACT|DOWNTIME) (?:ENDS?|ENDED|OVER|RESOLVED))\b"
    )]
    private static partial Regex Ends();

    [GeneratedRegex(
        @"(?<!(?:appears?|seems?|believed|thought|expected) to (?:be |have |have been )?)\b(?:resolved|recover(?:ed|s|y)|back (?:to normal|up|online|to 100)|(?<!roll(?:ed|ing)? )back$|restored|returns? to normal|returned to (?:normal|its|nominal)|fully operational|self-heal|everything is (?:okay|ok|fine|back)|all clear|incident (?:is |was )?(?:closed|over|ended|resolved)|fixed|mitigated|are now back|is now back|healthy again|working again|service(?:s)? (?:is|are|was|were) (?:up|back|restored)|no longer (?:affected|failing)|outage (?:ended|over))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Over();
}
