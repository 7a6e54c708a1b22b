using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>The names of Synonyms.yml, read once: ours, so parsing it is safe.</summary>
internal sealed class Vocabulary
{
    private sealed class Source
    {
        public Dictionary<string, List<string>> Sections { get; set; } = [];
        public List<string> NotSections { get; set; } = [];
        public List<string> Prefixes { get; set; } = [];
        public List<string> Suffixes { get; set; } = [];
        public Dictionary<string, List<string>> Fields { get; set; } = [];
        public Dictionary<string, List<string>> Columns { get; set; } = [];
        public List<PatternSource> Patterns { get; set; } = [];
    }

    private sealed class PatternSource
    {
        public string Section { get; set; } = "";
        public string Pattern { get; set; } = "";
    }

    internal static Vocabulary Shared { get; } = new();

    internal IReadOnlyDictionary<string, SectionKind> Sections { get; }
    internal IReadOnlySet<string> NotSections { get; }

    /// <summary>Words before a name that change nothing, with the space behind them.</summary>
    internal IReadOnlyList<string> Prefixes { get; }

    /// <summary>Words behind a name that change nothing, with the space before them.</summary>
    internal IReadOnlyList<string> Suffixes { get; }
    internal IReadOnlyDictionary<string, string> Fields { get; }
    internal IReadOnlyDictionary<string, IReadOnlySet<string>> Columns { get; }

    internal IReadOnlyList<(Regex Pattern, SectionKind Kind)> Patterns { get; }

    private Vocabulary()
    {
        var resource = typeof(Vocabulary)
            .Assembly.GetManifestResourceNames()
            .Single(n => n.EndsWith("Synonyms.yml", StringComparison.Ordinal));
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var source = new DeserializerBuilder()
            .WithNamingConvention(UnderscoredNamingConvention.Instance)
            .Build()
            .Deserialize<Source>(reader);
        Sections = source
            .Sections.SelectMany(s =>
                s.Value.Select(name => (name, Kind: SectionNames.FromCanonical(s.Key)))
            )
            .ToDictionary(s => s.name, s => s.Kind);
        NotSections = source.NotSections.ToHashSet();
        Prefixes = [.. source.Prefixes.Select(p => p + " ")];
        Suffixes = [.. source.Suffixes.Select(s => " " + s)];
        var fields = new Dictionary<string, string>();
        foreach (var (field, names) in source.Fields)
        foreach (var name in names)
            fields.TryAdd(name, field);
        Fields = fields;
        Patterns =
        [
            .. source.Patterns.Select(p =>
                (
                    new Regex(p.Pattern, RegexOptions.CultureInvariant),
                    SectionNames.FromCanonical(p.Section)
                )
            ),
        ];
        Columns = source.Columns.ToDictionary(
            c => c.Key,
            c => (IReadOnlySet<string>)c.Value.ToHashSet()
        );
    }
}
