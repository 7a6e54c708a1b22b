using Afterword.Core.Templates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Updates;

/// <summary>Writes the words of an update from the facts, tailored to its audience.</summary>
public static class Drafting
{
    /// <summary>What an audience inside is told; null for readers outside, whose words a person reviews first.</summary>
    /// <param name="audience">Who reads.</param>
    /// <param name="news">What is told.</param>
    /// <param name="templates">The templates in force; null for the shipped ones.</param>
    public static Words? Write(Audience audience, News news, TemplateBook? templates) =>
        news.For(audience) is { } tailored
        && (templates ?? TemplateBook.Shipped).Write(news.Kind, tailored) is { } words
            ? InThread(words, news.About)
            : null;

    /// <summary>What customers are told, from words a person reviewed for them.</summary>
    /// <param name="facts">The reviewed words.</param>
    /// <param name="templates">The templates in force; null for the shipped ones.</param>
    public static Words Write(ICustomerFacts facts, TemplateBook? templates) =>
        (templates ?? TemplateBook.Shipped).Write(facts.Kind, facts)!;

    /// <summary>The words of a first summary from the shipped template; null for another kind, or for readers outside.</summary>
    public static Words? Write(UpdateKind kind, Audience audience, InternalFacts facts) =>
        kind == UpdateKind.InitialSummary
            ? Write(audience, new FirstSummaryNews(facts), TemplateBook.Shipped)
            : null;

    /// <summary>A subject never changes within a thread, whatever becomes of the title it was made of.</summary>
    private static Words InThread(Words words, InternalFacts? about) =>
        about is { Thread.Length: > 0 } ? words with { Subject = about.Thread } : words;
}
