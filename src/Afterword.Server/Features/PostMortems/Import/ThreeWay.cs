using System.Globalization;
using Afterword.Core.Events;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>
/// Decides field by field what an import of a changed document does: what the document changed is taken, what somebody edited here
/// stays, and where both happened the edit stays and the report says so.
/// </summary>
internal sealed class ThreeWay(List<ReportLine> report, EarlierValues? earlier = null)
{
    private const int ShownLength = 120;

    private readonly List<ImportChange> _taken = [];

    /// <summary>
    /// Whether the document is an export of ours that comes back for the first time, so that nobody knows what stood here when it was
    /// made: then every change is told.
    /// </summary>
    public bool IsFirst => earlier is not null;

    /// <summary>The item whose fields are compared; 0 for the incident and its post-mortem.</summary>
    public long Item { get; set; }

    /// <summary>What was taken from the document, field by field.</summary>
    public IReadOnlyList<ImportChange> Taken => _taken;

    /// <summary>The value a field gets.</summary>
    /// <param name="name">The field, in words ("The title").</param>
    /// <param name="was">What the document said at the last import.</param>
    /// <param name="now">What it says.</param>
    /// <param name="current">What stands here.</param>
    public T Pick<T>(string name, T was, T now, T current) =>
        Pick(
            name,
            was,
            now,
            current,
            EqualityComparer<T>.Default.Equals,
            value => Changes.Words(value)
        );

    /// <inheritdoc cref="Pick{T}(string, T, T, T)"/>
    public IReadOnlyList<T> PickList<T>(
        string name,
        IReadOnlyList<T> was,
        IReadOnlyList<T> now,
        IReadOnlyList<T> current
    ) =>
        Pick(
            name,
            was,
            now,
            current,
            (one, other) => one.SequenceEqual(other),
            list =>
                list is IReadOnlyList<string> words
                    ? string.Join(", ", words)
                    : $"{list.Count.ToString(CultureInfo.InvariantCulture)} entries"
        );

    /// <inheritdoc cref="Pick{T}(string, T, T, T)"/>
    public T Pick<T>(
        string name,
        T was,
        T now,
        T current,
        Func<T, T, bool> same,
        Func<T, string?> words,
        Func<T, string?>? whole = null
    )
    {
        if (same(was, now) || same(current, now))
        {
            return current;
        }
        if (same(current, was))
        {
            if (earlier is not null)
            {
                if (earlier.Hold(Item, (whole ?? words)(now)))
                {
                    Say(
                        $"{name} was changed here after this document was exported and stays: {Shown(words(current))}. The document says: {Shown(words(now))}."
                    );
                    return current;
                }
                Say(
                    $"{name} is taken from the document: {Shown(words(now))}. Here it said: {Shown(words(current))}."
                );
            }
            _taken.Add(new ImportChange(name, Short(words(current)), Short(words(now))));
            return now;
        }
        report.Add(
            new ReportLine(
                0,
                $"{name} was edited here and stays: {Shown(words(current))}. The document now says: {Shown(words(now))}."
            )
        );
        return current;
    }

    /// <summary>Adds a sentence to the report.</summary>
    public void Say(string sentence, int line = 0) => report.Add(new ReportLine(line, sentence));

    /// <summary>Words on one line, cut; null for none.</summary>
    public static string? Short(string? words) =>
        string.IsNullOrEmpty(words) ? null
        : words.Length <= ShownLength ? words.ReplaceLineEndings(" ")
        : words[..ShownLength].ReplaceLineEndings(" ") + "…";

    /// <summary>Notes a change that no field's comparison shows.</summary>
    public void Note(string field, string? from, string? to) =>
        _taken.Add(new ImportChange(field, Short(from), Short(to)));

    private static string Shown(string? words) =>
        Short(words) is { } shown ? $"“{shown}”" : "nothing";
}
