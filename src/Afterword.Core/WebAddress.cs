namespace Afterword.Core;

/// <summary>Links that people type: only http and https, so that no page of ours ever carries a script behind a link.</summary>
public static class WebAddress
{
    /// <summary>True for an absolute http or https address of at most 2,000 characters.</summary>
    public static bool IsValid(string text) =>
        text.Length <= 2000
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme is "http" or "https")
        && uri.Host.Length > 0;

    /// <summary>Checks a link.</summary>
    /// <exception cref="RuleException">It is no http or https address.</exception>
    public static void Check(string text, string field)
    {
        if (!IsValid(text))
        {
            throw new RuleException(
                field,
                $"'{(text.Length > 80 ? text[..80] + "…" : text)}' is no link; one starts with https:// or http://."
            );
        }
    }
}
