namespace Afterword.Core.Incidents;

/// <summary>Proposes the affected teams from the affected services; a person may change the proposal.</summary>
public static class AffectedTeams
{
    /// <summary>The teams to put down when a person named services and did not name the teams themselves.</summary>
    /// <param name="current">The affected teams so far.</param>
    /// <param name="servicesBefore">The affected services so far.</param>
    /// <param name="servicesNow">The affected services as they will be.</param>
    /// <param name="ownerOf">The team that owns a service; null when nobody does.</param>
    /// <returns>The teams so far and the owners of the services that are new; nobody is ever taken off.</returns>
    public static IReadOnlyList<int> Propose(
        IReadOnlyList<int> current,
        IReadOnlyList<int> servicesBefore,
        IReadOnlyList<int> servicesNow,
        Func<int, int?> ownerOf
    ) =>
        [
            .. current
                .Concat(servicesNow.Except(servicesBefore).Select(ownerOf).OfType<int>())
                .Distinct()
                .Order(),
        ];
}
