using System.Globalization;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>What people tell of their own work: the facts of an incident if it is about one, an item if it is about one, and who tells it.</summary>
public abstract record WorkNews : News
{
    private protected static readonly string[] LineFields = ["line"];
    private protected static readonly string[] NumberedFields = ["line", "number"];

    /// <summary>The incident it is about, if any.</summary>
    public InternalFacts? Incident { get; init; }

    /// <summary>The item it is about, if any.</summary>
    public ItemFact? Item { get; init; }

    /// <summary>Who tells it and can be asked.</summary>
    public required LeadFact From { get; init; }

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    /// <summary>The fields every one of them has: the frame of an incident where there is one, the item's page, and whom to ask.</summary>
    private protected TemplateFields Frame()
    {
        var frame = Written
            .About(Incident)
            .Flag("item", Item is not null)
            .Link("itemPage", Item?.Key ?? "", Item?.Page);
        var ask = $"ask {FactWords.Short(From.Name, 3)}";
        var address = From.Email.Length > 0 ? new Uri($"mailto:{From.Email}") : Incident?.Page;
        return address is null ? frame.Text("author", ask) : frame.Link("author", ask, address);
    }

    /// <summary>Lines of a list, the last of them saying how many more there are.</summary>
    private protected static IEnumerable<TemplateFields> Lines(
        IReadOnlyList<InternalText> all,
        int most,
        int words = 18
    )
    {
        foreach (var one in all.Take(most))
        {
            yield return new TemplateFields().Prose("line", FactWords.Plain(one, words));
        }
        if (all.Count > most)
        {
            yield return new TemplateFields().Text("line", $"and {all.Count - most} more");
        }
    }

    /// <summary>The same with numbers, as one counts them.</summary>
    private protected static IEnumerable<TemplateFields> Numbered(
        IReadOnlyList<InternalText> all,
        int most,
        int words = 18
    ) =>
        Lines(all, most, words)
            .Select(
                (line, i) => line.Text("number", (i + 1).ToString(CultureInfo.InvariantCulture))
            );

    private protected static string Words(InternalText text, int most) =>
        FactWords.Plain(text, most);

    /// <summary>A sentence, or what stands there where nothing was said.</summary>
    private protected static string SentenceOr(InternalText text, int most, string none) =>
        text.IsEmpty ? none : Sentence(text, most);

    private protected static string Sentence(InternalText text, int most) =>
        FactWords.Sentence(FactWords.Plain(text, most));
}
