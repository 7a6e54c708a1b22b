using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The names of Synonyms.yml, read once.</summary>
internal sealed class Vocabulary
{
    internal static Vocabulary Shared { get; } = new();

    internal IReadOnlyDictionary<string, SectionKind> Sections { get; }
    internal IReadOnlySet<string> NotSections { get; }

    /// <summary>Words before a name that change nothing, with the space behind them.</summary>
    internal IReadOnlyList<string> Prefixes { get; }

    /// <summary>Words behind a name that change nothing, with the space before them.</summary>
    internal IReadOnlyList<string> Suffixes { get; }
    internal IReadOnlyDictionary<string, string> Fields { get; }
    internal IReadOnlyDictionary<string, IReadOnlySet<string>> Columns { get; }

    internal IReadOnlyList<(Lazy<Regex> Pattern, SectionKind Kind)> Patterns { get; }

    private Vocabulary()
    {
        var lists = WordFile.Load("Afterword.Core.PostMortems.Markdown.Synonyms.yml");
        var sections = new Dictionary<string, SectionKind>();
        foreach (var (section, names) in Group(lists, "sections/"))
        foreach (var name in names)
            sections.Add(name, SectionNames.FromCanonical(section));
        Sections = sections;
        NotSections = lists["not_sections"].ToHashSet();
        Prefixes = [.. lists["prefixes"].Select(p => p + " ")];
        Suffixes = [.. lists["suffixes"].Select(s => " " + s)];
        var fields = new Dictionary<string, string>();
        foreach (var (field, names) in Group(lists, "fields/"))
        foreach (var name in names)
            fields.TryAdd(name, field);
        Fields = fields;
        Patterns = [.. lists["patterns"].Select(Pattern)];
        Columns = Group(lists, "columns/")
            .ToDictionary(c => c.Key, c => (IReadOnlySet<string>)c.Names.ToHashSet());
    }

    private static IEnumerable<(string Key, IReadOnlyList<string> Names)> Group(
        Dictionary<string, IReadOnlyList<string>> lists,
        string prefix
    )
    {
        foreach (var (key, names) in lists)
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                yield return (key[prefix.Length..], names);
    }

    // "action_items: ^tasks to .+$"
    private static (Lazy<Regex> Pattern, SectionKind Kind) Pattern(string entry)
    {
        var colon = entry.IndexOf(": ", StringComparison.Ordinal);
        // Made when a heading first comes so far: most documents have none that does.
        return (
            new(() => new Regex(entry[(colon + 2)..], RegexOptions.CultureInvariant)),
            SectionNames.FromCanonical(entry[..colon])
        );
    }
}
