using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Text for customers names no internal host.</summary>
internal sealed partial class CustomersSeeNoHosts : ILintRule
{
    public RuleInfo About { get; } = new("AW404", RuleFamily.Safety, Error, Error, Error);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var line in document.ForCustomers)
        foreach (Match match in Pattern().Matches(line.Text))
            report.Add(
                new(line.Number, match.Index + 1, line.Number, match.Index + match.Length + 1),
                $"{match.Value} is a name of the inside, and this text is marked for customers. Say what it does for them: “one of the servers that handle sign-in”."
            );
    }

    [GeneratedRegex(
        @"(?<![\w.@/-])(?:[a-z0-9-]+\.)+(?:internal|local|localdomain|corp|lan|intranet|private|svc|cluster\.local|home\.arpa)\b(?:\.cluster\.local)?|\b(?:ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}|[a-z]{2,12}-(?:prod|stage|staging|prd)-[a-z]{0,8}-?\d{1,3}|[a-z]{2,12}-[a-z]{2,12}-(?:prod|prd)-\d{1,3})\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Pattern();
}
