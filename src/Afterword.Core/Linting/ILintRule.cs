namespace Afterword.Core.Linting;

/// <summary>A rule: looks at a document and reports. It keeps no state, so that one instance serves all documents at once.</summary>
internal interface ILintRule
{
    RuleInfo About { get; }

    void Check(LintDocument document, LintReport report);
}

/// <summary>Where a rule puts what it found.</summary>
internal sealed class LintReport(RuleInfo rule, FindingSeverity severity, List<Finding> findings)
{
    // Nobody reads the four hundredth finding of one rule in one document.
    private const int MostOfOneRule = 200;
    private int count;

    internal void Add(SourceRange range, string message, FindingFix? fix = null)
    {
        if (++count > MostOfOneRule)
            return;
        findings.Add(
            new()
            {
                RuleId = rule.Id,
                Severity = severity,
                Range = range,
                Message = message,
                Why = rule.Doc.Why,
                Fix = fix,
            }
        );
    }
}
