using Afterword.Core.Linting;
using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Markdown;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.PostMortems.Writing;

using Incident = Afterword.Core.Incidents.Incident;

/// <summary>A finding at its place in a field of the form.</summary>
/// <param name="Field">The field (<c>Sections[2].Markdown</c>); null when it is about none.</param>
/// <param name="Line">The line in the field's text, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="EndLine">The line it ends on.</param>
/// <param name="EndColumn">The column just behind its end.</param>
/// <param name="Severity">error, warning or info.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Message">What was found.</param>
/// <param name="Why">Why it matters.</param>
/// <param name="Fix">A change that mends it; null where a person must decide.</param>
internal sealed record LintMark(
    string? Field,
    int Line,
    int Column,
    int EndLine,
    int EndColumn,
    string Severity,
    string Rule,
    string Message,
    string Why,
    LintMark.Change? Fix
)
{
    /// <summary>A mechanical change within the field.</summary>
    public sealed record Change(string Title, IReadOnlyList<Edit> Edits);

    /// <summary>A piece of the field's text to replace.</summary>
    public sealed record Edit(int Line, int Column, int EndLine, int EndColumn, string Text);
}

/// <summary>The linter's findings in what is being typed, each at its place in the form.</summary>
internal sealed class LintMarks
{
    private const int Most = 200;

    private readonly PostMortemForm _form;

    private LintMarks(PostMortemForm form, IReadOnlyList<LintMark> marks) =>
        (_form, Marks) = (form, marks);

    public IReadOnlyList<LintMark> Marks { get; }

    public static async Task<LintMarks> Of(
        AfterwordDb db,
        Incident incident,
        PostMortem? stored,
        PostMortemForm form,
        LintOptions options,
        Viewer viewer,
        CancellationToken ct
    )
    {
        var before =
            await PostMortemVersion.At(db, stored, form.Version, ct)
            ?? stored?.Content
            ?? new PostMortemContent();
        // What cannot be read yet is said when it is saved.
        var reading = new PostMortemFormReading(
            form,
            before,
            PostMortemQueries.Around(incident),
            new FieldErrors()
        );
        var content = reading.Read();
        var document = await PostMortemQueries.Document(db, incident, content, viewer, ct);
        var places = WrittenPlaces.Of(document);
        var fields = new Fields(document, content, form, reading);
        var found = Linter.Lint(PostMortemWriter.Write(document), options).Findings;
        return new(
            form,
            [
                .. found
                    .OrderByDescending(f => f.Severity)
                    .Take(Most)
                    .Select(f => Mark(f, places, fields)),
            ]
        );
    }

    /// <summary>The text of a field by its name in the form; null for one that is no text.</summary>
    public string? TextOf(string? field) =>
        field is null ? null
        : Index(field, "Sections") is { } section && section < _form.Sections?.Count
            ? _form.Sections[section].Markdown
        : Index(field, "Learnings") is { } learning && learning < _form.Learnings?.Count
            ? field.EndsWith("Lesson", StringComparison.Ordinal) ? _form.Learnings[learning].Lesson
                : _form.Learnings[learning].Observation
        : null;

    private static int? Index(string field, string list) =>
        field.StartsWith(list + "[", StringComparison.Ordinal)
        && field.IndexOf(']', StringComparison.Ordinal) is var end and > 0
        && int.TryParse(field.AsSpan(list.Length + 1, end - list.Length - 1), out var index)
            ? index
            : null;

    private static LintMark Mark(Finding finding, IReadOnlyList<WrittenPlace> places, Fields fields)
    {
        var range = finding.Range;
        // The innermost place: rows stand behind the section that holds them.
        var place = places.LastOrDefault(p =>
            p.FirstLine <= range.Line && range.Line <= p.LastLine
        );
        var field = place is null ? null : fields.Of(place);
        var (line, column) = place?.Within(range.Line, range.Column) ?? (1, 1);
        var (endLine, endColumn) =
            place?.Within(Math.Min(range.EndLine, place.LastLine), range.EndColumn) ?? (1, 1);
        return new LintMark(
            field,
            line,
            column,
            endLine,
            endColumn,
            Core.SnakeCase.Of(finding.Severity),
            finding.RuleId,
            finding.Message,
            finding.Why,
            field is null || finding.Fix is not { } fix ? null : Fix(fix, place!)
        );
    }

    // A change that reaches beyond the field (a heading, a note at the end of the document) cannot be made in it.
    private static LintMark.Change? Fix(FindingFix fix, WrittenPlace place)
    {
        var first = place.TextLine == 0 ? place.FirstLine : place.TextLine;
        if (fix.Edits.Any(e => e.Range.Line < first || e.Range.EndLine > place.LastLine))
        {
            return null;
        }
        return new(
            fix.Title,
            [
                .. fix.Edits.Select(e =>
                {
                    var (line, column) = place.Within(e.Range.Line, e.Range.Column);
                    var (endLine, endColumn) = place.Within(e.Range.EndLine, e.Range.EndColumn);
                    return new LintMark.Edit(line, column, endLine, endColumn, e.NewText);
                }),
            ]
        );
    }

    /// <summary>From the document's parts back to the fields of the form.</summary>
    private sealed class Fields(
        PostMortemDocument document,
        PostMortemContent content,
        PostMortemForm form,
        PostMortemFormReading reading
    )
    {
        private readonly IReadOnlyList<DocumentTimelineEntry> _timeline = TimelineOrder.Sorted(
            content.Timeline
        );

        public string? Of(WrittenPlace place) =>
            place.Part switch
            {
                WrittenPart.Section => Section(document.Sections.ElementAtOrDefault(place.Index)),
                WrittenPart.Moment => Row(_timeline, place.Index),
                WrittenPart.Observation => Row(content.Learnings, place.Index) is { } row
                    ? row + ".Observation"
                    : null,
                WrittenPart.Lesson => Row(content.Learnings, place.Index) is { } row
                    ? row + ".Lesson"
                    : null,
                WrittenPart.Impact => "Impact",
                WrittenPart.Authors => "Authors",
                _ => null,
            };

        private string? Row<T>(IReadOnlyList<T> rows, int index)
            where T : class => index < rows.Count ? reading.FieldOf(rows[index]) : null;

        // A section that nobody wrote yet stands in the document, and its finding ("is missing") belongs to its empty field.
        private string? Section(DocumentSection? section)
        {
            if (section is null)
            {
                return null;
            }
            if (reading.FieldOf(section) is { } known)
            {
                return known;
            }
            var index = (form.Sections ?? []).FindIndex(s =>
                s.Kind == Core.SnakeCase.Of(section.Kind)
            );
            return index < 0 ? null : $"Sections[{index}].Markdown";
        }
    }
}
