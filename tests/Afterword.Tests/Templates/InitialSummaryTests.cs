using System.Text;
using Afterword.Core.Rendering;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Afterword.Tests.Templates;

public sealed class InitialSummaryTests
{
    public static TheoryData<Audience> Inside =>
        [Audience.Leadership, Audience.AffectedTeams, Audience.Technical];

    [Theory, MemberData(nameof(Inside))]
    public void Each_audience_reads_exactly_these_words(Audience audience)
    {
        foreach (
            var (name, facts) in new[]
            {
                ("resolved", SomeFacts.Resolved),
                ("running", SomeFacts.Running),
            }
        )
        {
            var words = Drafting.Write(UpdateKind.InitialSummary, audience, facts)!;
            Golden.Check(
                $"initial-summary.{Core.SnakeCase.Of(audience)}.{name}.md",
                $"Subject: {words.Subject}\n\n{words.Body}\n\n--- as plain text ---\n\n{PlainText.Render(words.Body)}"
            );
        }
    }

    [Theory, MemberData(nameof(Inside))]
    public void The_first_line_says_what_changed_and_the_message_names_the_next_update_and_whom_to_ask(
        Audience audience
    )
    {
        var words = Drafting.Write(UpdateKind.InitialSummary, audience, SomeFacts.Resolved)!;

        Assert.StartsWith("**Resolved**", words.Body, StringComparison.Ordinal);
        Assert.Contains(
            "**Next update by**: 2026-11-28 09:00 UTC",
            words.Body,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "[ask Ana Ruiz](mailto:ana@example.test)",
            words.Body,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Leaders_read_figures_and_decisions_and_neither_service_names_nor_the_technical_cause()
    {
        var words = Drafting
            .Write(UpdateKind.InitialSummary, Audience.Leadership, SomeFacts.Resolved)!
            .Body;

        Assert.Contains("1,200 users were affected", words, StringComparison.Ordinal);
        Assert.Contains("3 of 4 fixes still open", words, StringComparison.Ordinal);
        Assert.Contains("unblock OUT-32", words, StringComparison.Ordinal);
        Assert.Contains("name an owner for OUT-33", words, StringComparison.Ordinal);
        Assert.DoesNotContain("payments-db", words, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "pool",
            words.Replace("Size the connection pool", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Late_items_stand_first_and_say_how_late_they_are()
    {
        var words = Drafting
            .Write(UpdateKind.InitialSummary, Audience.AffectedTeams, SomeFacts.Resolved)!
            .Body;

        var late = words.IndexOf("OUT-32", StringComparison.Ordinal);
        Assert.InRange(late, 1, words.IndexOf("OUT-31", StringComparison.Ordinal));
        Assert.Contains("3 days late", words, StringComparison.Ordinal);
        Assert.Contains(
            "[OUT-31] Alert when payment errors exceed 5 % – Owner: Lee Example, Due: 2026-11-28",
            words,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_word_budget_holds_whatever_people_wrote()
    {
        var words =
            from letters in Gen.Choose(1, 14)
            from mark in Gen.Elements("", ".", "**", "[x](y)", "\n", "|", "<b>", "12", "—")
            select new string('w', letters) + mark;
        var text =
            from many in Gen.Choose(0, 120)
            from all in Gen.ArrayOf(words, many)
            select string.Join(' ', all);
        var facts =
            from texts in Gen.ArrayOf(text, 8)
            from items in Gen.Choose(0, 30)
            from users in Gen.Choose(-1, 5_000_000)
            from resolved in Gen.Elements(true, false)
            select (resolved ? SomeFacts.Resolved : SomeFacts.Running) with
            {
                Title = new(texts[0]),
                Impact = new(texts[1]),
                Cost = new(texts[2]),
                Summary = new(texts[3]),
                Cause = new(texts[4]),
                Services = [.. Enumerable.Repeat(new InternalText(texts[5]), items)],
                AffectedUsers = users < 0 ? null : users,
                Items =
                [
                    .. Enumerable
                        .Range(1, items)
                        .Select(i =>
                            SomeFacts.Item(
                                $"OUT-{i}",
                                texts[6],
                                i % 2 == 0 ? null : "Lee Example",
                                i - 9
                            )
                        ),
                ],
            };

        Prop.ForAll(
                facts.ToArbitrary(),
                given =>
                {
                    foreach (
                        var audience in new[]
                        {
                            Audience.Leadership,
                            Audience.AffectedTeams,
                            Audience.Technical,
                        }
                    )
                    {
                        var template = TemplateCatalog.Find(UpdateKind.InitialSummary, audience)!;
                        var draft = TemplateRenderer.Write(
                            template,
                            new FirstSummaryNews(given).For(audience)!
                        );
                        Assert.InRange(WordCount.Of(draft.Body), 1, template.Budget!.Value);
                        Assert.InRange(draft.Subject.Length, 1, 200);
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_title_cannot_break_out_of_its_place()
    {
        var hostile =
            "# **Free** [money](https://evil.example/) <script>alert(1)</script> ![x](https://evil.example/p.png)\n\n| a | b |\n- x {{key}} `code` ~~no~~";
        var facts = SomeFacts.Running with { Title = new(hostile) };

        var words = Drafting.Write(UpdateKind.InitialSummary, Audience.Leadership, facts)!;
        var html = HtmlPage.Render(words.Body);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(">money</a>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<h1", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<table", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<code", html, StringComparison.Ordinal);
        Assert.Contains("{{key}}", html, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', words.Subject);
    }

    [Fact]
    public void Escaped_words_come_back_the_same_from_the_Markdown_reader()
    {
        var text =
            from many in Gen.Choose(1, 40)
            from all in Gen.ArrayOf(
                Gen.Elements("\\`*_[]()<>~|&#+-=.! aZ09é–\n\t{}\"'".ToCharArray()),
                many
            )
            select new string(all);

        Prop.ForAll(
                text.ToArbitrary(),
                words =>
                {
                    var plain = string.Join(
                        ' ',
                        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    );
                    var read = PlainText.Render($"x {MarkdownWords.Escape(words)}").Trim();
                    Assert.Equal($"x {plain}".Trim(), read);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }
}
