using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Afterword.Core.Linting;
using Afterword.Core.Rendering;
using Afterword.Core.Templates;
using Afterword.Core.Templates.Samples;
using Afterword.Core.Updates;
using Afterword.Tests.Scripts;

namespace Afterword.Tests.Templates;

/// <summary>Measures each shipped template on the sample against the twelve points of docs/guide/words.md, and keeps the table there true.</summary>
public sealed partial class WordsGuideTests
{
    private const string Met = "✓";
    private const string Missed = "✗";
    private const string None = "·";

    [Fact]
    public void The_guide_says_which_template_meets_which_point()
    {
        var file = Path.Combine(Script.Root, "docs", "guide", "words.md");
        var table = Table();
        var text = File.ReadAllText(file);
        if (Environment.GetEnvironmentVariable("AFTERWORD_WRITE_DOCS") == "1")
        {
            const string Begin = "| kind | audience |";
            var from = text.IndexOf(Begin, StringComparison.Ordinal);
            var to = text.IndexOf("\n\n", from, StringComparison.Ordinal);
            text = text[..from] + table + text[to..];
            File.WriteAllText(file, text);
        }

        Assert.Contains(table, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_template_meets_every_point_that_can_be_measured()
    {
        var missed =
            from template in TemplateCatalog.Shipped
            from point in Points(template).Select((mark, i) => (mark, i))
            where point.mark == Missed
            select $"{template.Name} misses point {point.i + 1}";

        Assert.Equal([], missed);
    }

    private static string Table()
    {
        var table = new StringBuilder("| kind | audience | words |");
        table.Append(string.Concat(Enumerable.Range(1, 12).Select(i => $" {i} |")));
        table.Append("\n|---|---|---|").Append(string.Concat(Enumerable.Repeat("---|", 12)));
        foreach (
            var template in UpdateTable.Rows.SelectMany(r =>
                r.Audiences.Select(a => TemplateCatalog.Find(r.Kind, a)!)
            )
        )
        {
            var words = Words(template);
            table.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"\n| {UpdateWords.Of(template.Kind)} | {UpdateWords.Of(template.Audience)} | {template.Count(words.Body)} of {template.Budget?.ToString(null as IFormatProvider) ?? "any"} | {string.Join(" | ", Points(template))} |"
            );
        }
        return table.ToString();
    }

    private static Words Words(Template template) =>
        TemplateRenderer.Write(template, SampleNews.Facts(template.Kind, template.Audience)!);

    private static IEnumerable<string> Points(Template template)
    {
        var words = Words(template);
        var body = words.Body;
        var plain = PlainText.Render(body);
        var outside = Audiences.IsOutside(template.Audience);
        var free = template.Kind == UpdateKind.AdHoc;
        var first = body.Split('\n')[0];

        // 1: what changed stands first.
        yield return free ? None : Mark(FirstLine().IsMatch(first) && WordCount.Of(first) <= 30);
        // 2: why it matters to this reader.
        yield return free ? None : Mark(Why(template, body));
        // 3: figures where there is an impact to tell.
        yield return Impact().IsMatch(body) ? Mark(Figure().IsMatch(body)) : None;
        // 4: each open item with key, owner, due date.
        yield return Items().IsMatch(body)
            ? Mark(
                Items()
                    .Matches(body)
                    .All(m =>
                        m.Value.Contains("Owner:", StringComparison.Ordinal)
                        && m.Value.Contains("Due:", StringComparison.Ordinal)
                    )
            )
            : None;
        // 5: the next update by an instant; where nothing comes by itself, none is promised.
        yield return NoNext(template) ? None : Mark(Next().IsMatch(body));
        // 6: how to ask, in one click.
        yield return Mark(body.Contains("](", StringComparison.Ordinal));
        // 7: no blame.
        yield return Mark(
            !Linter
                .Lint(body)
                .Findings.Any(f =>
                    f.RuleId.StartsWith("AW1", StringComparison.Ordinal) && f.RuleId != "AW112"
                )
        );
        // 8: no names of services, no code, for those who do not know them.
        yield return template.Audience
            is Audience.Leadership
                or Audience.Company
                or Audience.Customers
            ? Mark(
                !body.Contains("payments-db", StringComparison.Ordinal)
                    && !body.Contains('`', StringComparison.Ordinal)
            )
            : None;
        // 9: nothing internal outside; the leak test plants secrets in every field.
        yield return outside
            ? Mark(
                !body.Contains("INC-", StringComparison.Ordinal)
                    && !body.Contains("OUT-", StringComparison.Ordinal)
                    && !body.Contains("afterword.example", StringComparison.Ordinal)
            )
            : None;
        // 10: one message of each channel, and a subject that is a line.
        yield return Mark(
            words.Subject.Length is > 0 and <= 100
                && SlackBlocks.Render(words.Subject, body) is [var part]
                && JsonDocument.Parse(part.Blocks).RootElement.GetArrayLength() <= 50
        );
        // 11: plain text without marks of Markdown.
        yield return Mark(
            !plain.Contains("**", StringComparison.Ordinal)
                && !plain.Contains("](", StringComparison.Ordinal)
                && !plain.Contains('\\', StringComparison.Ordinal)
        );
        // 12: the budget.
        yield return template.Budget is null ? None : Mark(template.Fits(body));
    }

    /// <summary>What people write about no incident promises nothing; customers' closing is the last word.</summary>
    private static bool NoNext(Template template) =>
        template.Kind
            is UpdateKind.ProgressUpdate
                or UpdateKind.ReminderDigest
                or UpdateKind.SuccessStory
        || (
            Audiences.IsOutside(template.Audience)
            && template.Kind is not (UpdateKind.InitialSummary or UpdateKind.StatusPost)
        );

    private static bool Why(Template template, string body) =>
        (template.Kind, template.Audience) switch
        {
            (UpdateKind.ReminderDigest, _) => body.Contains(
                "**Comes from**",
                StringComparison.Ordinal
            ),
            (UpdateKind.SimilarRiskCall, _) => body.Contains(
                "**In common**",
                StringComparison.Ordinal
            ),
            (UpdateKind.Done, _) => body.Contains("**What shows it**", StringComparison.Ordinal),
            (UpdateKind.Blocker, _) => body.Contains("**Impact**", StringComparison.Ordinal),
            (UpdateKind.ReadyForReview, _) => body.Contains(
                "**Review focus**",
                StringComparison.Ordinal
            ),
            (UpdateKind.ProgressUpdate, _) => body.Contains(
                "### Blockers",
                StringComparison.Ordinal
            ),
            (UpdateKind.Delay, _) => body.Contains("**Recommendation**", StringComparison.Ordinal),
            (UpdateKind.StatusPost, _) => body.Contains("**Effect**", StringComparison.Ordinal),
            (UpdateKind.HeadsUp, _) => body.Contains("**When**", StringComparison.Ordinal),
            (UpdateKind.SuccessStory, _) => body.Contains(
                "**What it means**",
                StringComparison.Ordinal
            ),
            (UpdateKind.Correction, _) => body.Contains(" said**", StringComparison.Ordinal),
            (_, Audience.Leadership) => Leaders().IsMatch(body),
            (_, Audience.AffectedTeams) => Affected().IsMatch(body),
            (_, Audience.Technical) => body.Contains("**Cause**", StringComparison.Ordinal)
                || body.Contains("**What it means**", StringComparison.Ordinal)
                || template.Kind == UpdateKind.PlanChange,
            (_, Audience.Customers) => body.Contains("**What", StringComparison.Ordinal),
            (_, Audience.Company) => Company().IsMatch(body),
            _ => body.Contains("**Why it matters**", StringComparison.Ordinal),
        };

    private static string Mark(bool met) => met ? Met : Missed;

    [GeneratedRegex(@"^(\*\*|## )\S")]
    private static partial Regex FirstLine();

    [GeneratedRegex(@"\*\*(Impact|Who felt it|Why it matters|What it was|What you saw)\*\*")]
    private static partial Regex Impact();

    [GeneratedRegex(@"[0-9]{2,}|one in five", RegexOptions.IgnoreCase)]
    private static partial Regex Figure();

    [GeneratedRegex(@"^- \[OUT-\d+\] .*Owner.*$", RegexOptions.Multiline)]
    private static partial Regex Items();

    [GeneratedRegex(@"\*\*(Next update by|Check-in)\*\*: (on )?20\d\d-")]
    private static partial Regex Next();

    [GeneratedRegex(@"\*\*(Impact|Why it matters|Decisions? needed|What it means|What it was)\*\*")]
    private static partial Regex Leaders();

    [GeneratedRegex(@"\*\*(What you can do|Why it matters|What it means|Cause)\*\*")]
    private static partial Regex Affected();

    [GeneratedRegex(@"\*\*(For you|Who felt it|Why it matters|What it means|What it was)\*\*")]
    private static partial Regex Company();
}
