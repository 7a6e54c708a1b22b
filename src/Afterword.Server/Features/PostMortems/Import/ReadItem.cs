using System.Text.RegularExpressions;
using Afterword.Core.ActionItems;
using Afterword.Core.Incidents;
using Afterword.Core.PostMortems;

namespace Afterword.Server.Features.PostMortems.Import;

/// <summary>An item of a document as an action item. What no field can hold stays as words in the description; nothing is guessed.</summary>
internal static partial class ReadItem
{
    public static ActionItemDetails Details(DocumentItem item, Known known)
    {
        var person = known.Person(item.Owner);
        var team = person is null ? known.Team(item.Owner) : null;
        return new ActionItemDetails
        {
            Title = Title(item),
            Description = Description(item),
            OwnerId = person,
            OwnerTeamId = team,
            OwnerText = person is null && team is null ? item.Owner?.Trim() ?? "" : "",
            DueOn = item.DueOn,
            DueText = item.DueOn is null ? item.DueText?.Trim() ?? "" : "",
            Priority = PriorityOf(item.Priority),
            Ticket = item.Ticket?.Trim() ?? "",
        };
    }

    /// <summary>The status that the document's words stand for.</summary>
    public static ActionItemStatus Status(DocumentItem item)
    {
        var words = item.Status ?? "";
        return Cancelled().IsMatch(words) ? ActionItemStatus.Cancelled
            : item.Done == true ? ActionItemStatus.Done
            : Blocked().IsMatch(words) ? ActionItemStatus.Blocked
            : InProgress().IsMatch(words) ? ActionItemStatus.InProgress
            : ActionItemStatus.NotStarted;
    }

    /// <summary>Whether the whole item is too long for an action item, so that its text stays in its section.</summary>
    public static bool IsTooLong(DocumentItem item) =>
        item.Markdown.Length + item.Text.Length > IncidentRules.TextLimit - 1_000;

    private static string Title(DocumentItem item)
    {
        var words = item.Text.Trim();
        return words.Length == 0 ? "(an item without words)"
            : words.Length <= ActionItemRules.TitleLimit ? words
            : Cut(words, ActionItemRules.TitleLimit);
    }

    private static string Description(DocumentItem item)
    {
        if (IsTooLong(item))
        {
            return "";
        }
        var text = item.Markdown.Trim();
        if (text == item.Text.Trim() && text.Length <= ActionItemRules.TitleLimit)
        {
            text = "";
        }
        var said = $"{item.Text} {text}";
        string[] unsaid =
        [
            .. AsWritten(item)
                .Where(w => !WrittenWords.Hold(said, w.Words))
                .Select(w => $"{w.Name} {w.Words}"),
        ];
        return unsaid.Length == 0 ? text
            : text.Length == 0 ? $"{item.Text.Trim()}\n\nAs written: {string.Join("; ", unsaid)}"
            : $"{text}\n\nAs written: {string.Join("; ", unsaid)}";
    }

    // Words that the fields would lose: a priority or a status in words that are not ours, a due date with a remark.
    private static IEnumerable<(string Name, string Words)> AsWritten(DocumentItem item)
    {
        if (
            item.Priority is { Length: > 0 } priority
            && PriorityOf(priority)?.ToString() != priority.Trim()
        )
        {
            yield return ("priority", priority.Trim());
        }
        if (item.Status is { Length: > 0 } status && status.Trim() != StatusWords.Of(Status(item)))
        {
            yield return ("status", status.Trim());
        }
        if (item is { DueOn: not null, DueText.Length: > 0 })
        {
            yield return ("due", item.DueText.Trim());
        }
    }

    private static Priority? PriorityOf(string? words) =>
        PriorityShape().Match(words?.Trim() ?? "") is { Success: true } match
            ? (Priority)(match.Groups["n"].Value[0] - '1')
            : null;

    private static string Cut(string text, int length) => text[..(length - 1)].TrimEnd() + "…";

    [GeneratedRegex("^[Pp](?<n>[1-4])(?![0-9])")]
    private static partial Regex PriorityShape();

    [GeneratedRegex(
        @"\b(cancel|won'?t|wontfix|rejected|abandoned|declined|dropped|obsolete)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Cancelled();

    [GeneratedRegex(@"\b(blocked|on hold|waiting|awaiting)", RegexOptions.IgnoreCase)]
    private static partial Regex Blocked();

    [GeneratedRegex(
        @"(?<!\bnot (?:yet )?)\b(in[ -]?progress|wip|work in progress|ongoing|under ?way|in review|under review|started)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex InProgress();
}
