namespace Afterword.Core.Updates.Facts;

/// <summary>An incident happened: the first summary.</summary>
/// <param name="Incident">The incident's facts.</param>
public sealed record FirstSummaryNews(InternalFacts Incident) : News
{
    /// <inheritdoc/>
    public override UpdateKind Kind => UpdateKind.InitialSummary;

    /// <inheritdoc/>
    public override InternalFacts? About => Incident;

    private protected override IAudienceFacts Tailored(Audience audience) =>
        audience switch
        {
            Audience.Leadership => new LeadershipFacts(Incident),
            Audience.AffectedTeams => new AffectedTeamsFacts(Incident),
            Audience.Technical => new TechnicalFacts(Incident),
            _ => new CompanyFacts(Incident),
        };
}
