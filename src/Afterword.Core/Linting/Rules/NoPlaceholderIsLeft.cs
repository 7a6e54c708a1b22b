using System.Buffers;
using System.Text.RegularExpressions;
using Afterword.Core.PostMortems;
using Afterword.Core.PostMortems.Markdown;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>Nothing of the template is left where the content belongs.</summary>
internal sealed partial class NoPlaceholderIsLeft : ILintRule
{
    private const int LongestLine = 4000;

    public RuleInfo About { get; } = new("AW009", RuleFamily.Structure, Warning, Warning, Error);

    public void Check(LintDocument document, LintReport report)
    {
        var told = new HashSet<int>();
        foreach (var line in document.Lines)
        {
            if (line.Mark != LineMark.Text || line.Text.AsSpan().IndexOfAny('[', '<') < 0)
                continue;
            var source = document.Source(line.Number);
            var text = source.Length > LongestLine ? source[..LongestLine] : source;
            foreach (Match match in Bracketed().Matches(text))
                // `<your-token>` in code is how commands are written.
                if (text.AsSpan(0, match.Index).Count('`') % 2 == 0)
                {
                    told.Add(line.Number);
                    Tell(
                        report,
                        new(
                            line.Number,
                            match.Index + 1,
                            line.Number,
                            match.Index + match.Length + 1
                        ),
                        match.Value
                    );
                }
        }
        foreach (var text in document.Prose)
        {
            if (text.Kind == ProseKind.Heading || !MayBeLeft(text.Text))
                continue;
            var match = Left().Match(text.Text);
            if (!match.Success)
                continue;
            var range = document.RangeOf(text, match.Index, match.Length);
            if (!told.Contains(range.Line) && !IsState(document, text, range.Line, match.Value))
                Tell(report, range, match.Value);
        }
    }

    // "TODO" before an item or in its column of states says that the item is open, and that is well said.
    private static bool IsState(LintDocument document, ProseText text, int line, string words) =>
        text.Section == SectionKind.ActionItems
        && document.Content.ActionItems.Any(i =>
            i.Line == line && string.Equals(i.Status, words, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Whether a value is still the form's own words and so says nothing yet.</summary>
    internal static bool IsPlaceholder(string value) => Bracketed().IsMatch(value);

    private static bool MayBeLeft(ReadOnlySpan<char> text) =>
        text.ContainsAny(Marks) || text.ContainsAny(Here) && text.ContainsAny(Asking);

    private static readonly SearchValues<string> Here = SearchValues.Create(
        [" here"],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly SearchValues<string> Asking = SearchValues.Create(
        ["insert", "fill in", "add ", "describe", "write "],
        StringComparison.OrdinalIgnoreCase
    );

    private static readonly SearchValues<string> Marks = SearchValues.Create(
        [
            "{{",
            "TODO",
            "FIXME",
            "TBD",
            "TBC",
            "XXX",
            "lorem ipsum",
            "HH:mm",
            "YYYY-MM-DD",
            "short event description",
            "list of things that went well",
            "things that could have gone better",
            "these are good things",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    private static void Tell(LintReport report, SourceRange range, string words) =>
        report.Add(
            range,
            $"“{words}” is still the words of the template. Write what is known, or say that it is not known and who finds out."
        );

    [GeneratedRegex(
        @"\[(?:fill in|insert|your|describe|enter)\b[^\]\n]{0,120}\](?![(\[:])|<(?:fill in|insert|your|describe|enter)\b[^<>\n]{0,80}>",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Bracketed();

    [GeneratedRegex(
        @"\{\{[^{}]{1,60}\}\}|\b(?:TODO|FIXME|TBD|TBC|XXX)\b(?!\s*\(|\s+(?:items?|lists?|apps?|comments?|entries|entry|tasks?|notes?)\b)|(?i:\blorem ipsum\b|\bHH:mm\b|\bYYYY-MM-DD\b|\bshort event description\b|\b(?:insert|fill in) [\w ]{3,30} here\b|^(?:add|describe|write) [\w ,]{3,60} here\.?$|^list of things that went well\. for example,|^things that could have gone better\. ideally these should result|^these are good things that happened to us but not because)"
    )]
    private static partial Regex Left();
}
