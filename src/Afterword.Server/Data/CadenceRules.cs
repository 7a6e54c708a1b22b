using System.Collections.Concurrent;
using System.Text.Json;
using Afterword.Core.FollowThrough;
using Afterword.Server.Data.Settings;

namespace Afterword.Server.Data;

/// <summary>The policy and the calendar as one transaction sees them.</summary>
/// <param name="Calendar">Times, days off and working hours.</param>
/// <param name="Zone">The organization's zone, for teams and people whose own does not exist.</param>
internal sealed record CadenceRules(WorkCalendar Calendar, TimeZoneInfo Zone)
{
    private static readonly string CadenceName = AllSettings.Of(typeof(CadencePolicy)).Name;
    private static readonly string OrganizationName = AllSettings
        .Of(typeof(OrganizationSettings))
        .Name;

    /// <summary>The zones that were asked for: .NET makes a new one, with all its rules, each time.</summary>
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Zones = new();

    private static Stored _last = new(
        "{}",
        "{}",
        Of(new CadencePolicy(), new OrganizationSettings())
    );

    /// <summary>The two settings as columns of another query, for <see cref="Of(string?, string?)"/>; their names are <see cref="Names"/>.</summary>
    public const string Columns =
        "(SELECT value FROM settings WHERE name = @cadence), (SELECT value FROM settings WHERE name = @organization)";

    /// <summary>The parameters that <see cref="Columns"/> names.</summary>
    public static IReadOnlyList<(string Name, object? Value)> Names { get; } =
    [("@cadence", CadenceName), ("@organization", OrganizationName)];

    public static async Task<CadenceRules> Of(AfterwordDb db, CancellationToken ct)
    {
        var stored = await db.Rows(
            $"SELECT {Columns}",
            Names!,
            row => Of(row.TextOrNull(0), row.TextOrNull(1)),
            ct
        );
        return stored[0];
    }

    /// <summary>By the settings as they are stored; what was never set is as it comes.</summary>
    public static CadenceRules Of(string? cadence, string? organization)
    {
        (cadence, organization) = (cadence ?? "{}", organization ?? "{}");
        // A calendar remembers what it counted, so the same settings share one.
        var last = _last;
        if (last.Cadence == cadence && last.Organization == organization)
        {
            return last.Rules;
        }
        var rules = Of(Read<CadencePolicy>(cadence), Read<OrganizationSettings>(organization));
        _last = new Stored(cadence, organization, rules);
        return rules;
    }

    public static CadenceRules Of(CadencePolicy policy, OrganizationSettings organization) =>
        new(
            new WorkCalendar(policy, organization.WorkdayStart, organization.WorkdayEnd),
            TimeZoneInfo.TryFindSystemTimeZoneById(organization.TimeZone, out var zone)
                ? zone
                : TimeZoneInfo.Utc
        );

    /// <summary>A zone by its name; the organization's where there is none of that name.</summary>
    public TimeZoneInfo ZoneOf(string? name)
    {
        if (name is null)
        {
            return Zone;
        }
        if (!Zones.TryGetValue(name, out var zone))
        {
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone))
            {
                return Zone;
            }
            Zones[name] = zone;
        }
        return zone;
    }

    private static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, SettingsJson.Options)!;

    /// <summary>Rules with the texts they were read from; one reference, so that no thread sees half of it.</summary>
    private sealed record Stored(string Cadence, string Organization, CadenceRules Rules);
}
