namespace Afterword.Core.ActionItems;

/// <summary>What somebody says who is blocked: the five answers of a blocker notice (spec A7).</summary>
public sealed record BlockerAnswers
{
    /// <summary>Impact: what is blocked.</summary>
    public required string Impact { get; init; }

    /// <summary>Urgency: when this becomes critical.</summary>
    public required string Urgency { get; init; }

    /// <summary>What one is trying to do; may be empty.</summary>
    public string Goal { get; init; } = "";

    /// <summary>What one gets instead; may be empty.</summary>
    public string Getting { get; init; } = "";

    /// <summary>What was tried, with its result: an attempt a line.</summary>
    public IReadOnlyList<string> Tried { get; init; } = [];

    /// <summary>Need: what must be done, by whoever <see cref="HelperId"/> names.</summary>
    public required string Need { get; init; }

    /// <summary>The person who must do it; null where nobody is named.</summary>
    public int? HelperId { get; init; }

    /// <summary>The same in a line: what stands beside a blocked item in lists and messages.</summary>
    public string InShort => $"{Sentence(Impact)} Needed: {Sentence(Need)}";

    /// <summary>Checks the answers and takes the spaces off their ends.</summary>
    /// <exception cref="RuleException">One that is needed is missing, or one is too long.</exception>
    public BlockerAnswers Checked()
    {
        string[] tried = [.. Tried.Select(line => line.Trim()).Where(line => line.Length > 0)];
        ActionItemRules.Text("tried", string.Join('\n', tried));
        return this with
        {
            Impact = Said("impact", Impact, "Say what is blocked: what cannot go on without it."),
            Urgency = Said(
                "urgency",
                Urgency,
                "Say when this becomes critical: a day, or what happens then."
            ),
            Need = Said("need", Need, "Say what must be done, and name who must do it."),
            Goal = Optional("goal", Goal),
            Getting = Optional("getting", Getting),
            Tried = tried,
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

    private static string Sentence(string text) =>
        ActionItemRules.OneLine(text) is { Length: > 0 } line && line[^1] is not ('.' or '!' or '?')
            ? $"{line}."
            : ActionItemRules.OneLine(text);
}
