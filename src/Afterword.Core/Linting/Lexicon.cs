using System.Collections.Concurrent;
using Afterword.Core.PostMortems.Markdown;

namespace Afterword.Core.Linting;

/// <summary>The word lists of one language. A language is one file in <c>Words</c>; a team adds to its lists by configuration.</summary>
public sealed class Lexicon
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> lists;
    private readonly ConcurrentDictionary<string, PhraseMatcher> patterns = new();
    private readonly Lazy<PhraseAnchors> anchors;
    private readonly ConcurrentDictionary<string, IReadOnlySet<string>> sets = new();

    private Lexicon(IReadOnlyDictionary<string, IReadOnlyList<string>> lists)
    {
        this.lists = lists;
        anchors = new(() => new(lists));
    }

    /// <summary>The words that come with the linter, in English.</summary>
    public static Lexicon English { get; } =
        new(WordFile.Load("Afterword.Core.Linting.Words.en.yml"));

    /// <summary>The languages there are words for.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en"];

    /// <summary>The names of the lists.</summary>
    public IEnumerable<string> Names => lists.Keys;

    /// <summary>The same words and more of a team's own.</summary>
    /// <param name="more">Words by the name of their list; an unknown name is left out.</param>
    public Lexicon With(IReadOnlyDictionary<string, IReadOnlyList<string>> more)
    {
        ArgumentNullException.ThrowIfNull(more);
        return more.Count == 0
            ? this
            : new(
                lists.ToDictionary(
                    l => l.Key,
                    l => more.TryGetValue(l.Key, out var own) ? [.. l.Value, .. own] : l.Value
                )
            );
    }

    /// <summary>Every phrase of a list to be found in texts.</summary>
    internal PhraseMatcher Pattern(string list) =>
        patterns.GetOrAdd(
            list,
            name => new(anchors.Value, name, () => PhraseList.Of(name, Entries))
        );

    /// <summary>The entries of a list as plain lower-case words.</summary>
    internal IReadOnlySet<string> Set(string list) =>
        sets.GetOrAdd(list, name => Entries(name).ToHashSet(StringComparer.OrdinalIgnoreCase));

    private IReadOnlyList<string> Entries(string list) =>
        lists.TryGetValue(list, out var entries)
            ? entries
            : throw new InvalidOperationException($"There is no word list {list}.");
}
