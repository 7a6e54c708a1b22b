using Afterword.Core.Templates;
using Afterword.Core.Updates;

namespace Afterword.Leaks;

/// <summary>What a search came to.</summary>
/// <param name="Renders">How many renderings were read.</param>
/// <param name="Secrets">How many secrets were planted.</param>
/// <param name="Leaks">Each secret that was found where it must not be.</param>
internal sealed record Found(int Renders, int Secrets, IReadOnlyList<string> Leaks);

/// <summary>Renders everything of random worlds for everybody in every channel, and looks for secrets in it.</summary>
internal static class Search
{
    /// <summary>Lives through one world.</summary>
    public static Found In(int seed)
    {
        var world = new World(seed);
        var leaks = new List<string>();
        var renders = 0;
        foreach (var news in world.News())
        {
            foreach (var audience in Enum.GetValues<Audience>())
            {
                if (Drafting.Write(audience, news, null) is { } words)
                {
                    if (Audiences.IsOutside(audience))
                    {
                        leaks.Add($"{news.Kind} was written for customers from internal facts");
                    }
                    renders += Read(world, news.Kind, audience, words, leaks);
                }
            }
        }
        foreach (var facts in world.ForCustomers())
        {
            renders += Read(world, facts.Kind, facts.Audience, Drafting.Write(facts, null), leaks);
            renders += Own(world, facts, leaks);
        }
        return new Found(renders, world.Canaries.Count, leaks);
    }

    /// <summary>The same with an installation's own template that asks for internal fields: it is refused, or writes nothing of them.</summary>
    private static int Own(World world, Core.Updates.Facts.ICustomerFacts facts, List<string> leaks)
    {
        var shipped = TemplateCatalog.Find(facts.Kind, facts.Audience)!;
        var text = TemplateSource.Shipped(shipped.Name)!;
        string[] fields =
        [
            "impact",
            "cause",
            "title",
            "services",
            "owner",
            "page",
            "words",
            "seen",
        ];
        var curious =
            text + string.Concat(fields.Select(f => $"\n{{{{#if {f}}}}}{{{{{f}}}}}{{{{/if}}}}"));
        var book = new TemplateBook([Template.Parse(shipped.Name, curious)]);
        return Read(world, facts.Kind, facts.Audience, Drafting.Write(facts, book), leaks);
    }

    /// <summary>Reads one message in every channel.</summary>
    public static int Read(
        World world,
        UpdateKind kind,
        Audience audience,
        Words words,
        List<string> leaks
    )
    {
        var renders = 0;
        foreach (var (channel, text) in Surfaces.Of(words, audience))
        {
            renders++;
            leaks.AddRange(
                In(world.Canaries, text, audience)
                    .Select(field => $"{field} in {kind} to {audience} by {channel}")
            );
        }
        return renders;
    }

    /// <summary>The fields whose secrets stand in a text, raw or decoded, that this audience must not read.</summary>
    public static IEnumerable<string> In(Canaries canaries, string text, Audience audience)
    {
        var outside = Audiences.IsOutside(audience);
        var engineers = audience is not (Audience.Leadership or Audience.Company);
        return Decodings
            .Of(text)
            .SelectMany(form => canaries.In(form, outside, engineers))
            .Distinct();
    }
}
