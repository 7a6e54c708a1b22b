namespace Afterword.Core.PostMortems.Markdown;

/// <summary>A value that a document gives under a label.</summary>
/// <param name="Field">The canonical field (Synonyms.yml).</param>
/// <param name="Value">Its words, Markdown kept.</param>
/// <param name="Line">Where it stands.</param>
internal readonly record struct LabelledValue(string Field, string Value, int Line)
{
    /// <summary>The zone that the label itself names ("Start (UTC)"), or null.</summary>
    internal string? Zone { get; init; }
}

/// <summary>Collects values given under labels: bold lines, list items, plain lines, two-column tables, headings.</summary>
internal static class LabelledValues
{
    internal static IReadOnlyList<LabelledValue> Of(IReadOnlyList<RawSection> sections)
    {
        var values = new List<LabelledValue>();
        foreach (var section in sections)
        {
            if (section.Heading.Length > 0)
                FromHeading(section, values);
            if (section.Kind is SectionKind.ActionItems or SectionKind.Timeline)
                continue;
            var plain =
                section.Origin == SectionOrigin.Preamble
                || section.Kind is SectionKind.Other or SectionKind.Summary or SectionKind.Impact;
            foreach (var line in Breaks.Apart(section.Body))
                if (line.Mark == LineMark.Text && !line.IsBlank)
                    FromLine(line, plain, values);
        }
        return values;
    }

    private static void FromHeading(RawSection section, List<LabelledValue> values)
    {
        var heading = Inline.Plain(section.Heading);
        if (
            Labels.Plain(heading) is { Rest.Length: > 0 } label
            && Fields.Of(label.Name) is { } inHeading
        )
        {
            values.Add(new(inHeading, label.Rest, section.Number));
            return;
        }
        if (Fields.Of(heading) is not { } field)
            return;
        var words = section
            .Lines()
            .Where(l => l.Mark == LineMark.Text && !l.IsBlank)
            .Select(l => l.Readable);
        foreach (var line in field is "authors" or "services" ? words.Take(20) : words.Take(1))
            if (
                field is "duration" or "duration_fallback" or "severity" or "date" or "services"
                || line.Length < 120
            )
                values.Add(new(field, line[(ListSyntax.At(line)?.Length ?? 0)..], section.Number));
    }

    private static void FromLine(Line line, bool plain, List<LabelledValue> values)
    {
        var text = line.Readable;
        if (text.StartsWith('|'))
        {
            if (
                TableReader.Cells(text) is [{ } name, { Length: > 0 } value]
                && Fields.Of(Inline.Plain(name)) is { } cell
            )
                values.Add(
                    new(cell, value, line.Number) { Zone = Zones.InHeading(Inline.Plain(name)) }
                );
            return;
        }
        if (text.StartsWith('>'))
            text = text.TrimStart('>', ' ');
        var listed = ListSyntax.At(text);
        text = text[(listed?.Length ?? 0)..];
        var label = Labels.Bold(text) ?? (plain || listed is not null ? Labels.Plain(text) : null);
        if (label is { Rest.Length: > 0 } found && Fields.Of(found.Name) is { } field)
            values.Add(new(field, found.Rest, line.Number) { Zone = Zones.InHeading(found.Name) });
    }
}
