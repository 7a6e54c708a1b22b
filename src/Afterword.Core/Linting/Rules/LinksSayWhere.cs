using System.Text.RegularExpressions;
using Afterword.Core.PostMortems.Markdown;
using static Afterword.Core.Linting.FindingSeverity;

namespace Afterword.Core.Linting.Rules;

/// <summary>A link says where it leads.</summary>
internal sealed partial class LinksSayWhere : ILintRule
{
    public RuleInfo About { get; } = new("AW505", RuleFamily.Readability, null, Info, Info);

    public void Check(LintDocument document, LintReport report)
    {
        var empty = document.Words.Set("empty_link");
        foreach (var line in document.Lines)
        {
            if (line.Mark != LineMark.Text || !line.Text.Contains("](", StringComparison.Ordinal))
                continue;
            var source = line.Text.Length > 8000 ? line.Text[..8000] : line.Text;
            foreach (Match match in Link().Matches(source))
                if (empty.Contains(match.Groups["text"].Value.Trim()))
                    report.Add(
                        new(
                            line.Number,
                            match.Groups["text"].Index + 1,
                            line.Number,
                            match.Groups["text"].Index + match.Groups["text"].Length + 1
                        ),
                        $"“{match.Groups["text"].Value}” does not say where it leads. Name what is behind the link: “the graph of queue length”."
                    );
        }
    }

    [GeneratedRegex(@"(?<!!)\[(?<text>[^\[\]]{1,40})\]\(")]
    private static partial Regex Link();
}
