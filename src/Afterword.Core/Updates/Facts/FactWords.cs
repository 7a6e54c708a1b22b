using System.Globalization;
using Afterword.Core.ActionItems;
using Afterword.Core.Rendering;
using Afterword.Core.Templates;

namespace Afterword.Core.Updates.Facts;

/// <summary>How facts are put into words that are the same in every message.</summary>
internal static class FactWords
{
    /// <summary>The fields of each action item in a template.</summary>
    public static readonly string[] ItemFields = ["line", "state", "late"];

    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) =>
        day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Duration(TimeSpan lasted) =>
        lasted < TimeSpan.FromMinutes(1) ? "less than a minute"
        : lasted < TimeSpan.FromHours(1) ? Count((int)lasted.TotalMinutes, "minute")
        : lasted < TimeSpan.FromDays(2) ? $"{(int)lasted.TotalHours} h {lasted.Minutes} min"
        : $"{(int)lasted.TotalDays} days {lasted.Hours} h";

    public static string Count(int number, string noun, string? several = null) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{number:N0} {(number == 1 ? noun : several ?? noun + "s")}"
        );

    /// <summary>Markdown or plain words as one line of at most so many words, never cut within one.</summary>
    public static string Short(string text, int words)
    {
        var all = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return all.Length <= words
            ? string.Join(' ', all)
            : string.Join(' ', all.Take(words)).TrimEnd('.', ',', ';', ':', '-', '–') + " …";
    }

    /// <summary>The plain words of a Markdown text as one short line, cut where a sentence ends if one does.</summary>
    public static string Plain(InternalText markdown, int words) =>
        markdown.IsEmpty ? "" : Clip(PlainText.Render(markdown.Reveal()), words);

    /// <summary>A text of at most so many words: whole sentences where they make up at least a third of that, else cut at a comma in the second half, else between words.</summary>
    public static string Clip(string text, int words)
    {
        var all = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (all.Length <= words)
        {
            return string.Join(' ', all);
        }
        for (var end = words; end > words / 3 && end > 2; end--)
        {
            if (all[end - 1][^1] is '.' or '!' or '?' or ';')
            {
                return string.Join(' ', all[..end]).TrimEnd(';', '.') + ".";
            }
        }
        for (var end = words; end > words / 2 && end > 3; end--)
        {
            if (all[end - 1][^1] is ',' or ':')
            {
                return Short(string.Join(' ', all[..end]) + " …", end);
            }
        }
        return Short(text, words);
    }

    /// <summary>A sentence, with its full stop.</summary>
    public static string Sentence(string text) =>
        text.Length == 0 || text[^1] is '.' or '!' or '?' or '…' ? text : text + ".";

    /// <summary>The one-line form of an item (templates.md).</summary>
    public static string Line(ItemFact item) =>
        $"[{item.Key}] {Short(item.Action.Reveal(), 12)} – Owner: {item.Owner ?? "nobody yet"}, Due: {Due(item)}";

    /// <summary>An item's line, its state and how late it is.</summary>
    public static TemplateFields Item(ItemFact item, DateTimeOffset now) =>
        new TemplateFields()
            .Text("line", Line(item))
            .Text("state", StatusWords.Of(item.Status))
            .Text("late", item.DaysLate(now) is { } days ? $"{Count(days, "day")} late" : "");

    /// <summary>The open items in the order they are to be read: late ones first, then by due date, those without one last.</summary>
    public static IReadOnlyList<ItemFact> Open(InternalFacts facts) =>
        [
            .. facts
                .Items.Where(i => i.IsOpen)
                .OrderByDescending(i => i.DaysLate(facts.Now) ?? 0)
                .ThenBy(i => i.DueOn ?? DateOnly.MaxValue),
        ];

    /// <summary>Names in a sentence: <c>Ana Ruiz, Lee Example and 3 others</c>.</summary>
    public static string Names(IReadOnlyList<string> names, int most = 4) =>
        names.Count switch
        {
            0 => "",
            1 => Short(names[0], 4),
            _ when names.Count <= most =>
                $"{string.Join(", ", names.Take(names.Count - 1).Select(n => Short(n, 4)))} and {Short(names[^1], 4)}",
            _ =>
                $"{string.Join(", ", names.Take(most - 1).Select(n => Short(n, 4)))} and {names.Count - most + 1} others",
        };

    /// <summary>Keys in a sentence: <c>OUT-1, OUT-2 and 5 more</c>.</summary>
    public static string Keys(IReadOnlyList<ItemFact> items, int most = 6) =>
        items.Count <= most
            ? string.Join(", ", items.Select(i => i.Key))
            : $"{string.Join(", ", items.Take(most).Select(i => i.Key))} and {items.Count - most} more";

    /// <summary>Why an open item is late or stands still, as far as somebody said: what blocks it, else why its date moved last.</summary>
    public static string Why(ItemFact item, int words) =>
        !item.StatusReason.IsEmpty ? Plain(item.StatusReason, words)
        : item.Moves is [.., var last] && !last.Why.IsEmpty ? Plain(last.Why, words)
        : "";

    /// <summary>Where an open item stands, in a cell or a sentence: <c>Blocked, 3 days late: waits for the host</c>.</summary>
    public static string Standing(ItemFact item, DateTimeOffset now, int words)
    {
        var state = StatusWords.Of(item.Status);
        var late = item.DaysLate(now) is { } days ? $", {Count(days, "day")} late" : "";
        var why =
            late.Length > 0 || item.Status == ActionItemStatus.Blocked ? Why(item, words) : "";
        return $"{state}{late}{(why.Length > 0 ? $": {why}" : "")}";
    }

    public static string Due(ItemFact item) =>
        item.DueOn is { } due ? Day(due)
        : item.DueText.Length > 0 ? Short(item.DueText, 4)
        : "no date yet";
}
