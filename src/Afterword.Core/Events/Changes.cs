using System.Globalization;

namespace Afterword.Core.Events;

/// <summary>Collects what an edit changes, so that one event tells all of it and an edit that changes nothing tells nothing.</summary>
public sealed class Changes
{
    private readonly List<FieldChange> _all = [];

    /// <summary>What was collected.</summary>
    public IReadOnlyList<FieldChange> All => _all;

    /// <summary>Whether anything changed.</summary>
    public bool Any => _all.Count > 0;

    /// <summary>Gives the new value and notes the change when it differs: <c>Title = changes.Of("title", Title, title)</c>.</summary>
    public T Of<T>(string name, T from, T to)
    {
        if (!EqualityComparer<T>.Default.Equals(from, to))
        {
            _all.Add(new FieldChange(name, Words(from), Words(to)));
        }
        return to;
    }

    /// <summary>Notes a change of a list, by its words.</summary>
    public void OfList<T>(string name, IEnumerable<T> from, IEnumerable<T> to)
    {
        var (before, after) = (
            string.Join(", ", from.Select(x => Words(x))),
            string.Join(", ", to.Select(x => Words(x)))
        );
        if (before != after)
        {
            _all.Add(new FieldChange(name, Words(before), Words(after)));
        }
    }

    /// <summary>A value as history shows it: dates and instants in ISO form, enums in snake_case, nothing as null.</summary>
    public static string? Words(object? value) =>
        value switch
        {
            null => null,
            string text => text.Length == 0 ? null : text,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset at => at.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss'Z'",
                CultureInfo.InvariantCulture
            ),
            bool yes => yes ? "yes" : "no",
            Enum name => SnakeCase.Of(name),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    /// <summary>Words of a person as one part of a list: a comma in them is never read as the end of the part.</summary>
    public static string Part(string words) =>
        words.Replace(", ", ",\u00A0", StringComparison.Ordinal);

    /// <summary>The parts of a list as <see cref="OfList"/> noted it; none for nothing.</summary>
    public static IReadOnlyList<string> Parts(string? words) =>
        string.IsNullOrEmpty(words)
            ? []
            :
            [
                .. words
                    .Split(", ")
                    .Select(part => part.Replace(",\u00A0", ", ", StringComparison.Ordinal)),
            ];
}
