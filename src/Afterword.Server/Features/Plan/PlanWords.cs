using Afterword.Core.Updates;

namespace Afterword.Server.Features.Plan;

/// <summary>What the lines of the plan are called.</summary>
internal static class PlanWords
{
    /// <summary>What goes to whom: <c>Weekly follow-up to leadership</c>, <c>Reminder to Lee</c>.</summary>
    public static string What(PlanRow row) =>
        row.Kind is UpdateKind.AdHoc && row.Subject is { } subject
            ? $"{subject} ({UpdateWords.Of(row.Audience).ToLowerInvariant()})"
        : row.Person is { } person ? $"{UpdateWords.Of(row.Kind)} to {person.Name}"
        : UpdateWords.Of(row.Kind, row.Audience);

    /// <summary>Where it is read: the message itself, or how it would look.</summary>
    public static string Address(PlanRow row) =>
        row.UpdateNumber is { } number
            ? $"/updates/{number}"
            : $"/plan/message?slot={Uri.EscapeDataString(row.Slot)}";
}
