using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>No token or key stands in the document, not in code either.</summary>
internal sealed class NoSecrets : ILintRule
{
    public RuleInfo About { get; } = new("AW401", RuleFamily.Safety, Error, Error, Error);

    public void Check(LintDocument document, LintReport report)
    {
        if (!document.MayHold(SecretShapes.Beginnings))
            return;
        foreach (var line in document.Lines)
        foreach (var match in SecretShapes.In(document.Source(line.Number)))
            report.Add(
                new(line.Number, match.Start + 1, line.Number, match.End + 1),
                $"This looks like {match.What}. Revoke it now, since a document is copied and mailed; then write “(removed)” here."
            );
    }
}
