namespace Afterword.Server.Features.Incidents;

/// <summary>Where two versions of an incident form differ, field by field, in the form's own words.</summary>
internal static class IncidentDifferences
{
    public static IReadOnlyList<(string Field, string? Stored, string? Typed)> Of(
        IncidentForm stored,
        IncidentForm typed
    ) =>
        [
            .. Fields(stored)
                .Zip(Fields(typed), (s, t) => (s.Field, Stored: s.Value, Typed: t.Value))
                .Where(f => (f.Stored ?? "").Trim() != (f.Typed ?? "").Trim()),
        ];

    private static (string Field, string? Value)[] Fields(IncidentForm form) =>
        [
            ("Title", form.Title),
            ("Severity", form.Severity?.ToUpperInvariant()),
            ("Team", form.Team),
            ("Incident lead", form.Lead),
            ("Impact", form.Impact?.ReplaceLineEndings("\n")),
            ("Affected users", form.AffectedUsers),
            ("Cost", form.Cost),
            ("Started", Moment(form.StartedAt)),
            ("Detected", Moment(form.DetectedAt)),
            ("Mitigated", Moment(form.MitigatedAt)),
            ("Resolved", Moment(form.ResolvedAt)),
            ("Next update by", Moment(form.NextUpdateAt)),
            ("Affected services", List(form.Services)),
            ("Affected teams", List(form.AffectedTeams)),
            ("Tags and causes", form.Tags),
            (
                "Milestones",
                Lines(
                    form.Milestones?.Select(m =>
                        $"{m.Name} {Moment(m.TargetAt)} {Moment(m.ReachedAt)}"
                    )
                )
            ),
            ("People involved", Lines(form.People?.Select(p => $"{p.Handle} {p.Role}"))),
            ("Links", Lines(form.SourceLinks?.Select(l => $"{l.Title} {l.Url}"))),
            ("Slack channel or thread", form.SlackThread),
            ("Ticket", form.Ticket),
            ("Restricted", form.Restricted ? "yes" : "no"),
            ("Named people", List(form.Readers)),
        ];

    private static string? Moment(string? typed) => typed?.Replace('T', ' ');

    private static string List(Dictionary<string, bool>? boxes) =>
        string.Join(", ", IncidentForm.Ticked(boxes));

    private static string Lines(IEnumerable<string>? lines) =>
        string.Join("\n", (lines ?? []).Select(l => l.Trim()).Where(l => l.Length > 0));
}
