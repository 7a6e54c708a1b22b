namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Works out what a document says once for all its lines: the day, the year, the order of day and month, the zone.</summary>
internal static class DocumentContext
{
    // No real document needs more to show its year or the order of its dates.
    private const int MostLines = 5000;

    internal static ReadContext Of(
        string? title,
        FrontMatter front,
        IReadOnlyList<LabelledValue> values,
        IReadOnlyList<Line> body,
        IReadOnlyList<RawSection> sections,
        LinkTargets targets,
        bool ownForm,
        List<ReportLine> report,
        DateOnly? headerDate
    )
    {
        var dayFirst = DayFirst(body);
        // Days in items lie ahead, days in a change log are the document's own.
        var told = sections.Where(s => s.Kind != SectionKind.ActionItems).ToList();
        var reference = Reference(title, front, [.. told.SelectMany(s => s.Body)]);
        var story = told.Where(s =>
                s.Kind != SectionKind.Other || SectionNames.MayHoldLog(s.Heading)
            )
            .SelectMany(s => s.Body.Prepend(new Line(s.Heading, s.Number)))
            .ToList();
        var date = headerDate ?? DateOf(title, front, values, story, reference, dayFirst);
        var year = date?.Year ?? reference?.Year;
        return new(targets, date, year, dayFirst, ZoneOf(front, values, body), ownForm)
        {
            Report = report,
        };
    }

    private static DateOnly? DateOf(
        string? title,
        FrontMatter front,
        IReadOnlyList<LabelledValue> values,
        IReadOnlyList<Line> body,
        DateOnly? reference,
        bool? dayFirst
    )
    {
        var year = reference?.Year;
        return values
                .Where(v => v.Field is "date" or "started")
                .Select(v => FirstDay(v.Value, year, dayFirst))
                .FirstOrDefault(d => d is not null)
            ?? FirstDay(title ?? "", year, dayFirst)
            ?? FromFront(
                front,
                dayFirst,
                "incident_date",
                "date_of_incident",
                "started",
                "start",
                "started_at",
                "start_time"
            )
            ?? FirstInBody(body, year, reference, dayFirst)
            ?? FromFront(front, dayFirst, "date", "created", "published");
    }

    private static DateOnly? FromFront(
        FrontMatter front,
        bool? dayFirst,
        params ReadOnlySpan<string> names
    ) => front.Raw(names) is { } raw ? FirstFullDay(YamlText.Scalar(raw), dayFirst) : null;

    internal static DateOnly? FirstFullDay(string text, bool? dayFirst) =>
        DayReader
            .All(Unmarked(text))
            .Where(d => d.Day.Year is not null)
            .Select(d => d.Day.In(null, dayFirst))
            .FirstOrDefault(d => d is not null);

    private static DateOnly? FirstDay(string text, int? year, bool? dayFirst) =>
        FirstFullDay(text, dayFirst)
        ?? DayReader
            .All(Unmarked(text))
            .Select(d => d.Day.In(year, dayFirst))
            .FirstOrDefault(d => d is not null);

    /// <summary>The first day the text names; one without a year is not later than the date that gives its year.</summary>
    private static DateOnly? FirstInBody(
        IReadOnlyList<Line> body,
        int? year,
        DateOnly? reference,
        bool? dayFirst
    )
    {
        foreach (var line in body.Where(l => l.Mark == LineMark.Text && !l.IsBlank).Take(120))
        foreach (var (day, _) in DayReader.All(Unmarked(line.Readable)))
            if (day.In(year, dayFirst) is { } date)
                return day.Year is null && date > reference ? date.AddYears(-1) : date;
        return null;
    }

    /// <summary>The date that gives the year to days written without one.</summary>
    private static DateOnly? Reference(
        string? title,
        FrontMatter front,
        IReadOnlyList<Line> body
    ) =>
        FirstFullDay(title ?? "", null)
        ?? body.Where(l => l.Mark == LineMark.Text && l.Text.AsSpan().ContainsAnyInRange('0', '9'))
            .Take(MostLines)
            .Select(l => FirstFullDay(l.Readable, true))
            .FirstOrDefault(y => y is not null)
        ?? (
            front.Raw(
                "date",
                "incident_date",
                "published",
                "modified_at",
                "lastmod",
                "updated",
                "last_updated"
            )
                is { } raw
                ? FirstFullDay(YamlText.Scalar(raw), true)
                : null
        );

    /// <summary>"13/04/2023" anywhere shows that "03/04/2023" has the day first; "04/13/2023" shows the opposite; both show nothing.</summary>
    private static bool? DayFirst(IReadOnlyList<Line> body)
    {
        bool day = false,
            month = false;
        foreach (var line in body.Take(MostLines))
        {
            if (line.Mark != LineMark.Text || line.Text.AsSpan().IndexOfAny('/', '-', '.') < 0)
                continue;
            var (first, second) = DayOrder.In(line.Readable);
            day |= first;
            month |= second;
        }
        return day == month ? null : day;
    }

    private static string? ZoneOf(
        FrontMatter front,
        IReadOnlyList<LabelledValue> values,
        IReadOnlyList<Line> body
    )
    {
        if (
            front.Raw("zone", "timezone", "time_zone", "tz") is { } raw
            && YamlText.Scalar(raw) is { Length: > 0 } zone
        )
            return zone;
        foreach (var value in values.Where(v => v.Field == "zone"))
            return Inline.Plain(value.Value);
        // The one zone behind the times of the document's own fields: "Duration: 10:00 - 11:20 WAT".
        var named = values
            .Where(v =>
                v.Field is "date" or "duration" or "window" or "started" or "resolved" or "detected"
            )
            .Select(v => Zones.BehindTime(Inline.Plain(v.Value)))
            .OfType<string>()
            .Distinct()
            .ToList();
        var everywhere = OfAllTimes(body);
        return everywhere ?? (named.Count == 1 ? named[0] : null);
    }

    private static string? OfAllTimes(IReadOnlyList<Line> body)
    {
        return body.Where(l => l.Mark == LineMark.Text && !l.IsBlank && l.Text.Length < 500)
            .Select(l => Zones.OfAllTimes(l.Readable))
            .FirstOrDefault(z => z is not null);
    }

    private static string Unmarked(string text) =>
        text.Replace("*", "", StringComparison.Ordinal)
            .Replace("`", "", StringComparison.Ordinal)
            .Replace("_", " ", StringComparison.Ordinal);
}
