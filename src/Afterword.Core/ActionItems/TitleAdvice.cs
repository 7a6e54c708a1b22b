using Afterword.Core.Linting;

namespace Afterword.Core.ActionItems;

/// <summary>What the linter would say of an item's title if it stood in a post-mortem: advice where it is written, never a lock (spec A3).</summary>
public static class TitleAdvice
{
    // Vague, several things in one, an investigation without an end.
    private static readonly HashSet<string> OfTitles = ["AW208", "AW211", "AW215"];

    /// <summary>The advice, a sentence or two each; none for a title that says what will be different.</summary>
    /// <param name="title">The title.</param>
    /// <param name="options">The organization's options.</param>
    public static IReadOnlyList<string> Of(string title, LintOptions options)
    {
        var line = ActionItemRules.OneLine(title).Replace("|", "/", StringComparison.Ordinal);
        if (line.Length == 0)
        {
            return [];
        }
        var document = $"""
            # Post-Mortem: One item

            ## Action Items
            - {line}

            """;
        return
        [
            .. Linter
                .Lint(document, options with { Only = OfTitles })
                .Findings.Select(finding => finding.Message)
                .Distinct(),
        ];
    }
}
