using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Markdown;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Afterword.Core.Linting;

/// <summary>Something wrong in a configuration file.</summary>
/// <param name="Line">The line, beginning at 1.</param>
/// <param name="Message">What is wrong and the way out, in one or two sentences.</param>
public sealed record SettingsProblem(int Line, string Message);

/// <summary>What a team set in <c>.afterword.yml</c>.</summary>
public sealed class LintSettings
{
    /// <summary>The name of the file, looked for beside a document and then in each folder above.</summary>
    public const string FileName = ".afterword.yml";

    private const int MaxLength = 256 * 1024;

    private static readonly string[] Keys =
    [
        "profile",
        "language",
        "fail_on",
        "rules",
        "words",
        "sections",
        "roles",
        "teams",
    ];

    private readonly List<SettingsProblem> problems = [];
    private readonly Dictionary<string, FindingSeverity?> severities = [];
    private readonly Dictionary<string, IReadOnlyList<string>> words = [];
    private readonly Dictionary<string, SectionKind> sections = [];
    private readonly HashSet<string> teams = new(StringComparer.OrdinalIgnoreCase);

    private LintSettings() { }

    /// <summary>The profile, or null when the file names none.</summary>
    public LintProfile? Profile { get; private set; }

    /// <summary>From which severity on a run fails, or null when the file does not say.</summary>
    public FindingSeverity? FailOn { get; private set; }

    /// <summary>What is wrong in the file; when this is not empty, nothing of it is to be used.</summary>
    public IReadOnlyList<SettingsProblem> Problems => problems;

    /// <summary>Reads the text of a configuration file.</summary>
    public static LintSettings Read(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var settings = new LintSettings();
        if (yaml.Length > MaxLength)
        {
            settings.Tell(
                1,
                $"The file has {yaml.Length:N0} characters; at most {MaxLength:N0} are read."
            );
            return settings;
        }
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count > 0)
                settings.ReadRoot(stream.Documents[0].RootNode);
        }
        catch (YamlException e)
        {
            settings.Tell((int)e.Start.Line, $"This is not YAML: {e.Message}");
        }
        return settings;
    }

    /// <summary>The options these settings make, over the defaults.</summary>
    public LintOptions Over(LintOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with
        {
            Profile = Profile ?? options.Profile,
            Severities = severities,
            SectionNames = sections,
            Words = options.Words.With(words),
            Teams = teams,
        };
    }

    private void ReadRoot(YamlNode root)
    {
        if (root is YamlScalarNode { Value: null or "" })
            return;
        foreach (var (key, value) in Pairs(root, "The file"))
        {
            switch (key.Value)
            {
                case "profile":
                    Profile = Choice<LintProfile>(value, "profile");
                    break;
                case "fail_on":
                    FailOn = Choice<FindingSeverity>(value, "fail_on");
                    break;
                case "language":
                    ReadLanguage(value);
                    break;
                case "rules":
                    ReadRules(value);
                    break;
                case "words":
                    foreach (var (list, entries) in Pairs(value, "words"))
                        AddWords(list.Value ?? "", entries, Line(list));
                    break;
                case "roles":
                    AddWords("roles", value, Line(value));
                    break;
                case "sections":
                    ReadSections(value);
                    break;
                case "teams":
                    foreach (var team in Texts(value, "teams"))
                        teams.Add(team.TrimStart('@'));
                    break;
                default:
                    Tell(
                        Line(key),
                        $"There is no setting “{key.Value}”.{DidYouMean.Sentence(key.Value ?? "", Keys)} The settings are {string.Join(", ", Keys)}."
                    );
                    break;
            }
        }
    }

    private void ReadLanguage(YamlNode value)
    {
        if (
            value is not YamlScalarNode { Value: { } language }
            || !Lexicon.Languages.Contains(language)
        )
            Tell(Line(value), $"“language” is one of: {string.Join(", ", Lexicon.Languages)}.");
    }

    private void ReadRules(YamlNode value)
    {
        foreach (var (id, setting) in Pairs(value, "rules"))
        {
            if (LintRules.Find(id.Value ?? "") is not { } rule)
            {
                Tell(
                    Line(id),
                    $"There is no rule “{id.Value}”.{DidYouMean.Sentence(id.Value ?? "", LintRules.Ids)}"
                );
                continue;
            }
            if (setting is YamlScalarNode { Value: "off" or "false" })
                severities[rule.Id] = null;
            else if (setting is YamlScalarNode { Value: "on" or "true" })
                severities[rule.Id] = rule.Recommended ?? rule.Strict;
            else if (Choice<FindingSeverity>(setting, rule.Id, "on", "off") is { } severity)
                severities[rule.Id] = severity;
        }
    }

    private void ReadSections(YamlNode value)
    {
        var known = Enum.GetValues<SectionKind>()
            .Where(k => k != SectionKind.Other)
            .ToDictionary(k => SnakeCase.Of(k));
        foreach (var (kind, names) in Pairs(value, "sections"))
        {
            if (!known.TryGetValue(kind.Value ?? "", out var found))
            {
                Tell(
                    Line(kind),
                    $"There is no section “{kind.Value}”.{DidYouMean.Sentence(kind.Value ?? "", known.Keys)} The sections are {string.Join(", ", known.Keys)}."
                );
                continue;
            }
            foreach (var name in Texts(names, kind.Value!))
                if (SectionNames.Normalize(name).Length > 0)
                    sections[name] = found;
        }
    }

    private void AddWords(string list, YamlNode entries, int line)
    {
        if (!Lexicon.English.Names.Contains(list))
        {
            Tell(
                line,
                $"There is no word list “{list}”.{DidYouMean.Sentence(list, Lexicon.English.Names)}"
            );
            return;
        }
        var own = Texts(entries, list).Where(w => w.Trim().Length > 0).ToList();
        foreach (
            var entry in own.Where(e => e.Contains('{', StringComparison.Ordinal) || e.Length > 100)
        )
            Tell(
                line,
                $"“{entry}” cannot be added to “{list}”: a word of your own is at most 100 characters and refers to no other list."
            );
        words[list] = [.. words.GetValueOrDefault(list, []), .. own];
    }

    private IEnumerable<(YamlScalarNode Key, YamlNode Value)> Pairs(YamlNode node, string what)
    {
        if (node is YamlMappingNode map)
            return map.Children.Select(c =>
                (c.Key as YamlScalarNode ?? new YamlScalarNode(""), c.Value)
            );
        Tell(
            Line(node),
            $"{(what == "The file" ? what : $"“{what}”")} holds names with values, one a line, such as “{(what == "rules" ? "AW101: error" : "profile: starter")}”."
        );
        return [];
    }

    private List<string> Texts(YamlNode node, string what)
    {
        if (node is YamlSequenceNode list && list.All(n => n is YamlScalarNode))
            return [.. list.Select(n => ((YamlScalarNode)n).Value ?? "")];
        Tell(Line(node), $"“{what}” is a list of words: [one, another].");
        return [];
    }

    private T? Choice<T>(YamlNode node, string what, params string[] also)
        where T : struct, Enum
    {
        if (
            node is YamlScalarNode { Value: { } text }
            && text.All(char.IsLetter)
            && Enum.TryParse<T>(text, ignoreCase: true, out var value)
        )
            return value;
        string[] names = [.. Enum.GetNames<T>().Select(n => n.ToLowerInvariant()), .. also];
        var typed = (node as YamlScalarNode)?.Value ?? "";
        Tell(
            Line(node),
            $"“{what}” is one of: {string.Join(", ", names)}.{DidYouMean.Sentence(typed, names)}"
        );
        return null;
    }

    private void Tell(int line, string message) => problems.Add(new(Math.Max(1, line), message));

    private static int Line(YamlNode node) => (int)node.Start.Line;
}
