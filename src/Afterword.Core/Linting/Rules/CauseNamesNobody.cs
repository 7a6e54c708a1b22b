using System.Text.RegularExpressions;
using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Where the cause is told nobody acts and nobody is named.</summary>
internal sealed partial class CauseNamesNobody : ILintRule
{
    public RuleInfo About { get; } = new("AW112", RuleFamily.Language, Warning, Warning, Error);

    public void Check(LintDocument document, LintReport report)
    {
        var names = Names(document);
        var acted = document.Words.Pattern("person_acted");
        foreach (
            var text in document.Prose.Where(p =>
                p.Kind != ProseKind.Heading
                && !p.InTimeline
                && !p.InActionItem
                && p.Section is SectionKind.RootCause or SectionKind.ContributingFactors
            )
        )
        {
            foreach (Match match in Handle().Matches(text.Text))
                if (
                    !document.Options.Teams.Contains(match.Value)
                    && !document.Options.Teams.Contains(match.Value[1..])
                )
                    report.Add(
                        document.RangeOf(text, match.Index, match.Length),
                        Named(match.Value)
                    );
            foreach (var name in names)
                for (var at = Find(text.Text, name, 0); at >= 0; at = Find(text.Text, name, at + 1))
                    report.Add(document.RangeOf(text, at, name.Length), Named(name));
            foreach (Match match in acted.Matches(text.Text))
                report.Add(
                    document.RangeOf(text, match.Index, match.Length),
                    $"“{match.Value}” tells the cause by what a person did. Tell it by what the system allowed: “the command needed no confirmation”."
                );
        }
    }

    private static string Named(string name) =>
        $"{name} is named where the cause is told. Who did something may stand in the timeline; the cause is what the system allowed.";

    /// <summary>The full names this document itself gives: its authors and owners.</summary>
    private static List<string> Names(LintDocument document) =>
        [
            .. document
                .Content.Authors.Concat(document.Content.ActionItems.Select(i => i.Owner ?? ""))
                .Where(n =>
                    FullName().IsMatch(n)
                    && !document.Words.Pattern("roles").IsMatch(n)
                    && !document.Words.Pattern("group_owner").IsMatch(n)
                )
                .Distinct(),
        ];

    private static int Find(string text, string name, int from) =>
        from >= text.Length ? -1 : text.IndexOf(name, from, StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w@/.])@[A-Za-z][\w-]*(?![\w/.]*/)")]
    private static partial Regex Handle();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?$")]
    private static partial Regex FullName();
}
