namespace Afterword.Core.Linting;

/// <summary>Refuses lines that no person wrote: data that was pasted by mistake would only bring findings about itself.</summary>
internal static class Width
{
    /// <summary>The longest line that is checked, in characters.</summary>
    private const int Longest = 16_000;

    internal static string? Refusal(string text)
    {
        var rest = text.AsSpan();
        for (var number = 1; !rest.IsEmpty; number++)
        {
            var end = rest.IndexOf('\n');
            var line = end < 0 ? rest : rest[..end];
            // A picture kept inside the document makes a long line that harms nobody.
            if (line.Length > Longest && !line.Contains(";base64,", StringComparison.Ordinal))
                return $"line {number}: is {line.Length:N0} columns wide; at most {Longest:N0} are checked, so please break it";
            rest = end < 0 ? default : rest[(end + 1)..];
        }
        return null;
    }
}
