using System.Globalization;
using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.PostMortems;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>Understands a review form. A field that stands as it was read keeps what was read, to the letter.</summary>
internal sealed class ReviewReading(ReviewForm form, ReadResult read, FieldErrors errors)
{
    private const string DueDate = "yyyy-MM-dd";

    private static readonly string[] Instants =
    [
        "yyyy-MM-dd HH:mm'Z'",
        "yyyy-MM-dd HH:mm:ss'Z'",
        "yyyy-MM-dd HH:mm zzz",
        "yyyy-MM-dd HH:mmzzz",
    ];

    private static readonly string[] LocalTimes = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>The corrections, one for each document; meaningless when there are errors.</summary>
    public IReadOnlyList<Correction> Read() =>
        [.. read.Documents.Select((document, i) => Of(document, i))];

    private Correction Of(PostMortemDocument document, int index)
    {
        if (form.Incidents is not { } incidents || index >= incidents.Count)
        {
            return Correction.None(document);
        }
        var (typed, shown) = (incidents[index], ReviewForm.Of(document));
        var place = $"Incidents[{index}]";
        var corrected = document with
        {
            Title = Words(typed.Title, shown.Title, document.Title),
            Severity = Words(typed.Severity, shown.Severity, document.Severity),
            DurationText = Words(typed.Duration, shown.Duration, document.DurationText),
            Authors = Same(typed.Authors, shown.Authors)
                ? document.Authors
                :
                [
                    .. (typed.Authors ?? "").Split(
                        [',', ';'],
                        StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                    ),
                ],
            Started = At($"{place}.Started", typed.Started, shown.Started, document.Started),
            Detected = At($"{place}.Detected", typed.Detected, shown.Detected, document.Detected),
            Mitigated = At(
                $"{place}.Mitigated",
                typed.Mitigated,
                shown.Mitigated,
                document.Mitigated
            ),
            Resolved = At($"{place}.Resolved", typed.Resolved, shown.Resolved, document.Resolved),
            Sections = [.. document.Sections.Select((s, i) => Section(s, typed.Sections, i))],
            ActionItems = [.. document.ActionItems.Select((item, i) => Item(item, typed.Items, i))],
        };
        if (corrected.Started.At is { } from && corrected.Resolved.At is { } to && to < from)
        {
            errors.Add($"{place}.Resolved", "The resolution is before the start.");
        }
        var none = Enumerable
            .Range(0, Math.Min(document.ActionItems.Count, typed.Items?.Count ?? 0))
            .Where(i => !typed.Items![i].IsItem)
            .ToHashSet();
        return new(none.Count == 0 ? corrected : WithText(corrected, document, none), none);
    }

    private static DocumentSection Section(
        DocumentSection section,
        List<ReviewForm.Section>? typed,
        int i
    ) =>
        i < typed?.Count && SnakeCase.TryParse<SectionKind>(typed[i].Kind, out var kind)
            ? section with
            {
                Kind = kind,
            }
            : section;

    private static DocumentItem Item(DocumentItem item, List<ReviewForm.Item>? typed, int i)
    {
        if (typed is null || i >= typed.Count)
        {
            return item;
        }
        var now = typed[i];
        var text = Plain(now.Text);
        var corrected = item with
        {
            Text = text.Length == 0 ? item.Text : Words(now.Text, item.Text, item.Text)!,
            Owner = Words(now.Owner, item.Owner, item.Owner),
            Priority = Words(now.Priority, item.Priority, item.Priority),
            Ticket = Words(now.Ticket, item.Ticket, item.Ticket),
        };
        if (!Same(now.Due, ReviewForm.DueOf(item)))
        {
            var due = Plain(now.Due);
            var on = DateOnly.TryParseExact(
                due,
                DueDate,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var date
            )
                ? date
                : (DateOnly?)null;
            corrected = corrected with
            {
                DueOn = on,
                DueText = on is null && due.Length > 0 ? due : null,
            };
        }
        return
            SnakeCase.TryParse<ActionItemStatus>(now.Status, out var status)
            && status != ReadItem.Status(item)
            ? corrected with
            {
                Status = StatusWords.Of(status),
                Done = status == ActionItemStatus.Done,
            }
            : corrected;
    }

    // What is no item is still text of the document.
    private static PostMortemDocument WithText(
        PostMortemDocument corrected,
        PostMortemDocument document,
        HashSet<int> none
    )
    {
        var text = string.Join(
            "\n\n",
            none.Order().Select(i => document.ActionItems[i].Markdown.Trim())
        );
        var at = corrected.Sections.ToList().FindIndex(s => s.Kind == SectionKind.ActionItems);
        return corrected with
        {
            Sections =
                at < 0
                    ?
                    [
                        .. corrected.Sections,
                        new DocumentSection(SectionKind.ActionItems, "Action Items", text),
                    ]
                    :
                    [
                        .. corrected.Sections.Select(
                            (s, i) =>
                                i == at ? s with { Markdown = $"{s.Markdown}\n\n{text}".Trim() } : s
                        ),
                    ],
        };
    }

    private StatedInstant At(string field, string? typed, string? shown, StatedInstant was)
    {
        if (Same(typed, shown))
        {
            return was;
        }
        var text = Plain(typed).Replace('T', ' ').Replace(" UTC", "Z", StringComparison.Ordinal);
        if (text.Length == 0)
        {
            return default;
        }
        if (
            DateTimeOffset.TryParseExact(
                text,
                Instants,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal,
                out var at
            )
        )
        {
            return new(at.ToUniversalTime(), null);
        }
        if (
            DateTime.TryParseExact(
                text,
                LocalTimes,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out _
            ) || DateOnly.TryParseExact(text, DueDate, out _)
        )
        {
            return new(null, text.Replace(' ', 'T'));
        }
        errors.Add(
            field,
            "Write it as 2026-11-21 14:02 UTC, with +02:00 for another zone, or without a zone where none is known."
        );
        return was;
    }

    private static string? Words(string? typed, string? shown, string? was) =>
        Same(typed, shown) ? was
        : Plain(typed).Length == 0 ? null
        : Plain(typed);

    private static bool Same(string? typed, string? shown) => Plain(typed) == Plain(shown);

    private static string Plain(string? text) => (text ?? "").ReplaceLineEndings(" ").Trim();
}
