namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Works out what a document says once for all its lines: the day, the year, the order of day and month, the zone.</summary>
internal static class DocumentContext
{
    internal static ReadContext Of(
        string? title,
        FrontMatter front,
        IReadOnlyList<LabelledValue> values,
        IReadOnlyList<Line> body,
        LinkTargets targets,
        bool ownForm,
        List<ReportLine> report,
        DateOnly? headerDate
    )
    {
        var dayFirst = DayFirst(body);
        var date = headerDate ?? DateOf(title, front, values, body, dayFirst);
        var year = date?.Year ?? YearOf(title, front, body);
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
        bool? dayFirst
    )
    {
        var year = YearOf(title, front, body);
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
            ?? body.Where(l => l.Mark == LineMark.Text && !l.IsBlank)
                .Take(120)
                .Select(l => FirstFullDay(l.Readable, dayFirst))
                .FirstOrDefault(d => d is not null)
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

    private static int? YearOf(string? title, FrontMatter front, IReadOnlyList<Line> body) =>
        FirstFullDay(title ?? "", null)?.Year
        ?? body.Where(l => l.Mark == LineMark.Text && !l.IsBlank)
            .Select(l => FirstFullDay(l.Readable, true)?.Year)
            .FirstOrDefault(y => y is not null)
        ?? (
            front.Raw("date", "incident_date") is { } raw
                ? FirstFullDay(YamlText.Scalar(raw), true)?.Year
                : null
        );

    /// <summary>"13/04/2023" anywhere shows that "03/04/2023" has the day first; "04/13/2023" shows the opposite; both show nothing.</summary>
    private static bool? DayFirst(IReadOnlyList<Line> body)
    {
        bool day = false,
            month = false;
        foreach (var line in body)
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
        return body.Where(l => l.Mark == LineMark.Text && !l.IsBlank && l.Text.Length < 500)
            .Select(l => Zones.OfAllTimes(l.Readable))
            .FirstOrDefault(z => z is not null);
    }

    private static string Unmarked(string text) =>
        text.Replace("*", "", StringComparison.Ordinal)
            .Replace("`", "", StringComparison.Ordinal)
            .Replace("_", " ", StringComparison.Ordinal);
}
