using Afterword.Core.Templates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Updates;

/// <summary>Writes the words of an update from the facts, tailored to its audience.</summary>
public static class Drafting
{
    /// <summary>What an audience inside is told; null for readers outside, whose words a person reviews first.</summary>
    public static Words? Write(Audience audience, News news) =>
        news.For(audience) is { } tailored
        && TemplateCatalog.Find(news.Kind, audience) is { } template
            ? InThread(TemplateRenderer.Write(template, tailored), news.About)
            : null;

    /// <summary>What customers are told, from words a person reviewed for them.</summary>
    public static Words Write(ICustomerFacts facts) =>
        TemplateRenderer.Write(TemplateCatalog.Find(facts.Kind, facts.Audience)!, facts);

    /// <summary>The words of a first summary; null for another kind, or for readers outside.</summary>
    public static Words? Write(UpdateKind kind, Audience audience, InternalFacts facts) =>
        kind == UpdateKind.InitialSummary ? Write(audience, new FirstSummaryNews(facts)) : null;

    /// <summary>A subject never changes within a thread, whatever becomes of the title it was made of.</summary>
    private static Words InThread(Words words, InternalFacts? about) =>
        about is { Thread.Length: > 0 } ? words with { Subject = about.Thread } : words;
}
