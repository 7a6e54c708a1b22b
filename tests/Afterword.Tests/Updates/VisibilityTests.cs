using System.Reflection;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;
using Afterword.Tests.Support;
using Afterword.Tests.Templates;

namespace Afterword.Tests.Updates;

public sealed class VisibilityTests
{
    /// <summary>All that customer facts may be made of.</summary>
    private static readonly HashSet<Type> Harmless =
    [
        typeof(PublicText),
        typeof(DateTimeOffset),
        typeof(DateOnly),
        typeof(int),
        typeof(bool),
        typeof(Uri),
        typeof(Audience),
        typeof(Core.Updates.UpdateKind),
    ];

    [Fact]
    public void Customer_facts_reach_no_type_that_could_hold_internal_words()
    {
        var all = typeof(ICustomerFacts)
            .Assembly.GetTypes()
            .Where(t => !t.IsInterface && t.IsAssignableTo(typeof(ICustomerFacts)))
            .ToList();
        Assert.Contains(typeof(CustomerFacts), all);
        foreach (var type in all)
        {
            var seen = new HashSet<Type>();
            Walk(type, type.Name, seen);

            Assert.Contains(typeof(PublicText), seen);
        }
    }

    [Fact]
    public void The_walk_finds_an_internal_field_when_there_is_one()
    {
        var found = Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
            Walk(typeof(InternalFacts), "InternalFacts", [])
        );

        Assert.Contains("InternalFacts.", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Internal_and_public_text_do_not_convert_into_each_other_or_into_strings()
    {
        foreach (var type in new[] { typeof(InternalText), typeof(PublicText) })
        {
            Assert.DoesNotContain(
                type.GetMethods(BindingFlags.Public | BindingFlags.Static),
                m => m.Name is "op_Implicit" or "op_Explicit"
            );
        }
        Assert.Empty(typeof(PublicText).GetConstructors());
        Assert.Equal("[internal]", $"{new InternalText("the pager number")}");
        Assert.DoesNotContain(
            "pager",
            System.Text.Json.JsonSerializer.Serialize(new InternalText("the pager number")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Public_words_need_a_person_who_read_them()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => PublicText.Reviewed("All is well.", 0));
        Assert.Throws<Core.RuleException>(() => PublicText.Reviewed("  ", 7));
        Assert.Equal("All is well.", PublicText.Reviewed(" All is well. ", 7).ToString());
    }

    [Fact]
    public void Nothing_of_the_internal_facts_can_be_drafted_for_customers()
    {
        Assert.Null(new FirstSummaryNews(SomeFacts.Resolved).For(Audience.Customers));
        Assert.Null(
            Drafting.Write(UpdateKind.InitialSummary, Audience.Customers, SomeFacts.Resolved)
        );
        Assert.Throws<ArgumentException>(() =>
            TemplateRenderer.Write(
                TemplateCatalog.Find(UpdateKind.InitialSummary, Audience.Customers)!,
                new LeadershipFacts(SomeFacts.Resolved)
            )
        );
    }

    [Fact]
    public void Customers_read_what_they_saw_what_is_done_and_when_they_hear_more()
    {
        var facts = new CustomerFacts
        {
            Headline = PublicText.Reviewed("Some orders could not be placed", 7),
            Seen = PublicText.Reviewed(
                "About one in five orders failed. Nobody was charged twice",
                7
            ),
            Doing = PublicText.Reviewed(
                "We make the payment system larger and watch it closely",
                7
            ),
            StartedAt = Some.Now.AddHours(-3),
            ResolvedAt = Some.Now,
            NextUpdateAt = Some.Now.AddDays(2),
            Follow = new Uri("https://status.example.test/"),
        };
        var template = TemplateCatalog.Find(UpdateKind.InitialSummary, Audience.Customers)!;

        var words = TemplateRenderer.Write(template, facts);

        Golden.Check("initial-summary.customers.md", $"Subject: {words.Subject}\n\n{words.Body}");
        Assert.InRange(WordCount.Of(words.Body), 1, template.Budget!.Value);
    }

    [Fact]
    public void The_frame_of_a_message_to_customers_names_nothing_of_ours()
    {
        var update = Update.Draft(
            7,
            new UpdateAbout(
                "ad-hoc/7/customers",
                UpdateKind.AdHoc,
                Audience.Customers,
                12,
                31,
                null
            ),
            new Words("Payments work again", "You need to do nothing."),
            Some.Alice()
        );

        var footer = Server.Data.Telling.MessageFooter.Of(
            update,
            Afterword.Tests.Delivery.TellingWorld.Site
        );

        Assert.DoesNotContain("INC", footer, StringComparison.Ordinal);
        Assert.DoesNotContain("OUT", footer, StringComparison.Ordinal);
    }

    private static void Walk(Type type, string path, HashSet<Type> seen)
    {
        if (!seen.Add(type) || Harmless.Contains(type))
        {
            return;
        }
        foreach (
            var field in type.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic
            )
        )
        {
            var inner = Nullable.GetUnderlyingType(field.FieldType) ?? field.FieldType;
            Assert.True(
                Harmless.Contains(inner)
                    || inner.Namespace == typeof(CustomerFacts).Namespace
                        && inner != typeof(InternalText),
                $"{path}.{field.Name} is a {inner.Name}, which could hold internal words."
            );
            Walk(inner, $"{path}.{field.Name}", seen);
        }
    }
}
