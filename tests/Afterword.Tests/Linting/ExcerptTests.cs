using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Afterword.Core.Linting;

namespace Afterword.Tests.Linting;

/// <summary>
/// The rules that judge words, over passages as post-mortems have them (excerpts.md): what a careful reader marked is found, and
/// nothing else is.
/// </summary>
public sealed partial class ExcerptTests
{
    private const string Missed = "missed ";

    // Those that judge what is said; whether a part is there is no question for a passage.
    private static readonly HashSet<string> Others =
    [
        "AW009",
        "AW202",
        "AW204",
        "AW208",
        "AW210",
        "AW305",
        "AW505",
        "AW507",
    ];

    public static TheoryData<string, string, string> Passages()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var part in File.ReadAllText(Source()).Split("\n=== ").Skip(1))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            var head = part[..end].Split(" | ");
            data.Add(head[0], head[1], part[end..].Trim('\n'));
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Passages))]
    public void What_a_reader_marked_is_found_and_nothing_else(
        string about,
        string section,
        string passage
    )
    {
        var marks = Mark().Matches(passage);
        var plain = Mark().Replace(passage, m => m.Groups["words"].Value);
        var lines = Document(section, plain).Split('\n');
        var found = Linter
            .Lint(Document(section, plain))
            .Findings.Where(f =>
                LintRules.Find(f.RuleId)!.Family is RuleFamily.Language or RuleFamily.Safety
                || Others.Contains(f.RuleId)
            )
            .Select(f => (Rule: f.RuleId, Words: Words(lines, f.Range)))
            .ToList();
        var expected = marks
            .Select(m => (Rule: m.Groups["rule"].Value, Words: m.Groups["words"].Value))
            .Where(m => !m.Rule.StartsWith(Missed, StringComparison.Ordinal))
            .ToList();

        // Where a finding begins and ends is another question: rule and place have to be the same.
        var wrong = found.Where(f => !expected.Exists(e => IsSame(e, f)));
        var unseen = expected.Where(e => !found.Exists(f => IsSame(e, f)));
        Assert.True(
            !wrong.Any() && !unseen.Any(),
            $"{about}\nwrong:  {string.Join(" | ", wrong)}\nmissed: {string.Join(" | ", unseen)}"
        );
    }

    private static bool IsSame(
        (string Rule, string Words) one,
        (string Rule, string Words) other
    ) =>
        one.Rule == other.Rule
        && (
            one.Words.Contains(other.Words, StringComparison.Ordinal)
            || other.Words.Contains(one.Words, StringComparison.Ordinal)
        );

    private static string Document(string section, string passage) =>
        $"# Post-Mortem: Orders were late\n\n## Overview\n\nIt was.\n\n## {section}\n\n{passage}\n";

    private static string Words(string[] lines, SourceRange range) =>
        range.Line == range.EndLine
            ? lines[range.Line - 1][(range.Column - 1)..(range.EndColumn - 1)]
            : $"{lines[range.Line - 1][(range.Column - 1)..]} {lines[range.EndLine - 1][..(range.EndColumn - 1)]}";

    private static string Source([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "excerpts.md");

    [GeneratedRegex(@"«(?<rule>(?:missed )?AW\d+)\|(?<words>[^»]*)»")]
    private static partial Regex Mark();
}
