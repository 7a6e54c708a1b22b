using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A post-mortem has no consequences for people.</summary>
internal sealed class NoPunishment()
    : PhraseRule(new("AW110", RuleFamily.Language, Warning, Warning, Error), "punishment")
{
    protected override string Message(string words) =>
        $"“{words}” speaks of consequences for somebody. A post-mortem that can hurt people will not be told the truth; leave it out.";
}
