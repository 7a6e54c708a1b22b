namespace Afterword.Core.ActionItems;

/// <summary>What somebody says whose work is ready for review (spec A5).</summary>
public sealed record ReviewRequest
{
    /// <summary>The pull request: an address, or a number such as <c>#123</c>.</summary>
    public required string PullRequest { get; init; }

    /// <summary>What it does.</summary>
    public required string Summary { get; init; }

    /// <summary>What changed, a line each; may be empty.</summary>
    public IReadOnlyList<string> Changes { get; init; } = [];

    /// <summary>What was tested.</summary>
    public string Testing { get; init; } = "";

    /// <summary>Where to look carefully; may be empty.</summary>
    public string Focus { get; init; } = "";

    /// <summary>Who is asked, one at least.</summary>
    public IReadOnlyList<int> ReviewerIds { get; init; } = [];

    /// <summary>When they were asked, UTC.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Checks the words and takes the spaces off their ends.</summary>
    /// <exception cref="RuleException">Something that reviewers need is missing, or too long.</exception>
    public ReviewRequest Checked()
    {
        string[] changes = [.. Changes.Select(line => line.Trim()).Where(line => line.Length > 0)];
        ActionItemRules.Text("changes", string.Join('\n', changes));
        if (ReviewerIds.Count == 0)
        {
            throw new RuleException("reviewers", "Name who shall review it, such as @lee.");
        }
        return this with
        {
            PullRequest = Said(
                "pullRequest",
                PullRequest,
                "Give the pull request: its address, or its number such as #123."
            ),
            Summary = Said("summary", Summary, "Say in a sentence what it does."),
            Testing = Said(
                "testing",
                Testing,
                "Say what was tested; 'nothing yet' is an answer too."
            ),
            Focus = Optional("focus", Focus),
            Changes = changes,
            ReviewerIds = [.. ReviewerIds.Distinct()],
        };
    }

    private static string Said(string field, string text, string otherwise) =>
        Optional(field, text) is { Length: > 0 } said
            ? said
            : throw new RuleException(field, otherwise);

    private static string Optional(string field, string text)
    {
        ActionItemRules.Text(field, text);
        return text.Trim();
    }
}
