using System.Text.Json;
using Afterword.Core.Delivery;
using Afterword.Core.Incidents;
using Afterword.Core.Updates;
using Afterword.Server.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>
/// The chat channels an audience's updates go to besides its people's mail: what the operator set for the audience, and for engineers
/// the incident's own Slack channel or thread in its place. Customers are never written to in a chat of ours, and of a restricted
/// incident nothing goes to a room in which we do not know who reads.
/// </summary>
internal static class ChatTargets
{
    private const string Slack = "slack";
    private const string Webhook = "slack-webhook";

    /// <summary>The targets, none for most.</summary>
    public static async Task<IReadOnlyList<Recipient>> Of(
        AfterwordDb db,
        Audience audience,
        Incident? incident,
        CancellationToken ct
    )
    {
        if (Field(audience) is not { } field || incident?.Restricted == true)
        {
            return [];
        }
        var settings = await db.Set<Setting>()
            .AsNoTracking()
            .Where(s => s.Name == $"channel:{Slack}" || s.Name == $"channel:{Webhook}")
            .ToDictionaryAsync(s => s.Name, s => s.Value, ct);
        if (InSlack(Filled(settings, Slack), field, audience, incident) is { } target)
        {
            return [new Recipient(Name(target), $"{target}", null, null, Slack)];
        }
        return Filled(settings, Webhook).GetValueOrDefault(field) == "true"
            ? [new Recipient("Slack", "webhook", null, null, Webhook)]
            : [];
    }

    private static SlackTarget? InSlack(
        Dictionary<string, string> filled,
        string field,
        Audience audience,
        Incident? incident
    )
    {
        if (filled.Count == 0)
        {
            return null;
        }
        var own = audience is Audience.Technical or Audience.Thread
            ? SlackTarget.TryParse(incident?.SlackThread)
            : null;
        return own ?? SlackTarget.TryParse(filled.GetValueOrDefault(field));
    }

    private static string Name(SlackTarget target) =>
        target.Thread is null ? "Slack channel" : "Slack thread";

    /// <summary>The name of an audience's field in a chat channel's settings; null for those who are not told in chat.</summary>
    private static string? Field(Audience audience) =>
        audience switch
        {
            Audience.Leadership => "leadership",
            Audience.AffectedTeams => "affectedTeams",
            Audience.Technical or Audience.Thread => "technical",
            Audience.Company => "company",
            _ => null,
        };

    /// <summary>What was filled in, secrets aside; a marker stands for settings that are only secrets.</summary>
    private static Dictionary<string, string> Filled(
        Dictionary<string, string> settings,
        string channel
    ) =>
        settings.TryGetValue($"channel:{channel}", out var json)
            ? new(
                JsonSerializer.Deserialize<Dictionary<string, string>>(json, SettingsJson.Options)
                    ?? []
            )
            {
                ["set"] = "true",
            }
            : [];
}
