using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Core.People;

namespace Afterword.Tests.Support;

/// <summary>Believable things for tests: name only what matters to the story.</summary>
internal static class Some
{
    /// <summary>Saturday 21 November 2026, 09:00 UTC.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public static DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public static By Alice(DateTimeOffset? at = null, Door door = Door.Web) =>
        new(1, door, at ?? Now);

    public static PersonDetails PersonDetails(
        string handle = "alice",
        string? name = null,
        string? email = null
    ) =>
        new()
        {
            Handle = handle,
            Name = name ?? $"{char.ToUpperInvariant(handle[0])}{handle[1..]} Example",
            Email = email ?? $"{handle}@example.test",
            TimeZone = "Europe/Berlin",
        };

    public static IncidentDetails IncidentDetails(
        string title = "Checkout answered with errors",
        DateTimeOffset? startedAt = null,
        DateTimeOffset? resolvedAt = null
    ) =>
        new()
        {
            Title = title,
            Severity = Severity.Sev2,
            StartedAt = startedAt ?? Now.AddHours(-3),
            ResolvedAt = resolvedAt,
            Impact = "One in five orders failed.",
            AffectedUsers = 1200,
        };

    public static Incident Incident(
        int number = 1,
        IncidentDetails? details = null,
        By? by = null
    ) => Core.Incidents.Incident.Declare(number, details ?? IncidentDetails(), by ?? Alice());

    public static ActionItemDetails ItemDetails(
        string title = "Alert when payment errors exceed 5 %",
        DateOnly? dueOn = null,
        int? owner = null
    ) =>
        new()
        {
            Title = title,
            DueOn = dueOn,
            OwnerId = owner,
            Priority = Priority.P2,
        };

    public static ActionItem Item(
        int number = 1,
        ActionItemDetails? details = null,
        By? by = null,
        int incident = 1
    ) => ActionItem.Add(number, incident, details ?? ItemDetails(), by ?? Alice());
}
