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
        var tellsMissed = document.Options.SeverityOf(Forgot) is not null;
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
                    !NobodysHandle().IsMatch(match.Value)
                    && !WhoIsMeant.IsCredit(text.Text, match.Index)
                    && !document.Options.Teams.Contains(match.Value)
                    && !document.Options.Teams.Contains(match.Value[1..])
                )
                    report.Add(
                        document.RangeOf(text, match.Index, match.Length),
                        Named(match.Value)
                    );
            foreach (var name in names)
                for (var at = Find(text.Text, name, 0); at >= 0; at = Find(text.Text, name, at + 1))
                    if (!WhoIsMeant.IsCredit(text.Text, at))
                        report.Add(document.RangeOf(text, at, name.Length), Named(name));
            var mending = Mending().IsMatch(document.SectionAt(text.Line).Heading);
            foreach (var (index, words) in acted.Matches(text))
                if (
                    !(mending && !Harmful().IsMatch(words))
                    && !WhoIsMeant.IsSoftware(document, text, index, words)
                    && !Negation.Before(text.Text, index)
                    // What somebody did not notice is AW108's; nobody reads it twice.
                    && !(tellsMissed && Missed().IsMatch(words))
                    // "On-call changed hands" is a shift that ended.
                    && !text.Text.AsSpan(index + words.Length).StartsWith(" hands")
                )
                    report.Add(
                        document.RangeOf(text, index, words.Length),
                        $"“{words}” tells the cause by what a person did. Tell it by what the system allowed: “the command needed no confirmation”."
                    );
        }
    }

    private static readonly RuleInfo Forgot = new NobodyForgot().About;

    [GeneratedRegex(@"\bdid(?: not|n['’]t)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Missed();

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

    // Under "Root cause and resolution" people also mend things, and may.
    [GeneratedRegex(@"resol|fix|recover|remed|mitigat", RegexOptions.IgnoreCase)]
    private static partial Regex Mending();

    [GeneratedRegex(
        @"\b(?:caus\w+|broke|break\w*|mis\w+|accidentally|inadvertently|wrongly|wrong|incorrectly|erroneously|did not|didn.t|skipped|bypassed|deleted|deleting|overwrote|was|were)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Harmful();

    // Groups, robots, and the annotations of programming languages.
    [GeneratedRegex(
        @"^@(?:here|channel|everyone|all|team|media|import|param|return|override|latest|next|types|\p{Lu}\w*|\w*bot|dependabot\w*|renovate\w*)$"
    )]
    private static partial Regex NobodysHandle();

    [GeneratedRegex(@"(?<![\w@/.:*])@[A-Za-z][\w-]*(?![\w/.]*/|:\d)")]
    private static partial Regex Handle();

    [GeneratedRegex(@"^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?$")]
    private static partial Regex FullName();
}
