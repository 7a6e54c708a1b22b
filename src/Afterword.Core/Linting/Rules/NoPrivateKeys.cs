using System.Buffers;
using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>No private key stands in the document.</summary>
internal sealed partial class NoPrivateKeys : ILintRule
{
    public RuleInfo About { get; } = new("AW402", RuleFamily.Safety, Error, Error, Error);

    public void Check(LintDocument document, LintReport report)
    {
        if (!document.MayHold(Opening))
            return;
        foreach (var line in document.Lines)
            if (
                Begin().Match(line.Text.Length > 4000 ? line.Text[..4000] : line.Text) is
                { Success: true } match
            )
                report.Add(
                    new(line.Number, match.Index + 1, line.Number, match.Index + match.Length + 1),
                    "A private key begins here. Replace the key pair now, and leave only its fingerprint in the document."
                );
    }

    private static readonly SearchValues<string> Opening = SearchValues.Create(
        ["-----BEGIN "],
        StringComparison.Ordinal
    );

    [GeneratedRegex(@"-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY(?: BLOCK)?-----")]
    private static partial Regex Begin();
}
