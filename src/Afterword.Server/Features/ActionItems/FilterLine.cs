using Afterword.Core;
using Closest = Afterword.Core.Linting.DidYouMean;

namespace Afterword.Server.Features.ActionItems;

/// <summary>
/// The list's filters as a line of words that people read, edit and share: <c>@lee overdue p1 #dns "disk full"</c>. Each word is a filter
/// of the address; what is none is looked for in the titles. Reading what was written gives the same filters.
/// </summary>
internal static class FilterLine
{
    private const int MaxLength = 1_000;

    /// <summary>The filters that are written <c>name:value</c>, in the order in which a line has them.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "owner",
        "team",
        "status",
        "priority",
        "overdue",
        "stalled",
        "category",
        "incident",
        "tag",
        "q",
        "sort",
    ];

    /// <summary>Words that are a filter by themselves.</summary>
    public static readonly IReadOnlyDictionary<string, (string Name, string Value)> Flags =
        new Dictionary<string, (string, string)>(StringComparer.OrdinalIgnoreCase)
        {
            ["mine"] = ("owner", "me"),
            ["overdue"] = ("overdue", "true"),
            ["stalled"] = ("stalled", "true"),
            ["open"] = ("status", "open"),
            ["closed"] = ("status", "closed"),
            ["any"] = ("status", "any"),
            ["blocked"] = ("status", "blocked"),
            ["done"] = ("status", "done"),
            ["p1"] = ("priority", "p1"),
            ["p2"] = ("priority", "p2"),
            ["p3"] = ("priority", "p3"),
            ["p4"] = ("priority", "p4"),
        };

    /// <summary>Reads a line.</summary>
    /// <returns>The filters as the address has them, each once.</returns>
    /// <exception cref="RuleException">A word names no filter, one stands twice, or the line is too long.</exception>
    public static IReadOnlyDictionary<string, string> Read(string line, KeyPrefixes keys)
    {
        if (line.Length > MaxLength)
        {
            throw new RuleException(
                "line",
                $"This line has {line.Length} characters; {MaxLength} are the most."
            );
        }
        var filters = new Dictionary<string, string>();
        var text = new List<string>();
        foreach (var (word, quoted) in Words(line))
        {
            if (quoted || Filter(word, keys) is not var (name, value))
            {
                text.Add(word);
                continue;
            }
            if (name == "q")
            {
                text.Add(value);
            }
            else if (!filters.TryAdd(name, value) && filters[name] != value)
            {
                throw new RuleException(
                    "line",
                    $"“{word}” contradicts {name}:{filters[name]}, which stands before it; a line has each filter once."
                );
            }
        }
        if (text.Count > 0)
        {
            filters["q"] = string.Join(' ', text);
        }
        return filters;
    }

    /// <summary>The line for filters of an address, in its one form.</summary>
    public static string Of(Func<string, string?> filter, KeyPrefixes keys) =>
        string.Join(
            ' ',
            Names
                .Select(name => filter(name) is { } value ? Word(name, value, keys) : null)
                .OfType<string>()
        );

    /// <summary>What somebody may have meant who looked for a word no title has; empty when nothing is close.</summary>
    public static string DidYouMean(string? text) =>
        text is { Length: > 2 } && !text.Contains(' ', StringComparison.Ordinal)
            ? Closest.Sentence(text, Flags.Keys)
            : "";

    private static (string Name, string Value)? Filter(string word, KeyPrefixes keys)
    {
        if (Flags.TryGetValue(word, out var flag))
        {
            return flag;
        }
        if (word.Length > 1 && word[0] is '@' or '#')
        {
            return (word[0] == '@' ? "owner" : "tag", word[1..]);
        }
        if (keys.IncidentNumber(word) is { } incident)
        {
            return ("incident", keys.OfIncident(incident));
        }
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        if (
            colon <= 0
            || colon == word.Length - 1
            || word[colon + 1] == '/'
            || !IsName(word[..colon])
        )
        {
            return null;
        }
        var name = word[..colon].ToLowerInvariant();
        return Names.Contains(name)
            ? (name, Value(name, word[(colon + 1)..]))
            : throw new RuleException(
                "line",
                $"There is no filter “{name}”.{Closest.Sentence(name, Names)} There are {string.Join(", ", Names)}; to look for the word itself, put it in quotes."
            );
    }

    private static bool IsName(string text) => text.Length < 20 && text.All(char.IsAsciiLetter);

    private static string Value(string name, string value) =>
        name switch
        {
            "status" => value.Replace('-', '_').ToLowerInvariant(),
            "owner" or "team" => value.TrimStart('@'),
            "tag" => value.TrimStart('#'),
            "priority" or "category" or "sort" => value.ToLowerInvariant(),
            _ => value,
        };

    private static string? Word(string name, string value, KeyPrefixes keys) =>
        name switch
        {
            "owner" when value == "me" => "mine",
            "owner" when value is "none" or "nobody" => $"owner:{value}",
            "owner" when IsPlain(value) => $"@{value.TrimStart('@')}",
            "tag" when IsPlain(value) => $"#{value.TrimStart('#')}",
            "incident" when keys.IncidentNumber(value) is { } incident => keys.OfIncident(incident),
            "overdue" or "stalled" => value is "true" or "on" or "1" or "yes"
                ? name
                : $"{name}:{value}",
            "status" or "priority" when Flags.ContainsKey(value) => value.ToLowerInvariant(),
            "q" => Text(value, keys),
            _ => IsPlain(value)
                ? $"{name}:{value.TrimStart('@')}"
                : $"{name}:\"{Unquoted(value)}\"",
        };

    // A search text is quoted where a word of it would be taken for a filter.
    private static string Text(string value, KeyPrefixes keys)
    {
        var words = value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var plain = words.All(word => IsPlain(word) && !IsFilter(word, keys));
        return plain ? string.Join(' ', words) : $"\"{Unquoted(value)}\"";
    }

    private static bool IsFilter(string word, KeyPrefixes keys)
    {
        try
        {
            return Filter(word, keys) is not null;
        }
        catch (RuleException)
        {
            return true;
        }
    }

    private static bool IsPlain(string value) =>
        value.Length > 0 && !value.Any(c => char.IsWhiteSpace(c) || c == '"');

    private static string Unquoted(string value) => value.Replace('"', '\'');

    /// <summary>The words of a line. Quotes hold several together, as a word of their own or as a filter's value.</summary>
    private static IEnumerable<(string Word, bool Quoted)> Words(string line)
    {
        var at = 0;
        while (at < line.Length)
        {
            if (char.IsWhiteSpace(line[at]))
            {
                at++;
                continue;
            }
            var start = at;
            while (at < line.Length && !char.IsWhiteSpace(line[at]) && line[at] != '"')
            {
                at++;
            }
            var before = line[start..at];
            if (at == line.Length || line[at] != '"')
            {
                yield return (before, false);
                continue;
            }
            // A quote that is never closed goes to the end.
            var end = line.IndexOf('"', at + 1);
            var inside = end < 0 ? line[(at + 1)..] : line[(at + 1)..end];
            at = end < 0 ? line.Length : end + 1;
            if (before.Length == 0 && inside.Trim().Length > 0)
            {
                yield return (inside.Trim(), true);
            }
            else if (before.Length > 0)
            {
                yield return (before + inside, false);
            }
        }
    }
}
