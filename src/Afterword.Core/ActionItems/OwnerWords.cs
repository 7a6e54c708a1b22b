using System.Globalization;

namespace Afterword.Core.ActionItems;

/// <summary>
/// How history names an owner: <c>@lee</c>, with the handle as it was when the deed was done. A door that does not know the handles
/// leaves a mark (<c>person:3</c>) that is looked up when the history is read; neither ever shows a number to a reader.
/// </summary>
/// <param name="People">Handles by person.</param>
/// <param name="Teams">Handles by team.</param>
public sealed record OwnerWords(
    IReadOnlyDictionary<int, string> People,
    IReadOnlyDictionary<int, string> Teams
)
{
    /// <summary>Knows nobody: every owner becomes a mark.</summary>
    public static readonly OwnerWords None = new(
        new Dictionary<int, string>(),
        new Dictionary<int, string>()
    );

    private const string PersonMark = "person:";
    private const string TeamMark = "team:";

    /// <summary>The words for an owner; null for nobody.</summary>
    public string? Of(int? personId, int? teamId) =>
        personId is { } person ? Name(People, person, PersonMark)
        : teamId is { } team ? Name(Teams, team, TeamMark)
        : null;

    /// <summary>Words out of an event, with a mark replaced by the handle it stands for.</summary>
    public string? Resolve(string? words) =>
        words is null ? null
        : Marked(words, PersonMark) is { } person ? Of(person, null)
        : Marked(words, TeamMark) is { } team ? Of(null, team)
        : words;

    /// <summary>The person a mark stands for; null for other words.</summary>
    public static int? MarkedPerson(string? words) => Marked(words, PersonMark);

    /// <summary>The team a mark stands for; null for other words.</summary>
    public static int? MarkedTeam(string? words) => Marked(words, TeamMark);

    private static string Name(IReadOnlyDictionary<int, string> handles, int id, string mark) =>
        handles.TryGetValue(id, out var handle)
            ? $"@{handle}"
            : string.Create(CultureInfo.InvariantCulture, $"{mark}{id}");

    private static int? Marked(string? words, string mark) =>
        words?.StartsWith(mark, StringComparison.Ordinal) == true
        && int.TryParse(
            words.AsSpan(mark.Length),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var id
        )
            ? id
            : null;
}
