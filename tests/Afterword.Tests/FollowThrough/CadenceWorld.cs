using System.Globalization;
using Afterword.Core.ActionItems;
using Afterword.Core.FollowThrough;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;

namespace Afterword.Tests.FollowThrough;

/// <summary>An incident as the rules see it, in Berlin: Lee owns, Kim manages Lee, Ana leads the team. Instants are written as people say them.</summary>
internal static class CadenceWorld
{
    public const int Lee = 1;
    public const int Kim = 2;
    public const int Ana = 3;

    public static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById(
        "Europe/Berlin"
    );

    public static readonly WorkCalendar Calendar = new(new CadencePolicy());

    /// <summary>An instant in Berlin: <c>Mon 2026-11-23 08:30</c>; the day of the week is checked, so that tables read well and true.</summary>
    public static DateTimeOffset At(string text) => At(text, Berlin);

    public static DateTimeOffset At(string text, TimeZoneInfo zone)
    {
        var local = DateTime.ParseExact(text, "ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public static DateOnly Day(string text) =>
        DateOnly.ParseExact(text, "ddd yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An instant as a table shows it.</summary>
    public static string Say(DateTimeOffset at, TimeZoneInfo? zone = null) =>
        TimeZoneInfo
            .ConvertTime(at, zone ?? Berlin)
            .ToString("ddd yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Resolved on Monday 2 November 2026 at 15:00 in Berlin.</summary>
    public static IncidentState Incident(params ItemState[] items) =>
        new()
        {
            Number = 1,
            Severity = Severity.Sev2,
            DeclaredAt = At("Mon 2026-11-02 12:00"),
            FollowedAt = At("Mon 2026-11-02 12:00"),
            ResolvedAt = At("Mon 2026-11-02 15:00"),
            LeadId = Lee,
            TeamLeadId = Ana,
            Zone = Berlin,
            Items = items,
            People = new Dictionary<int, PersonState>
            {
                [Lee] = new(Lee, "lee", Kim, Berlin),
                [Kim] = new(Kim, "kim", null, Berlin),
                [Ana] = new(Ana, "ana", null, Berlin),
            },
        };

    public static ItemState Item(
        int number = 1,
        string? due = null,
        Priority? priority = Priority.P2,
        string touched = "Tue 2026-11-03 10:00",
        string? done = null,
        string created = "Tue 2026-11-03 10:00"
    ) =>
        new()
        {
            Number = number,
            Priority = priority,
            OwnerId = Lee,
            DueOn = due is null ? null : Day(due),
            CreatedAt = At(created),
            LastActivityAt = done is null ? At(touched) : At(done),
            Status = done is null ? ActionItemStatus.InProgress : ActionItemStatus.Done,
            DoneAt = done is null ? null : At(done),
        };

    /// <summary>What is owed of a matter, a line each: when, what, to whom.</summary>
    public static string[] Lines(
        IncidentState state,
        DateTimeOffset now,
        Matter matter,
        WorkCalendar? calendar = null
    ) =>
        [
            .. Cadence
                .ForIncident(state, calendar ?? Calendar, now)
                .Where(o => o.Matter == matter)
                .OrderBy(o => o.OpensAt)
                .ThenBy(o => o.Audience)
                .Select(o =>
                    $"{Say(o.OpensAt)} {o.Slot}{(o.PersonId is { } person ? $" → @{state.People[person].Handle}" : "")}"
                ),
        ];

    /// <summary>The state after the sweep did what was owed at an instant.</summary>
    public static IncidentState Swept(IncidentState state, string at)
    {
        var now = At(at);
        return state with
        {
            Told =
            [
                .. state.Told,
                .. Cadence
                    .ForIncident(state, Calendar, now)
                    .Where(o => o.IsOpen && o.OpensAt <= now && state.ToldIn(o.Slot) is null)
                    .Select(o =>
                        o.SendsAt <= now
                            ? new ToldUpdate(o.Slot, UpdateState.Sent, now, now, o.Kind, o.Audience)
                            : new ToldUpdate(
                                o.Slot,
                                UpdateState.Draft,
                                null,
                                now,
                                o.Kind,
                                o.Audience,
                                o.SendsAt
                            )
                    ),
            ],
        };
    }

    /// <summary>The state after people and the clock let everything go that waited.</summary>
    public static IncidentState Sent(IncidentState state, string at) =>
        state with
        {
            Told =
            [
                .. state.Told.Select(t =>
                    t.IsWaiting
                        ? t with
                        {
                            State = UpdateState.Sent,
                            ApprovedAt = At(at),
                            GoesAt = null,
                        }
                        : t
                ),
            ],
        };
}
