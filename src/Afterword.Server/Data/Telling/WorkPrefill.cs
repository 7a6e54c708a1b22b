using System.Globalization;
using System.Text.RegularExpressions;
using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Rendering;
using Afterword.Core.Updates;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Data.Telling;

/// <summary>What a form about one's own work begins with, from what a person or a team did. Items of restricted incidents are left out: who reads it is not asked.</summary>
internal static partial class WorkPrefill
{
    private const int Most = 30;

    /// <summary>A day, counted from the last working day; or a week.</summary>
    public static DateTimeOffset Since(bool daily, DateTimeOffset now) =>
        now.AddDays(
            !daily ? -7
            : now.DayOfWeek == DayOfWeek.Monday ? -3
            : -1
        );

    /// <summary>Progress since an instant.</summary>
    /// <param name="db">Where to read.</param>
    /// <param name="owners">The people whose items they are.</param>
    /// <param name="team">The team that owns items itself, if it is a team's.</param>
    /// <param name="since">Since when, UTC.</param>
    /// <param name="today">The day.</param>
    /// <param name="keys">What keys look like.</param>
    /// <param name="ct">Stops the reading.</param>
    public static async Task<Dictionary<string, string>> Progress(
        AfterwordDb db,
        IReadOnlyCollection<int> owners,
        int? team,
        DateTimeOffset since,
        DateOnly today,
        KeyPrefixes keys,
        CancellationToken ct
    )
    {
        var soon = today.AddDays(7);
        var items = await db
            .ActionItems.AsNoTracking()
            .Where(a =>
                (a.OwnerId != null && owners.Contains(a.OwnerId.Value))
                || (team != null && a.OwnerTeamId == team)
            )
            .Where(a => !db.Incidents.Any(i => i.Number == a.IncidentNumber && i.Restricted))
            .Where(a =>
                (a.Status == ActionItemStatus.Done && a.DoneAt >= since)
                || a.Status == ActionItemStatus.InProgress
                || a.Status == ActionItemStatus.Blocked
                || (a.Status == ActionItemStatus.NotStarted && a.DueOn != null && a.DueOn <= soon)
            )
            .OrderBy(a => a.DueOn == null)
            .ThenBy(a => a.DueOn)
            .ThenBy(a => a.Number)
            .Take(4 * Most)
            .ToListAsync(ct);
        int[] asked = [.. items.Select(i => i.Blocker?.HelperId).OfType<int>().Distinct()];
        var helpers = await db
            .People.Where(p => asked.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Name, ct);
        string Lines(ActionItemStatus status, Func<ActionItem, string> line) =>
            string.Join('\n', items.Where(i => i.Status == status).Take(Most).Select(line));
        var next = items.Where(i => i.Status == ActionItemStatus.NotStarted).Take(5).ToList();
        return new Dictionary<string, string>
        {
            ["completed"] = Lines(ActionItemStatus.Done, i => $"{Name(i, keys)}{Pull(i)}"),
            ["inProgress"] = Lines(
                ActionItemStatus.InProgress,
                i => $"{Name(i, keys)} - ETA: {Due(i)}"
            ),
            ["blockers"] = Lines(
                ActionItemStatus.Blocked,
                i => $"{Name(i, keys)}: {Needed(i, helpers)}"
            ),
            ["notes"] =
                next.Count == 0
                    ? ""
                    : $"Next: {string.Join(", ", next.Select(i => $"{keys.OfItem(i.Number)} by {Due(i)}"))}.",
        };
    }

    /// <summary>What is known of an item already, for the form of a kind.</summary>
    public static Dictionary<string, string> Item(
        UpdateKind kind,
        ActionItem item,
        string lastReason
    ) =>
        kind switch
        {
            UpdateKind.Blocker => new()
            {
                ["title"] = item.Title,
                ["impact"] = OneLine(Blocks(item)?.Impact ?? item.StatusReason),
                ["urgency"] = OneLine(Blocks(item)?.Urgency ?? ""),
                ["goal"] = OneLine(Blocks(item)?.Goal is { Length: > 0 } goal ? goal : item.Title),
                ["getting"] = OneLine(Blocks(item)?.Getting ?? ""),
                ["tried"] = string.Join('\n', Blocks(item)?.Tried ?? []),
                ["need"] = OneLine(Blocks(item)?.Need ?? ""),
            },
            UpdateKind.ReadyForReview => new()
            {
                ["feature"] = item.Title,
                ["pr"] =
                    item.Review?.PullRequest ?? PullRequest().Match(item.Evidence).Groups[1].Value,
                ["summary"] = OneLine(item.Review?.Summary ?? ""),
                ["changes"] = string.Join('\n', item.Review?.Changes ?? []),
                ["testing"] = OneLine(item.Review?.Testing ?? item.Acceptance),
                ["focus"] = OneLine(item.Review?.Focus ?? ""),
            },
            UpdateKind.Delay => new()
            {
                ["feature"] = item.Title,
                ["original"] = Day(item.OriginalDueOn ?? item.DueOn),
                ["new"] = item.OriginalDueOn == item.DueOn ? "" : Day(item.DueOn),
                ["reason"] = OneLine(lastReason),
                ["options"] = string.Join('\n', Core.Updates.Facts.Delay.UsualOptions),
            },
            _ => [],
        };

    /// <summary>What a form begins with where nothing is known.</summary>
    public static Dictionary<string, string> Nothing(UpdateKind kind) =>
        kind == UpdateKind.Delay
            ? new() { ["options"] = string.Join('\n', Core.Updates.Facts.Delay.UsualOptions) }
            : [];

    private static string Name(ActionItem item, KeyPrefixes keys) =>
        $"{keys.OfItem(item.Number)} {item.Title}";

    private static BlockerAnswers? Blocks(ActionItem item) =>
        item.Status == ActionItemStatus.Blocked ? item.Blocker : null;

    // Who said it in one sentence did not part the need from the rest.
    private static string Needed(ActionItem item, Dictionary<int, string> helpers) =>
        item.Blocker is not { } blocker
            ? (item.StatusReason is [var first, ..] && char.IsLower(first) ? "Need " : "")
                + OneLine(item.StatusReason)
        : blocker.HelperId is { } helper && helpers.TryGetValue(helper, out var name)
            ? $"Need {OneLine(blocker.Need).TrimEnd('.')} from {name}"
        : $"Need {OneLine(blocker.Need)}";

    private static string Pull(ActionItem item) =>
        PullRequest().Match(item.Evidence) is { Success: true } found
            ? $" (PR #{found.Groups[1].Value})"
            : "";

    private static string Due(ActionItem item) =>
        item.DueOn is null && item.DueText.Length > 0 ? item.DueText
        : item.DueOn is null ? "no date yet"
        : Day(item.DueOn);

    private static string Day(DateOnly? day) =>
        day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string OneLine(string markdown) =>
        string.Join(
            ' ',
            PlainText.Render(markdown).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    [GeneratedRegex(@"(?:PR #?|pull/|merge_requests/|#)([0-9]{1,8})", RegexOptions.NonBacktracking)]
    private static partial Regex PullRequest();
}
