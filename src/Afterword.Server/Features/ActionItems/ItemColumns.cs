using System.Text.Json;
using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;
using Afterword.Server.Data;
using Afterword.Server.Data.Access;

namespace Afterword.Server.Features.ActionItems;

/// <summary>The columns a list reads, and what becomes of a row: a line of a page, or an item as the API gives it.</summary>
internal static class ItemColumns
{
    private const string Place = "a.number, a.status, a.priority, a.due_on, a.last_activity_at";
    private const string Owner = "p.handle, p.name, t.handle, t.name";

    public const string Joins =
        "JOIN incidents i ON i.number = a.incident_number LEFT JOIN people p ON p.id = a.owner_id LEFT JOIN teams t ON t.id = a.owner_team_id";

    public const string OfRow =
        $"{Place}, {Owner}, a.title, a.owner_text, a.due_text, a.incident_number, i.title, a.done_at";

    public static string OfJson(Viewer viewer, bool sqlite) =>
        $"""
            {Place}, {Owner}, a.title, a.owner_text, a.due_text, a.incident_number, a.description, a.original_due_on, a.slips, a.status_reason,
            a.category, a.ticket, a.links, a.tags, a.acceptance, a.evidence, a.verification, a.created_at, a.started_at, a.done_at,
            a.reopenings, a.version, CASE WHEN a.parent_number IS NOT NULL THEN (SELECT u.number FROM action_items u
              WHERE u.number = a.parent_number AND {VisibleSql.Has(
                "u.incident_number",
                viewer,
                sqlite
            )}) END, a.due_from, a.snoozed_until, a.from_update
            """;

    public static ItemRow Row(PlainRow row) =>
        new(
            row.Int(0),
            row.Text(9),
            OwnerOf(row),
            row.Text(10),
            row.DateOrNull(3),
            row.Text(11),
            Parsed<Priority>(row.TextOrNull(2)),
            SnakeCase.Parse<ActionItemStatus>(row.Text(1)),
            row.Int(12),
            row.Text(13),
            row.Instant(4),
            row.InstantOrNull(14)
        );

    public static ItemJson Json(PlainRow row, KeyPrefixes keys) =>
        new()
        {
            Key = keys.OfItem(row.Int(0)),
            Title = row.Text(9),
            Description = row.Text(13),
            Incident = keys.OfIncident(row.Int(12)),
            Owner = OwnerJson.Of(OwnerOf(row)),
            OwnerText = row.Text(10),
            DueOn = row.DateOrNull(3),
            DueText = row.Text(11),
            DueFrom = row.DateOrNull(30),
            OriginalDueOn = row.DateOrNull(14),
            Slips = row.Int(15),
            Priority = Parsed<Priority>(row.TextOrNull(2)),
            Status = SnakeCase.Parse<ActionItemStatus>(row.Text(1)),
            StatusReason = row.Text(16),
            SnoozedUntil = row.DateOrNull(31),
            Category = Parsed<LearningCategory>(row.TextOrNull(17)),
            Ticket = row.Text(18),
            Links = LinksOf(row.Text(19)),
            Tags = row.Words(20),
            Parent = row.IntOrNull(29) is { } parent ? keys.OfItem(parent) : null,
            Update = row.IntOrNull(32),
            Acceptance = row.Text(21),
            Evidence = row.Text(22),
            Verification = row.Text(23),
            CreatedAt = row.Instant(24),
            StartedAt = row.InstantOrNull(25),
            DoneAt = row.InstantOrNull(26),
            LastActivityAt = row.Instant(4),
            Reopenings = row.Int(27),
            Version = row.Int(28),
        };

    /// <summary>What of a row decides its place; the same first columns in both shapes.</summary>
    public static ItemKeys Keys(PlainRow row) =>
        new(
            row.Int(0),
            SnakeCase.Parse<ActionItemStatus>(row.Text(1)),
            Parsed<Priority>(row.TextOrNull(2)),
            row.DateOrNull(3),
            row.Instant(4)
        );

    private static ItemOwner? OwnerOf(PlainRow row) =>
        row.TextOrNull(5) is { } handle ? new ItemOwner(handle, row.Text(6), false)
        : row.TextOrNull(7) is { } team ? new ItemOwner(team, row.Text(8), true)
        : null;

    private static T? Parsed<T>(string? text)
        where T : struct, Enum => text is null ? null : SnakeCase.Parse<T>(text);

    private static List<Link> LinksOf(string json) =>
        json == "[]"
            ? []
            : JsonSerializer.Deserialize<List<Link>>(json, JsonSerializerOptions.Web)!;
}
