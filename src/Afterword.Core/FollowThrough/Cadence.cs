using Afterword.Core.Updates;

namespace Afterword.Core.FollowThrough;

/// <summary>
/// Decides what is owed for an incident. Pure: the same function shows the plan in advance, runs the sweep and is simulated in tests.
/// Each rule is a file beside this one.
/// </summary>
public static class Cadence
{
    /// <summary>Who inside is told of an incident, in the order in which messages are made.</summary>
    public static IReadOnlyList<Audience> Inside { get; } =
    [Audience.Leadership, Audience.AffectedTeams, Audience.Technical, Audience.Company];

    /// <summary>What is owed for an incident: what can be done now, what is next of each rule, and what of it was met.</summary>
    /// <param name="state">The incident and what was told of it.</param>
    /// <param name="calendar">The times, and the days on which people work.</param>
    /// <param name="now">The instant of asking, UTC.</param>
    /// <returns>In the order of the due instants; nothing for an incident that nobody follows.</returns>
    public static IReadOnlyList<Obligation> ForIncident(
        IncidentState state,
        WorkCalendar calendar,
        DateTimeOffset now
    )
    {
        if (state.FollowedAt is not { } followedAt)
        {
            return [];
        }
        var owing = new Owing(state, calendar, followedAt, now);
        var owed = IsClosed(state)
            ?
            [
                .. ClosingMessage.For(owing),
                .. DoneMessages.For(owing),
                .. CheckIns.For(owing),
                .. RiskCalls.For(owing),
            ]
            : All(owing);
        return
        [
            .. owed.Select(o => Wishes.Apply(o, state))
                .OrderBy(o => o.DueAt)
                .ThenBy(o => o.Slot, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc cref="ForIncident(IncidentState, WorkCalendar, DateTimeOffset)"/>
    public static IReadOnlyList<Obligation> ForIncident(
        IncidentState state,
        CadencePolicy policy,
        DateTimeOffset now
    ) => ForIncident(state, new WorkCalendar(policy), now);

    /// <summary>Whether an incident's follow-through is over: resolved, every item closed, and the closing message on its way. An item that is opened or added takes it back.</summary>
    /// <param name="state">The incident and what was told of it.</param>
    public static bool IsClosed(IncidentState state) => ClosingMessage.IsClosed(state);

    /// <summary>The next instant at which the product must act by itself for this incident; null when there is none ahead.</summary>
    /// <param name="state">The incident and what was told of it.</param>
    /// <param name="calendar">The times, and the days on which people work.</param>
    /// <param name="now">The instant of asking, UTC.</param>
    /// <param name="canWrite">Whether there are words for something owed; null where all have.</param>
    public static DateTimeOffset? NextDueAt(
        IncidentState state,
        WorkCalendar calendar,
        DateTimeOffset now,
        Func<Obligation, bool>? canWrite = null
    )
    {
        var owed = ForIncident(state, calendar, now);
        return Withdrawn(state, owed).Any()
            ? now
            : owed.Where(o => o.IsOpen && canWrite?.Invoke(o) != false)
                .Where(o => state.ToldIn(o.Slot) is null)
                .Min(o => (DateTimeOffset?)o.OpensAt);
    }

    /// <summary>Drafts that would go out by themselves and have lost their reason: the items they tell of were closed, or opened again.</summary>
    /// <param name="state">The incident and what was told of it.</param>
    /// <param name="owed">What <see cref="ForIncident(IncidentState, WorkCalendar, DateTimeOffset)"/> said.</param>
    public static IEnumerable<ToldUpdate> Withdrawn(
        IncidentState state,
        IReadOnlyList<Obligation> owed
    ) =>
        state.FollowedAt is null
            ? []
            : state.Told.Where(told =>
                told.IsWaiting
                && told.Kind
                    is UpdateKind.WeeklyFollowUp
                        or UpdateKind.WeeklyEnded
                        or UpdateKind.Closing
                && owed.All(o => o.Slot != told.Slot)
            );

    private static IEnumerable<Obligation> All(Owing owing) =>
        [
            .. FirstSummaries.For(owing),
            .. WeeklyFollowUps.For(owing),
            .. OverduePath.For(owing),
            .. StalledPath.For(owing),
            .. DoneMessages.For(owing),
            .. ClosingMessage.For(owing),
            .. CheckIns.For(owing),
            .. RiskCalls.For(owing),
        ];
}

/// <summary>What every rule looks at.</summary>
/// <param name="State">The incident and what was told of it.</param>
/// <param name="Calendar">The times.</param>
/// <param name="FollowedAt">From when on it is followed.</param>
/// <param name="Now">The instant of asking.</param>
internal sealed record Owing(
    IncidentState State,
    WorkCalendar Calendar,
    DateTimeOffset FollowedAt,
    DateTimeOffset Now
)
{
    public CadencePolicy Policy => Calendar.Policy;

    public string Key => $"INC-{State.Number}";

    public static string Name(Audience audience) => SnakeCase.Of(audience).Replace('_', '-');

    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) =>
        one > other ? one : other;

    public static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) =>
        one < other ? one : other;

    /// <summary>What was owed in a slot is met or waived by its update.</summary>
    public Obligation Met(Obligation owed) =>
        State.ToldIn(owed.Slot) is not { } told
            ? owed
            : owed with
            {
                MetAt = told.IsOut ? told.ApprovedAt : null,
                SendsAt = told.IsWaiting ? told.GoesAt : owed.SendsAt,
                Waived = told.State == UpdateState.Discarded,
            };

    /// <summary>When a step of a path was told, or will be at the earliest; one that somebody waived keeps its day, and so does one told by a clock that was ahead.</summary>
    public DateTimeOffset ToldAt(Obligation step) =>
        State.ToldIn(step.Slot) is { } told
            ? told.CreatedAt <= Now
                ? told.CreatedAt
                : step.DueAt
            : State.Wishes.TryGetValue(step.Slot, out var wish)
                ? wish.Skipped
                    ? step.DueAt
                    : Later(wish.MovedTo ?? step.OpensAt, Now)
                : Later(step.OpensAt, Now);

    /// <summary>A working morning of whoever is written to, on which a day of the team has begun for the team too: it may be half a world away.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zone">Where whoever is written to lives.</param>
    /// <param name="notBefore">An instant that must have come besides.</param>
    public DateTimeOffset MorningFrom(
        DateOnly day,
        TimeZoneInfo zone,
        DateTimeOffset notBefore = default
    )
    {
        var morning = Calendar.MorningOf(Calendar.OnOrAfter(day, zone), zone);
        var begun =
            zone.Id == State.Zone.Id
                ? notBefore
                : Later(notBefore, WorkCalendar.At(day, TimeOnly.MinValue, State.Zone));
        return morning >= begun ? morning : Calendar.NextMorning(begun, zone);
    }

    /// <summary>What was to go out in a morning and did not (the server stood still) waits for the next working hour, so that it rings at nobody's night.</summary>
    public DateTimeOffset Daytime(string slot, DateTimeOffset opensAt, TimeZoneInfo zone) =>
        opensAt > Now || State.ToldIn(slot) is not null
            ? opensAt
            : Calendar.InWorkingHours(Now, zone);

    /// <summary>
    /// When a draft goes out after people had their time to look: as planned, and where it was made late (the server stood still)
    /// so much later, in working hours.
    /// </summary>
    public DateTimeOffset AfterPreview(string slot, DateTimeOffset opensAt, DateTimeOffset planned)
    {
        var made = State.ToldIn(slot)?.CreatedAt ?? Later(Now, opensAt);
        return made <= opensAt.AddMinutes(15)
            ? planned
            : Later(planned, Calendar.InWorkingHours(made + (planned - opensAt), State.Zone));
    }
}
