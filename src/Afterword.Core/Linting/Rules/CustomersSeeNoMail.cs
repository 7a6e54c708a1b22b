using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Text for customers holds nobody’s e-mail address.</summary>
internal sealed partial class CustomersSeeNoMail : ILintRule
{
    public RuleInfo About { get; } = new("AW406", RuleFamily.Safety, Error, Error, Error);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var line in document.ForCustomers)
        foreach (Match match in Pattern().Matches(line.Text))
            if (!IsPublic(match.Value))
                report.Add(
                    new(line.Number, match.Index + 1, line.Number, match.Index + match.Length + 1),
                    $"{match.Value} is somebody’s address, and this text is marked for customers. Leave it out, or give the address that is meant for everyone."
                );
    }

    // These are made to be written to.
    private static bool IsPublic(string address) =>
        Public().IsMatch(address.Split('@')[0]) || List().IsMatch(address);

    // Mailing lists are there to be read by many.
    [GeneratedRegex(@"@(?:lists?|groups|googlegroups)\.", RegexOptions.IgnoreCase)]
    private static partial Regex List();

    [GeneratedRegex(
        @"(?:^|[._+-])(?:support|help|helpdesk|security|info|contact|status|hello|press|abuse|privacy|noreply|reply|team|feedback|service|office|sales|billing|incidents?|admin|legal|dpo|community|care|success|announce\w*|updates?|news\w*|notifications?|alerts?|bug-?bounty|bounty|disclosure|vulnerabilit\w+|psirt|cert|csirt|soc|noc|postmaster|hostmaster|webmaster|trust|compliance|partners?|developers?|devrel|enterprise|customers?|accounts?|media|jobs|careers|users?)(?:$|[._+-])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Public();

    [GeneratedRegex(
        @"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Pattern();
}
