using Afterword.Core;
using Afterword.Core.Linting;
using Afterword.Core.Rendering;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Tests.Scripts;
using Afterword.Tests.Support;

namespace Afterword.Tests.Templates;

/// <summary>Every kind and audience of the table has its words, and they keep to what readers were promised (words.md).</summary>
public sealed class EveryTemplateTests
{
    [Fact]
    public void Every_kind_has_a_row_and_every_audience_of_it_a_template_and_no_template_is_without_a_row()
    {
        Assert.Equal(Enum.GetValues<UpdateKind>(), UpdateTable.Rows.Select(r => r.Kind));
        var owed = UpdateTable.Rows.SelectMany(r => r.Audiences.Select(a => Name(r.Kind, a)));

        Assert.Equal(owed.Order(), TemplateCatalog.Shipped.Select(t => t.Name).Order());
        Assert.All(TemplateCatalog.Shipped, t => Assert.Equal(t.Name, Name(t.Kind, t.Audience)));
    }

    [Fact]
    public void Every_audience_of_every_kind_reads_exactly_these_words()
    {
        var seen = new HashSet<string>();
        foreach (var (template, words) in All(SomeNews.Rich))
        {
            Assert.True(seen.Add(template.Name));
            Golden.Check(
                $"{template.Name}.md",
                $"Subject: {words.Subject}\nWords: {template.Count(words.Body)} of {template.Budget?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"}\n\n{words.Body}"
            );
            Golden.Check($"{template.Name}.txt", PlainText.Render(words.Body));
            Golden.Check(
                $"{template.Name}.html",
                HtmlMail.Render(
                    words.Body,
                    new MailFrame { Title = words.Subject, Footer = "Why you get this." }
                )
            );
        }
        Assert.Equal(TemplateCatalog.Shipped.Count, seen.Count);
    }

    [Fact]
    public void The_word_budget_holds_for_rich_poor_and_extreme_facts()
    {
        foreach (
            var (template, words) in All(
                SomeNews.Rich.Concat(SomeNews.Poorest).Concat(SomeNews.Extremes)
            )
        )
        {
            Assert.True(
                template.Fits(words.Body),
                $"{template.Name} has {template.Count(words.Body)} words of {template.Budget}:\n{words.Body}"
            );
            Assert.InRange(words.Subject.Length, 1, 200);
            Assert.DoesNotContain("{{", words.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(" .", words.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("..", words.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_message_begins_with_what_changed_says_when_more_comes_and_how_to_ask()
    {
        foreach (var (template, words) in All(SomeNews.Rich))
        {
            var first = words.Body.Split('\n')[0];
            if (template.Kind != UpdateKind.AdHoc)
            {
                Assert.Matches(@"^(\*\*|## )", first);
            }
            Assert.InRange(WordCount.Of(first), 1, 30);
            if (template.Kind == UpdateKind.ReminderDigest)
            {
                Assert.Contains("[done](", words.Body, StringComparison.Ordinal);
                continue;
            }
            if (template.Kind == UpdateKind.CheckIn)
            {
                Assert.Contains("[say how each fix holds](", words.Body, StringComparison.Ordinal);
                continue;
            }
            if (Audiences.IsOutside(template.Audience))
            {
                Assert.Contains("**Follow**: [status page](", words.Body, StringComparison.Ordinal);
                continue;
            }
            if (template.Kind == UpdateKind.SuccessStory)
            {
                Assert.Contains("**How it is counted**: [", words.Body, StringComparison.Ordinal);
                continue;
            }
            Assert.Contains(
                IsOfAPeriod(template.Kind)
                    ? "**Details and questions**: [the rows behind every figure]("
                    : "[ask Ana Ruiz](mailto:",
                words.Body,
                StringComparison.Ordinal
            );
            if (template.Kind != UpdateKind.ProgressUpdate)
            {
                Assert.Matches(@"\*\*(Next update by|Check-in)\*\*: (on )?20\d\d-", words.Body);
            }
        }
    }

    [Fact]
    public void No_message_blames_anybody_and_every_one_in_a_thread_has_the_threads_subject()
    {
        foreach (var (template, words) in All(SomeNews.Rich))
        {
            Assert.DoesNotContain(
                Linter.Lint(words.Body).Findings,
                // AW112 takes the list that follows the cause for a part of it.
                f => f.RuleId.StartsWith("AW1", StringComparison.Ordinal) && f.RuleId != "AW112"
            );
            if (
                !Audiences.IsOutside(template.Audience)
                && template.Kind is not (UpdateKind.ReminderDigest or UpdateKind.ProgressUpdate)
                && template.Kind != UpdateKind.SuccessStory
                && !IsOfAPeriod(template.Kind)
            )
            {
                Assert.Matches(
                    @"^INC-12: Checkout answered with errors \(2026-11-\d\d\)$",
                    words.Subject
                );
            }
        }
    }

    [Fact]
    public void Leaders_and_the_company_read_no_cause_and_no_service()
    {
        foreach (
            var (template, words) in All(SomeNews.Rich)
                .Where(w => w.Template.Audience is Audience.Leadership or Audience.Company)
        )
        {
            Assert.False(
                words.Body.Contains("payments-db", StringComparison.Ordinal),
                $"{template.Name}:\n{words.Body}"
            );
        }
    }

    [Fact]
    public void Nothing_internal_of_any_kind_can_be_drafted_for_customers()
    {
        foreach (var news in SomeNews.Rich.Concat(SomeNews.Poorest))
        {
            Assert.Null(news.For(Audience.Customers));
            Assert.Null(Drafting.Write(Audience.Customers, news, null));
        }
        foreach (
            var template in TemplateCatalog.Shipped.Where(t => t.Audience == Audience.Customers)
        )
        {
            Assert.Throws<ArgumentException>(() =>
                TemplateRenderer.Write(template, new CompanyFacts(SomeFacts.Resolved))
            );
        }
    }

    [Fact]
    public void The_guide_has_the_table_of_kinds_as_it_is()
    {
        var file = Path.Combine(Script.Root, "docs", "guide", "updates.md");
        var rows = UpdateTable.Rows.Select(r =>
            $"| {UpdateWords.Of(r.Kind)} | {r.Trigger} | {string.Join(", ", r.Audiences.Select(UpdateWords.Readers))} | {Goes(r.GoesOut)} |"
        );
        var text = File.ReadAllText(file);
        if (Environment.GetEnvironmentVariable("AFTERWORD_WRITE_DOCS") == "1")
        {
            text = text.Replace("@@TABLE@@", string.Join('\n', rows), StringComparison.Ordinal);
            File.WriteAllText(file, text);
        }

        Assert.Contains(string.Join('\n', rows), text, StringComparison.Ordinal);
    }

    /// <summary>What tells of a month or a week, not of an incident.</summary>
    private static bool IsOfAPeriod(UpdateKind kind) =>
        kind is UpdateKind.MonthlyReview or UpdateKind.LeadershipDigest;

    private static string Goes(GoesOut goes) =>
        goes switch
        {
            GoesOut.ByPerson => "a person",
            GoesOut.WithPublishing => "with publishing, which shows it first",
            GoesOut.ByItself => "by itself",
            GoesOut.AfterPreview => "by itself, after a preview",
            _ => "a person, else by itself",
        };

    private static IEnumerable<(Template Template, Words Words)> All(IEnumerable<News> all)
    {
        foreach (var news in all)
        {
            foreach (
                var audience in UpdateTable
                    .Of(news.Kind)
                    .Audiences.Where(a => !Audiences.IsOutside(a))
            )
            {
                yield return (
                    TemplateCatalog.Find(news.Kind, audience)!,
                    Drafting.Write(audience, news, null)!
                );
            }
        }
        foreach (var facts in SomeNews.ForCustomers)
        {
            yield return (
                TemplateCatalog.Find(facts.Kind, facts.Audience)!,
                Drafting.Write(facts, null)
            );
        }
    }

    private static string Name(UpdateKind kind, Audience audience) =>
        $"{SnakeCase.Of(kind)}.{SnakeCase.Of(audience)}".Replace('_', '-');
}
