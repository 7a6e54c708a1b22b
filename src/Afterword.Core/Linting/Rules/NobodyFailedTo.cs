using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Nobody “failed to”.</summary>
internal sealed class NobodyFailedTo()
    : PhraseRule(new("AW107", RuleFamily.Language, Warning, Warning, Error), "failed_to")
{
    protected override bool Means(ProseText text, int start, string words) =>
        !Negation.OfSomebody(text.Text, start);

    protected override string Message(string words) =>
        $"“{words}” measures a person against a duty. Say what happened, and what would have made the step easy or automatic.";
}
