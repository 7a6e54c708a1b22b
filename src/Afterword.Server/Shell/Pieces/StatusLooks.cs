using System.Collections.Frozen;
using System.Text;

namespace Afterword.Server.Shell.Pieces;

/// <summary>How a state is shown: never by color alone.</summary>
internal sealed record StatusLook(string Text, string Icon, string Color);

/// <summary>Every state of the product, how it reads and looks. A state that is missing is shown in plain words, gray.</summary>
internal static class StatusLooks
{
    private static readonly FrozenDictionary<string, StatusLook> Known = new Dictionary<
        string,
        StatusLook
    >
    {
        // action items
        ["not_started"] = new("Not started", "circle", "gray"),
        ["in_progress"] = new("In progress", "circle-half-2", "blue"),
        ["blocked"] = new("Blocked", "ban", "red"),
        ["done"] = new("Done", "circle-check", "green"),
        ["cancelled"] = new("Cancelled", "circle-x", "gray"),
        // incidents
        ["ongoing"] = new("Ongoing", "flame", "red"),
        ["mitigated"] = new("Mitigated", "circle-half-2", "amber"),
        ["resolved"] = new("Resolved", "circle-check", "green"),
        ["closed"] = new("Closed", "circle-check", "gray"),
        ["restricted"] = new("Restricted", "lock", "orange"),
        // post-mortems
        ["draft"] = new("Draft", "pencil", "gray"),
        ["in_review"] = new("In review", "eye", "blue"),
        ["published"] = new("Published", "book", "green"),
        ["reopened"] = new("Reopened", "rotate-2", "amber"),
        // updates and deliveries
        ["scheduled"] = new("Scheduled", "clock", "blue"),
        ["approved"] = new("Approved", "check", "blue"),
        ["sent"] = new("Sent", "mail-check", "green"),
        ["partly_failed"] = new("Partly failed", "alert-triangle", "orange"),
        ["discarded"] = new("Discarded", "trash", "gray"),
        ["ready"] = new("Waiting", "clock", "gray"),
        ["leased"] = new("Sending", "send", "blue"),
        ["retry_wait"] = new("Will try again", "refresh", "amber"),
        ["unknown"] = new("Outcome unknown", "alert-triangle", "orange"),
        ["kept"] = new("Kept in the Outbox", "inbox", "blue"),
        ["dead"] = new("Not delivered", "alert-circle", "red"),
        ["missed"] = new("Missed", "clock-exclamation", "red"),
        ["skipped"] = new("Skipped", "arrow-right", "gray"),
        // templates
        ["shipped"] = new("Shipped", "book", "gray"),
        ["own"] = new("Your own", "pencil", "blue"),
        ["broken"] = new("Cannot be used", "alert-triangle", "red"),
        // obligations
        ["owed"] = new("Owed", "clock", "blue"),
        ["due"] = new("Due", "clock", "amber"),
        ["late"] = new("Late", "clock-exclamation", "red"),
        ["overdue"] = new("Overdue", "clock-exclamation", "red"),
        ["stalled"] = new("Stalled", "player-pause", "amber"),
        ["unanswered"] = new("Unanswered", "message-question", "amber"),
        // people, tokens
        ["active"] = new("Active", "circle-check", "green"),
        ["invited"] = new("Invited", "mail", "blue"),
        ["disabled"] = new("Disabled", "ban", "gray"),
        ["expired"] = new("Expired", "clock", "gray"),
        ["revoked"] = new("Revoked", "ban", "gray"),
    }.ToFrozenDictionary();

    /// <summary>The names there are words for.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    public static StatusLook Of(string name)
    {
        var key = Key(name);
        return Known.TryGetValue(key, out var look)
            ? look
            : new StatusLook(Sentence(key), "circle", "gray");
    }

    // InProgress, in-progress and in_progress are one state.
    private static string Key(string name)
    {
        var key = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && key.Length > 0 && key[^1] != '_')
            {
                key.Append('_');
            }
            key.Append(letter is '-' or ' ' ? '_' : char.ToLowerInvariant(letter));
        }
        return key.ToString();
    }

    private static string Sentence(string key) =>
        key.Length == 0 ? "Unknown" : char.ToUpperInvariant(key[0]) + key[1..].Replace('_', ' ');
}
