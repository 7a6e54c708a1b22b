using System.Text.RegularExpressions;
using Afterword.Core.PostMortems;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>The impact is told in figures.</summary>
internal sealed partial class ImpactHasFigures : ILintRule
{
    public RuleInfo About { get; } = new("AW013", RuleFamily.Structure, null, Info, Warning);

    public void Check(LintDocument document, LintReport report)
    {
        if (document.Content.Impact is { Length: > 0 } line)
        {
            if (!HasFigure(line) && !Impacts(document).Any(p => HasFigure(p.Text)))
                report.Add(Place(document, line), Message);
            return;
        }
        if (
            document.Section(SectionKind.Impact) is { } section
            && Impacts(document).ToList() is { Count: > 0 } words
            && !words.Exists(p => HasFigure(p.Text))
        )
            report.Add(document.HeadingRange(section), Message);
    }

    private const string Message =
        "The impact names no figure. Say how many people or requests, what share, or for how long: “12% of sign-ins failed for 40 minutes”.";

    private static IEnumerable<ProseText> Impacts(LintDocument document) =>
        document.Prose.Where(p => p.Section == SectionKind.Impact && p.Kind != ProseKind.Heading);

    private static bool HasFigure(string text) =>
        text.Any(char.IsAsciiDigit) || Words().IsMatch(text);

    private static SourceRange Place(LintDocument document, string line)
    {
        foreach (var l in document.Lines)
            if (document.Find(l.Number, line) is { } found)
                return found;
        return document.Title;
    }

    [GeneratedRegex(
        @"\b(?:none|no (?:customers?|users?|impact|data)|nobody|all (?:of )?(?:our |the )?(?:[\w-]+ )?(?:customers|users|requests|services|clients|applications|apps|resources|deployments|deploys|builds|jobs|sites|pages|tenants|accounts|teams|sessions|orders|payments|calls|clusters|environments)|every (?:customer|user|request)|everyone|half|one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|entire|whole|n/a)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Words();
}
