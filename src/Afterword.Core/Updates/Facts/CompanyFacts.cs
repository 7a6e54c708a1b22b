using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>What everybody inside is told: what happened, who felt it, what comes. No cause, no names of services or owners.</summary>
/// <param name="facts">The facts.</param>
public sealed class CompanyFacts(InternalFacts facts) : IAudienceFacts
{
    /// <inheritdoc/>
    public Audience Audience => Audience.Company;

    /// <inheritdoc/>
    public TemplateFields Fields(int items) =>
        CommonFields
            .Of(facts, FactWords.Open(facts), 0)
            .Prose("impact", CommonFields.Impact(facts, 14))
            .Text("fixes", CommonFields.Fixes(facts));
}
