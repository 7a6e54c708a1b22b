using Afterword.Core.PostMortems;

namespace Afterword.Core.Linting;

/// <summary>A rule that asks for a part of the post-mortem; silent on files that are none.</summary>
internal abstract class MissingSectionRule(RuleInfo info, string message) : ILintRule
{
    public RuleInfo About { get; } = info;

    public void Check(LintDocument document, LintReport report)
    {
        if (document.IsPostMortem && !IsThere(document))
            report.Add(document.Title, message);
    }

    protected abstract bool IsThere(LintDocument document);

    /// <summary>The kinds that other organisations use for the same part.</summary>
    protected static bool HasAny(LintDocument document, params ReadOnlySpan<SectionKind> kinds)
    {
        foreach (var kind in kinds)
            if (document.Has(kind))
                return true;
        return false;
    }
}
