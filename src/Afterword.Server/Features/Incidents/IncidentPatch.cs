using Afterword.Core;
using Afterword.Core.Incidents;
using Afterword.Server.Api;
using static Afterword.Server.Features.Incidents.NameQueries;

namespace Afterword.Server.Features.Incidents;

/// <summary>Reads an incident out of a JSON body: for POST every field starts empty, for PATCH it keeps its value.</summary>
internal static class IncidentPatch
{
    /// <summary>What the body asks for.</summary>
    /// <param name="patch">The body.</param>
    /// <param name="current">The incident as it stands; null for a new one.</param>
    /// <param name="names">The names behind the numbers of <paramref name="current"/>.</param>
    /// <exception cref="RuleException">A field has no value of its kind, or is none of ours.</exception>
    public static IncidentInput Read(Patch patch, Incident? current, Names names)
    {
        var services = Handles(current?.ServiceIds, names.Service);
        var newServices = patch.Handles("services", services);
        var input = new IncidentInput
        {
            Plain = Plain(patch, current),
            Team = patch.Handle("team", names.Team(current?.TeamId)?.Handle),
            Lead = patch.Handle("lead", names.Person(current?.LeadId)?.Handle),
            Services = newServices,
            AffectedTeams =
                patch.Has("affectedTeams") || newServices.SequenceEqual(services)
                    ? patch.Handles("affectedTeams", Handles(current?.AffectedTeamIds, names.Team))
                    : null,
            People = patch.Objects<InvolvedInput>(
                "people",
                [
                    .. (current?.People ?? []).Select(p => new InvolvedInput(
                        names.Person(p.PersonId)?.Handle,
                        p.Role
                    )),
                ]
            ),
            Readers = patch.Handles("readers", Handles(current?.ReaderIds, id => names.Person(id))),
        };
        patch.Ignore(["affectedTeams", "status", "reason", .. IncidentJson.Derived]);
        patch.Done();
        return input;
    }

    private static IncidentDetails Plain(Patch patch, Incident? current) =>
        new()
        {
            Title = patch.Text("title", current?.Title ?? ""),
            Severity =
                patch.Name<Severity>("severity", current?.Severity ?? Severity.Sev3)
                ?? throw new RuleException("severity", "An incident has a severity, sev1 to sev4."),
            Tags = patch.Texts("tags", current?.Tags ?? []),
            StartedAt = patch.Instant("startedAt", current?.StartedAt),
            DetectedAt = patch.Instant("detectedAt", current?.DetectedAt),
            MitigatedAt = patch.Instant("mitigatedAt", current?.MitigatedAt),
            ResolvedAt = patch.Instant("resolvedAt", current?.ResolvedAt),
            StatedOn = patch.Day("statedOn", current?.StatedOn),
            StatedDuration = patch.Text("statedDuration", current?.StatedDuration ?? ""),
            Impact = patch.Text("impact", current?.Impact ?? ""),
            AffectedUsers = patch.Number("affectedUsers", current?.AffectedUsers),
            Cost = patch.Text("cost", current?.Cost ?? ""),
            SourceLinks = patch.Objects("sourceLinks", current?.SourceLinks ?? []),
            Milestones = patch.Objects("milestones", current?.Milestones ?? []),
            SlackThread = patch.Text("slackThread", current?.SlackThread ?? ""),
            Ticket = patch.Text("ticket", current?.Ticket ?? ""),
            NextUpdateAt = patch.Instant("nextUpdateAt", current?.NextUpdateAt),
            Restricted = patch.Flag("restricted", current?.Restricted ?? false),
        };

    private static IReadOnlyList<string> Handles(
        IReadOnlyList<int>? ids,
        Func<int?, Named?> name
    ) => [.. (ids ?? []).Select(id => name(id)?.Handle).OfType<string>()];
}
