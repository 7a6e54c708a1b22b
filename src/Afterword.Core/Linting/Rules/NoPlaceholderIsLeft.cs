using System.Text.RegularExpressions;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Nothing of the template is left where the content belongs.</summary>
internal sealed partial class NoPlaceholderIsLeft : ILintRule
{
    public RuleInfo About { get; } = new("AW009", RuleFamily.Structure, Warning, Warning, Error);

    public void Check(LintDocument document, LintReport report)
    {
        foreach (var text in document.Prose)
        {
            if (text.Kind == ProseKind.Heading)
                continue;
            var match = Left().Match(text.Text);
            if (match.Success)
                report.Add(
                    document.RangeOf(text, match.Index, match.Length),
                    $"“{match.Value}” is still the words of the template. Write what is known, or say that it is not known and who finds out."
                );
        }
    }

    [GeneratedRegex(
        @"\{\{[^{}]{1,60}\}\}|\b(?:TODO|FIXME|TBD|TBC|XXX)\b(?!\s*\()|(?i:\blorem ipsum\b|\bHH:mm\b|\bYYYY-MM-DD\b|\bshort event description\b|\[(?:insert|your|describe|fill in)\b[^\]]{0,60}\]|\b(?:insert|fill in) [\w ]{3,30} here\b|^(?:add|describe|write) [\w ,]{3,60} here\.?$|<(?:insert|your|describe|name|date|title|description|owner)\b[^>]{0,40}>|^list of things that went well\. for example,|^things that could have gone better\. ideally these should result|^these are good things that happened to us but not because)"
    )]
    private static partial Regex Left();
}
