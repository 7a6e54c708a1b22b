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

    private static (string Cadence, string Organization, CadenceRules Rules) _last = (
        "{}",
        "{}",
        Of(new CadencePolicy(), new OrganizationSettings())
    );

    public static async Task<CadenceRules> Of(AfterwordDb db, CancellationToken ct)
    {
        var stored = await db.Rows(
            "SELECT name, value FROM settings WHERE name IN (@cadence, @organization)",
            [("@cadence", CadenceName), ("@organization", OrganizationName)],
            row => (Name: row.Text(0), Value: row.Text(1)),
            ct
        );
        var cadence = stored.SingleOrDefault(s => s.Name == CadenceName).Value ?? "{}";
        var organization = stored.SingleOrDefault(s => s.Name == OrganizationName).Value ?? "{}";
        // A calendar remembers what it counted, so the same settings share one.
        var last = _last;
        if (last.Cadence == cadence && last.Organization == organization)
        {
            return last.Rules;
        }
        var rules = Of(Read<CadencePolicy>(cadence), Read<OrganizationSettings>(organization));
        _last = (cadence, organization, rules);
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
    public TimeZoneInfo ZoneOf(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            ? zone
            : Zone;

    private static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, SettingsJson.Options)!;
}
