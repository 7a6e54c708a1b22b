using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// F6: the last item is closed, so a closing message is drafted for the lead; it goes out by itself after two working days. Afterwards
/// nothing more is owed for the incident, unless an item is opened again.
/// </summary>
internal static class ClosingMessage
{
    public static IEnumerable<Obligation> For(Owing owing) =>
        ClosedAt(owing.State) is { } closedAt
            ? Cadence.Inside.Select(audience => Of(owing, audience, closedAt))
            : [];

    /// <summary>Everything is done and the closing message is out.</summary>
    public static bool IsClosed(IncidentState state) =>
        ClosedAt(state) is { } closedAt
        && state.Told.Any(t => t.Kind == UpdateKind.Closing && t.IsOut && t.ApprovedAt >= closedAt);

    /// <summary>When the last item was closed; null while one is open, none was ever, the incident runs, or all of it is history.</summary>
    private static DateTimeOffset? ClosedAt(IncidentState state) =>
        state
            is {
                FollowedAt: { } followedAt,
                ResolvedAt: { } resolvedAt,
                Items: { Count: > 0 } items,
            }
        && items.All(i => !i.IsOpen)
        && items.Max(i => i.DoneAt) is { } lastAt
        && lastAt >= followedAt
            ? Owing.Later(lastAt, resolvedAt)
            : null;

    private static Obligation Of(Owing owing, Audience audience, DateTimeOffset closedAt)
    {
        var (calendar, zone) = (owing.Calendar, owing.State.Zone);
        var slot = Rounds.Slot(
            owing.State,
            $"{owing.Key}/closing/{Owing.Name(audience)}",
            since: closedAt
        );
        var local = TimeZoneInfo.ConvertTime(closedAt, zone).DateTime;
        var sendsAt = calendar.InWorkingHours(
            WorkCalendar.At(
                calendar.After(DateOnly.FromDateTime(local), owing.Policy.ClosingDays, zone),
                TimeOnly.FromDateTime(local),
                zone
            ),
            zone
        );
        return owing.Met(
            new Obligation
            {
                Slot = slot,
                Kind = UpdateKind.Closing,
                Matter = Matter.Closing,
                Audience = audience,
                IncidentNumber = owing.State.Number,
                OpensAt = closedAt,
                SendsAt = owing.AfterPreview(slot, closedAt, sendsAt),
                DueAt = sendsAt,
                Why = "The last item is closed. The lead may send it earlier.",
            }
        );
    }
}
