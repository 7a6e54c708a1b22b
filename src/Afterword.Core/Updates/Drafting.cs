using Afterword.Core.Templates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Core.Updates;

/// <summary>Writes the draft of an update from the facts, tailored to its audience.</summary>
public static class Drafting
{
    /// <summary>What an audience inside is told; null for audiences outside, whose words a person reviews first.</summary>
    public static IAudienceFacts? FactsFor(Audience audience, InternalFacts facts) =>
        audience switch
        {
            Audience.Leadership => new LeadershipFacts(facts),
            Audience.AffectedTeams => new AffectedTeamsFacts(facts),
            Audience.Technical => new TechnicalFacts(facts),
            _ => null,
        };

    /// <summary>The words of a draft; null where no template ships for this kind and audience.</summary>
    public static Words? Write(UpdateKind kind, Audience audience, InternalFacts facts) =>
        TemplateCatalog.Find(kind, audience) is { } template
        && FactsFor(audience, facts) is { } tailored
            ? TemplateRenderer.Write(template, tailored)
            : null;
}
