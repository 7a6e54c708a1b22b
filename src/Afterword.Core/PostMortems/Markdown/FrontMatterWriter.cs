using System.Globalization;
using System.Text;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Writes the machine fields as YAML front matter, and after them every field we have no name for.</summary>
internal static class FrontMatterWriter
{
    internal static string Write(PostMortemDocument document)
    {
        var text = new StringBuilder("---\n");
        Field(text, OwnForm.FormatField, OwnForm.Format);
        Field(text, "key", document.Key);
        Field(text, "zone", document.Zone);
        Field(text, "started", Instant(document.Started));
        Field(text, "detected", Instant(document.Detected));
        Field(text, "mitigated", Instant(document.Mitigated));
        Field(text, "resolved", Instant(document.Resolved));
        Field(text, "duration", document.DurationText);
        Field(text, "severity", document.Severity);
        Field(text, "team", document.Team);
        List(text, "services", document.Services);
        List(text, "tags", document.Tags);
        Field(text, "visibility", document.Visibility);
        foreach (var extra in document.ExtraFields)
            Extra(text, extra);
        return text.Append("---").ToString();
    }

    internal static string? Instant(StatedInstant instant) =>
        instant.At is { } at
            ? at.UtcDateTime.ToString(
                at.UtcDateTime.Second == 0 ? "yyyy-MM-ddTHH:mmZ" : "yyyy-MM-ddTHH:mm:ssZ",
                CultureInfo.InvariantCulture
            )
            : instant.Local;

    private static void Field(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            text.Append(
                CultureInfo.InvariantCulture,
                $"{name}: {YamlText.Write(Inline.Collapse(value))}\n"
            );
    }

    private static void List(StringBuilder text, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"{name}: {YamlText.WriteList(values)}\n");
    }

    private static void Extra(StringBuilder text, DocumentField field)
    {
        var name = field.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            ? field.Name
            : YamlText.Quote(field.Name);
        text.Append(name).Append(':');
        if (field.Value.Length > 0)
            text.Append(field.Value.StartsWith('\n') ? "" : " ")
                .Append(YamlText.AsValue(field.Value));
        text.Append('\n');
    }
}
