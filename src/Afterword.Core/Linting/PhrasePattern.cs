using System.Text;
using System.Text.RegularExpressions;

namespace Afterword.Core.Linting;

/// <summary>
/// Turns the phrases of a word list into a pattern. In a phrase <c>*</c> stands for the rest of a word, <c>a/b</c> for either,
/// a word with <c>?</c> behind it may be missing, <c>{list}</c> is any entry of that list, and <c>~</c> up to three words of any kind.
/// </summary>
internal static class PhrasePattern
{
    // Word lists are data and may be a team's own: a pattern that goes astray gives up instead of hanging.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    internal static Regex Build(IReadOnlyList<string> phrases, Func<string, string> list) =>
        new(
            phrases.Count == 0
                ? "(?!)"
                : $@"(?<![\w@/.-])(?:{string.Join('|', phrases.Select(p => Of(p, list)))})(?![\w])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            Patience
        );

    internal static string Of(string phrase, Func<string, string> list)
    {
        var pattern = new StringBuilder();
        var gap = "";
        // Any words behind the last one are no part of what is found.
        foreach (
            var token in phrase.TrimEnd(' ', '~').Split(' ', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (token == "~")
            {
                pattern.Append(gap).Append(@"(?:[\w'’-]+\s+){0,3}?");
                gap = "";
                continue;
            }
            var optional = token.Length > 1 && token[^1] == '?';
            var word = Token(optional ? token[..^1] : token, list);
            // The space belongs to the optional word, so that neither is asked for when it is missing.
            pattern.Append(gap).Append(optional ? $@"(?:(?:{word})\s+)?" : $"(?:{word})");
            gap = optional ? "" : @"\s+";
        }
        return pattern.ToString();
    }

    private static string Token(string token, Func<string, string> list)
    {
        if (token[0] == '{' && token[^1] == '}')
            return list(token[1..^1]);
        return string.Join(
            '|',
            token
                .Split('/')
                .Select(part =>
                    Regex
                        .Escape(part)
                        .Replace(@"\*", @"\w*", StringComparison.Ordinal)
                        .Replace("'", "['’]", StringComparison.Ordinal)
                )
        );
    }
}
