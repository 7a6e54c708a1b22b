using System.Globalization;
using Afterword.Core;
using Afterword.Core.Incidents;
using Afterword.Server.Shell;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.Incidents;

/// <summary>Understands an incident form: each thing it cannot read is said at its field, with what was typed.</summary>
internal sealed class IncidentFormReading(
    IncidentForm form,
    Incident? current,
    Reader reader,
    FieldErrors errors
)
{
    /// <summary>What the form asks for; meaningless when <paramref name="errors"/> has any.</summary>
    public IncidentInput Read()
    {
        var services = IncidentForm.Ticked(form.Services);
        var teams = IncidentForm.Ticked(form.AffectedTeams);
        return new IncidentInput
        {
            Plain = Plain(),
            Team = form.Team,
            Lead = form.Lead,
            Services = services,
            AffectedTeams = ProposesTeams(services, teams) ? null : teams,
            AddsOwners = current is not null,
            People =
            [
                .. (form.People ?? [])
                    .Where(p => !string.IsNullOrWhiteSpace(p.Handle))
                    .Select(p => new InvolvedInput(p.Handle, p.Role)),
            ],
            Readers = IncidentForm.Ticked(form.Readers),
        };
    }

    /// <summary>True for a new incident with services and no team ticked: whoever ticks a team has decided.</summary>
    private bool ProposesTeams(IReadOnlyList<string> services, IReadOnlyList<string> teams) =>
        current is null && services.Count > 0 && teams.Count == 0;

    private IncidentDetails Plain() =>
        new()
        {
            Title = Text(form.Title),
            Severity = ReadSeverity(),
            Tags = ReadTags(),
            StartedAt = Instant(nameof(form.StartedAt), form.StartedAt, current?.StartedAt),
            DetectedAt = Instant(nameof(form.DetectedAt), form.DetectedAt, current?.DetectedAt),
            MitigatedAt = Instant(nameof(form.MitigatedAt), form.MitigatedAt, current?.MitigatedAt),
            ResolvedAt = Instant(nameof(form.ResolvedAt), form.ResolvedAt, current?.ResolvedAt),
            StatedOn = ReadDay(),
            StatedDuration = Text(form.StatedDuration),
            Impact = Text(form.Impact),
            AffectedUsers = ReadUsers(),
            Cost = Text(form.Cost),
            SourceLinks = ReadLinks(),
            Milestones = ReadMilestones(),
            SlackThread = Text(form.SlackThread),
            Ticket = Text(form.Ticket),
            NextUpdateAt = Instant(
                nameof(form.NextUpdateAt),
                form.NextUpdateAt,
                current?.NextUpdateAt
            ),
            Restricted = form.Restricted,
        };

    private Severity ReadSeverity()
    {
        if (SnakeCase.TryParse<Severity>(form.Severity, out var severity))
        {
            return severity;
        }
        errors.Add(nameof(form.Severity), "Choose a severity.");
        return Severity.Sev3;
    }

    private IReadOnlyList<string> ReadTags()
    {
        try
        {
            return TagList.Split(form.Tags);
        }
        catch (RuleException refused)
        {
            errors.Add(refused);
            return [];
        }
    }

    // The form shows minutes: a field that still says what is stored keeps the stored seconds.
    private DateTimeOffset? Instant(string field, string? typed, DateTimeOffset? stored)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        if (stored is not null && typed == LocalTime.Of(stored, reader))
        {
            return stored;
        }
        var at = LocalTime.ToInstant(typed, reader);
        if (at is null)
        {
            errors.Add(
                field,
                $"“{Short(typed)}” is no date and time. Write it as {LocalTime.Of(reader.Now, reader).Replace('T', ' ')}."
            );
        }
        return at;
    }

    private DateOnly? ReadDay()
    {
        if (string.IsNullOrWhiteSpace(form.StatedOn))
        {
            return null;
        }
        if (
            DateOnly.TryParseExact(
                form.StatedOn.Trim(),
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            return day;
        }
        errors.Add(
            nameof(form.StatedOn),
            $"“{Short(form.StatedOn)}” is no date. Write it as 2026-11-30."
        );
        return null;
    }

    private int? ReadUsers()
    {
        var digits = Text(form.AffectedUsers)
            .Replace(",", "", StringComparison.Ordinal)
            .Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length == 0)
        {
            return null;
        }
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var users))
        {
            return users;
        }
        errors.Add(
            nameof(form.AffectedUsers),
            $"“{Short(form.AffectedUsers!)}” is no whole number. An estimate is fine: 1200."
        );
        return null;
    }

    private List<Link> ReadLinks()
    {
        var links = new List<Link>();
        for (var i = 0; i < (form.SourceLinks?.Count ?? 0); i++)
        {
            var (title, url) = (Text(form.SourceLinks![i].Title), Text(form.SourceLinks[i].Url));
            if (title.Length == 0 && url.Length == 0)
            {
                continue;
            }
            if (!WebAddress.IsValid(url))
            {
                errors.Add(
                    $"SourceLinks[{i}].Url",
                    url.Length == 0
                        ? "This link needs its address."
                        : $"“{Short(url)}” is no link. One starts with https:// or http://."
                );
            }
            links.Add(new Link(title, url));
        }
        return links;
    }

    private List<Milestone> ReadMilestones()
    {
        var milestones = new List<Milestone>();
        for (var i = 0; i < (form.Milestones?.Count ?? 0); i++)
        {
            var line = form.Milestones![i];
            if (string.IsNullOrWhiteSpace(line.Name + line.TargetAt + line.ReachedAt))
            {
                continue;
            }
            var stored = current?.Milestones.FirstOrDefault(m => m.Name == Text(line.Name));
            var target = Instant($"Milestones[{i}].TargetAt", line.TargetAt, stored?.TargetAt);
            var reached = Instant($"Milestones[{i}].ReachedAt", line.ReachedAt, stored?.ReachedAt);
            if (string.IsNullOrWhiteSpace(line.Name))
            {
                errors.Add($"Milestones[{i}].Name", "This milestone needs a name.");
            }
            if (string.IsNullOrWhiteSpace(line.TargetAt))
            {
                errors.Add($"Milestones[{i}].TargetAt", "By when is this milestone to be reached?");
            }
            milestones.Add(new Milestone(Text(line.Name), target ?? reader.Now, reached));
        }
        return milestones;
    }

    private static string Text(string? typed) => (typed ?? "").Trim();

    private static string Short(string typed) => typed.Length > 60 ? typed[..60] + "…" : typed;
}
