using Afterword.Core.Templates;
using Afterword.Core.Updates;

namespace Afterword.Tests.Templates;

public sealed class TemplateTests
{
    private static readonly TemplateFields Fields = new TemplateFields()
        .Text("title", "Checkout")
        .Flag("resolved", true)
        .List(
            "items",
            ["line"],
            [new TemplateFields().Text("line", "One"), new TemplateFields().Text("line", "Two")]
        );

    [Theory]
    [InlineData("Hello {{titel}}", 1, 7, "'titel' is no field here")]
    [InlineData("a\n\n  {{{title}}}", 3, 3, "three braces")]
    [InlineData("{{title.Length}}", 1, 1, "is no field here")]
    [InlineData("{{> other}}", 1, 1, "partials")]
    [InlineData("{{#if resolved}}yes", 1, 1, "is not closed")]
    [InlineData("{{/if}}", 1, 1, "closes nothing")]
    [InlineData("{{#with title}}{{/with}}", 1, 1, "A block is")]
    [InlineData("{{#each title}}{{/each}}", 1, 1, "is no list")]
    [InlineData("{{#each items}}{{title}}{{/each}}", 1, 16, "'title' is no field here.")]
    [InlineData("x {{title", 1, 3, "never closes")]
    [InlineData("{{else}}", 1, 1, "belongs into")]
    [InlineData(
        "{{#if resolved}}{{#if title}}{{#if resolved}}{{/if}}{{/if}}{{/if}}",
        1,
        30,
        "at most 2 deep"
    )]
    public void A_broken_template_names_line_and_column(
        string body,
        int line,
        int column,
        string says
    )
    {
        const int HeadLines = 6;
        var broken = Assert.Throws<TemplateException>(() => Render(body));

        Assert.Equal((line + HeadLines, column), (broken.Line, broken.Column));
        Assert.Contains(says, broken.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_field_in_the_subject_names_the_line_of_the_subject()
    {
        var broken = Assert.Throws<TemplateException>(() =>
            Render("ok", subject: "About {{nothing}}")
        );

        Assert.Equal(5, broken.Line);
    }

    [Fact]
    public void Lists_flags_and_otherwise_work()
    {
        Assert.Equal(
            "yes\nOne, Two,",
            Render(
                "{{#if resolved}}\nyes\n{{else}}\nno\n{{/if}}\n{{#each items}}{{line}}, {{/each}}"
            ).Body
        );
    }

    [Fact]
    public void A_template_that_writes_without_end_is_stopped()
    {
        var flood = new TemplateFields()
            .Text("title", new string('x', 10_000))
            .List(
                "items",
                ["line"],
                Enumerable
                    .Range(0, 40)
                    .Select(_ => new TemplateFields().Text("line", new string('x', 10_000)))
            );

        var stopped = Assert.Throws<TemplateException>(() =>
            TemplateRenderer.Render(
                Template.Parse("t", Head() + "{{#each items}}{{line}}{{/each}}"),
                flood
            )
        );

        Assert.Contains("256 KB", stopped.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_a_head_or_with_an_unknown_audience_is_refused()
    {
        Assert.Throws<TemplateException>(() => Template.Parse("t", "no head"));
        var wrong = Assert.Throws<TemplateException>(() =>
            Template.Parse(
                "t",
                Head().Replace("leadership", "everybody", StringComparison.Ordinal) + "x"
            )
        );
        Assert.Contains("affected-teams", wrong.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_shipped_template_has_a_name_made_of_its_kind_and_audience()
    {
        Assert.NotEmpty(TemplateCatalog.Shipped);
        Assert.All(
            TemplateCatalog.Shipped,
            t => Assert.Equal($"{Kebab(t.Kind)}.{Kebab(t.Audience)}", t.Name)
        );
    }

    private static string Kebab(Enum value) => Core.SnakeCase.Of(value).Replace('_', '-');

    private static string Head(string subject = "About {{title}}") =>
        $"---\nkind: initial-summary\naudience: leadership\nwords: 120\nsubject: {subject}\n---\n";

    private static Words Render(string body, string subject = "About {{title}}") =>
        TemplateRenderer.Render(Template.Parse("t", Head(subject) + body), Fields);
}
