using System.Text.RegularExpressions;
using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Updates;

/// <summary>The line of a message that promises the next one.</summary>
public static partial class NextUpdateLine
{
    /// <summary>The same words with this promise: in the place of the one they had, else at the end.</summary>
    public static string Put(string body, DateTimeOffset at)
    {
        var line = $"**Next update by**: {FactWords.Instant(at)}";
        return Line().IsMatch(body) ? Line().Replace(body, line, 1) : $"{body.TrimEnd()}\n\n{line}";
    }

    [GeneratedRegex(
        @"^\*\*Next update by\*\*: *[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2} UTC",
        RegexOptions.NonBacktracking | RegexOptions.Multiline
    )]
    private static partial Regex Line();
}
