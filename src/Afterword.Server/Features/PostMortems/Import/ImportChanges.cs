using System.Globalization;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>What an import takes of a document that is new here, field by field.</summary>
internal static class ImportChanges
{
    public static IReadOnlyList<ImportChange> OfNew(
        PostMortemDocument document,
        Incident incident
    ) =>
        [
            .. Facts(document, incident)
                .Where(f => !string.IsNullOrWhiteSpace(f.Words))
                .Select(f => new ImportChange(f.Field, null, ThreeWay.Short(f.Words))),
        ];

    private static IEnumerable<(string Field, string? Words)> Facts(
        PostMortemDocument document,
        Incident incident
    )
    {
        yield return ("The title", incident.Title);
        yield return ("The day", document.Date?.ToString("O", CultureInfo.InvariantCulture));
        yield return ("The start", Words(document.Started));
        yield return ("The detection", Words(document.Detected));
        yield return ("The mitigation", Words(document.Mitigated));
        yield return ("The resolution", Words(document.Resolved));
        yield return ("The duration", document.DurationText);
        yield return ("The severity", document.Severity);
        yield return ("The authors", string.Join(", ", document.Authors));
        yield return (
            "The timeline",
            document.Timeline.Count == 0 ? null : $"{document.Timeline.Count} entries"
        );
        yield return ("The sections", string.Join(", ", SectionList.Of(document)));
        foreach (var item in document.ActionItems)
        {
            yield return ("A new action item", Words(item));
        }
    }

    /// <summary>An instant in words: UTC where it is known, else as the document has it.</summary>
    public static string? Words(StatedInstant instant) =>
        instant.At is { } at
            ? at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC"
            : instant.Local?.Replace('T', ' ');

    /// <summary>An item on one line: its text, then what the document says of it.</summary>
    public static string Words(DocumentItem item)
    {
        string?[] said =
        [
            item.Owner is null ? null : $"owner {item.Owner}",
            item.DueOn is { } on ? $"due {on.ToString("O", CultureInfo.InvariantCulture)}"
            : item.DueText is { } due ? $"due {due}"
            : null,
            item.Status ?? (item.Done == true ? "done" : null),
            item.Ticket,
        ];
        var words = string.Join(", ", said.OfType<string>());
        var text = ThreeWay.Short(item.Text) ?? "";
        return words.Length == 0 ? text : $"{text} ({words})";
    }
}
