using System.Buffers;
using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>No link carries a permission in itself.</summary>
internal sealed partial class NoSignedAddresses : ILintRule
{
    public RuleInfo About { get; } = new("AW407", RuleFamily.Safety, Warning, Error, Error);

    public void Check(LintDocument document, LintReport report)
    {
        if (!document.MayHold(Parameters))
            return;
        foreach (var line in document.Lines)
        {
            var text = document.Source(line.Number);
            if (!text.AsSpan().ContainsAny(Parameters))
                continue;
            foreach (Match match in Signed().Matches(text.Length > 8000 ? text[..8000] : text))
                report.Add(
                    new(line.Number, match.Index + 1, line.Number, match.Index + match.Length + 1),
                    "This link carries its own permission: whoever has the document can open it. Link to the place without the signature or token."
                );
        }
    }

    private static readonly SearchValues<string> Parameters = SearchValues.Create(
        ["signature=", "sig=", "token=", "key="],
        StringComparison.OrdinalIgnoreCase
    );

    [GeneratedRegex(
        @"https?://[^\s<>()""'`]{3,300}[?&](?:X-Amz-Signature|X-Goog-Signature|sig|access_token|id_token|api_key|apikey|auth_token|private_token|token)=[A-Za-z0-9%._~+/-]{16,}[^\s<>()""'`]*",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Signed();
}
