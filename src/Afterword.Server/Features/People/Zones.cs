namespace Afterword.Server.Features.People;

/// <summary>The time zones a form proposes.</summary>
internal static class Zones
{
    /// <summary>IANA names with a region, sorted, and UTC.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "UTC",
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(zone => zone.Id)
            .Where(id =>
                id.Contains('/', StringComparison.Ordinal)
                && !id.StartsWith("Etc/", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal),
    ];
}
