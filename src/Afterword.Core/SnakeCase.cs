using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;

namespace Afterword.Core;

/// <summary>Enum names as the API, the database and front matter write them: <c>InProgress</c> ⇄ <c>in_progress</c>.</summary>
public static class SnakeCase
{
    private static readonly ConcurrentDictionary<Enum, string> Known = new();

    /// <summary>The value's name in snake_case.</summary>
    public static string Of(Enum value) => Known.GetOrAdd(value, static v => Of(v.ToString()));

    /// <summary>A PascalCase name in snake_case; digits stay with the letter before them (<c>Sev1</c> is <c>sev1</c>).</summary>
    public static string Of(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
            {
                words.Append('_');
            }
            words.Append(char.ToLowerInvariant(name[i]));
        }
        return words.ToString();
    }

    /// <summary>The value that a snake_case (or kebab-case) name stands for; false when there is none.</summary>
    public static bool TryParse<T>(string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null
            && (
                Names<T>.Values.TryGetValue(text, out value)
                || Names<T>.Values.TryGetValue(text.Trim().Replace('-', '_'), out value)
            );
    }

    /// <summary>The value a stored name stands for.</summary>
    /// <exception cref="FormatException">No value has that name.</exception>
    public static T Parse<T>(string text)
        where T : struct, Enum =>
        TryParse<T>(text, out var value)
            ? value
            : throw new FormatException($"'{text}' is no {typeof(T).Name}.");

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>()
            .ToFrozenDictionary(value => Of(value.ToString()), StringComparer.OrdinalIgnoreCase);
    }
}
