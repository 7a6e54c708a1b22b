using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Text for customers holds nobody’s e-mail address.</summary>
internal sealed partial class CustomersSeeNoMail : ILintRule
{
    public RuleInfo About { get; } = new("AW406", RuleFamily.Safety, Error, Error, Error);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var line in CustomerText.Lines(document))
        foreach (Match match in Pattern().Matches(line.Text))
            if (!IsPublic(match.Value))
                report.Add(
                    new(line.Number, match.Index + 1, line.Number, match.Index + match.Length + 1),
                    $"{match.Value} is somebody’s address, and this text is marked for customers. Leave it out, or give the address that is meant for everyone."
                );
    }

    // These are made to be written to.
    private static bool IsPublic(string address) =>
        address.Split('@')[0].ToLowerInvariant()
            is "support"
                or "help"
                or "security"
                or "info"
                or "contact"
                or "status"
                or "hello"
                or "press"
                or "abuse"
                or "privacy"
                or "noreply"
                or "no-reply";

    [GeneratedRegex(
        @"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Pattern();
}
