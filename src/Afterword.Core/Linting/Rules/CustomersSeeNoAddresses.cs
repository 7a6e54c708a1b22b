using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Text for customers holds no private network address.</summary>
internal sealed partial class CustomersSeeNoAddresses : ILintRule
{
    public RuleInfo About { get; } = new("AW405", RuleFamily.Safety, Error, Error, Error);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var line in document.ForCustomers)
        foreach (Match match in Pattern().Matches(line.Text))
            if (!IsVersion(line.Text, match))
                report.Add(
                    new(line.Number, match.Index + 1, line.Number, match.Index + match.Length + 1),
                    $"{match.Value} is an address of the inside, and this text is marked for customers. Leave it out."
                );
    }

    // "Install the client 10.4.1.2 or later."
    private static bool IsVersion(string line, Match match) =>
        Versioned().IsMatch(line.AsSpan(0, match.Index))
        || Later().IsMatch(line.AsSpan(match.Index + match.Length));

    [GeneratedRegex(
        @"\b(?:versions?|releases?|v|firmware|build|sdk|upgrade to|update to) *$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Versioned();

    [GeneratedRegex(
        @"^ (?:or|and) (?:later|newer|higher|above|earlier|older)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Later();

    [GeneratedRegex(
        @"(?<![\d.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|169\.254(?:\.\d{1,3}){2}|127(?:\.\d{1,3}){3})(?![\d.]*\d)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Pattern();
}
