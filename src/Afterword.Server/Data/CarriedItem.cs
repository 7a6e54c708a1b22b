namespace Afterword.Server.Data;

/// <summary>An action item of one incident that is an answer to another, too: linked there instead of written anew.</summary>
internal sealed class CarriedItem
{
    private CarriedItem() { }

    public CarriedItem(int incidentNumber, int itemNumber, DateTimeOffset linkedAt) =>
        (IncidentNumber, ItemNumber, LinkedAt) = (incidentNumber, itemNumber, linkedAt);

    /// <summary>The incident it is linked to.</summary>
    public int IncidentNumber { get; private set; }

    /// <summary>The item, which stays with the incident it came of.</summary>
    public int ItemNumber { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset LinkedAt { get; private set; }
}
