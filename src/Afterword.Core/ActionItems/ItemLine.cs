using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Afterword.Core.ActionItems;

/// <summary>
/// An action item on one line: <c>[OUT-123] Update database configuration – Owner: Lee, Due: 2025-08-01</c>.
/// Reading takes any dash, no-break spaces and hyphens and <c>@handle</c>; writing gives exactly this form.
/// </summary>
public sealed partial record ItemLine
{
    /// <summary>The item's key (<c>OUT-123</c>), or null for a line that makes a new item.</summary>
    public string? Key { get; init; }

    /// <summary>What is to be done.</summary>
    public required string Text { get; init; }

    /// <summary>The owner as written (<c>Lee</c>, <c>@lee</c>), or null.</summary>
    public string? Owner { get; init; }

    /// <summary>The due date, when it is one calendar date.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The due words, when they are not one calendar date ("Next sprint").</summary>
    public string? DueText { get; init; }

    private const int MaxLength = 2000;

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line; a list mark before it is fine.</param>
    /// <returns>The item, or null when the line is empty, longer than 2,000 characters, or has no text of its own.</returns>
    public static ItemLine? Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Length > MaxLength)
            return null;
        var text = ListMark().Replace(Plain(line), "");
        string? key = null;
        if (KeyPart().Match(text) is { Success: true } start)
        {
            key = start.Groups["key"].Value.ToUpperInvariant();
            text = text[start.Length..];
        }
        string? owner = null,
            due = null;
        // From the end: "Owner: …" and "Due: …" in either order, behind a dash, comma or semicolon.
        while (Suffix().Match(text) is { Success: true } suffix)
        {
            var value = suffix.Groups["value"].Value.Trim();
            if (suffix.Groups["name"].Value.StartsWith("due", StringComparison.OrdinalIgnoreCase))
                due ??= value;
            else
                owner ??= value;
            text = text[..suffix.Index].TrimEnd();
        }
        text = text.Trim();
        if (text.Length == 0)
            return null;
        var on = ReadDate(due);
        return new()
        {
            Key = key,
            Text = text,
            Owner = NullIfEmpty(owner),
            DueOn = on,
            DueText = on is null ? NullIfEmpty(due) : null,
        };
    }

    /// <summary>Reads every line of a pasted text that is an item.</summary>
    /// <param name="text">Lines; empty ones are skipped.</param>
    public static IReadOnlyList<ItemLine> ParseAll(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split('\n').Select(Parse).OfType<ItemLine>()];
    }

    /// <summary>The line in its one form; what is not known is left out.</summary>
    public override string ToString()
    {
        var line = new StringBuilder();
        if (Key is not null)
            line.Append('[').Append(Key).Append("] ");
        line.Append(Text);
        var due = DueOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? DueText;
        if (Owner is not null)
            line.Append(" – Owner: ").Append(Owner);
        if (due is not null)
            line.Append(Owner is null ? " – " : ", ").Append("Due: ").Append(due);
        return line.ToString();
    }

    // No-break spaces become spaces, the many hyphens one; the dash before "Owner" is matched in any form.
    private static string Plain(string line)
    {
        var text = new StringBuilder(line.Length);
        foreach (var c in line)
            text.Append(
                c switch
                {
                    '\u00a0' or '\u202f' or '\u2007' or '\t' => ' ',
                    '\u2010' or '\u2011' or '\u00ad' => '-',
                    '\r' or '\u200b' or '\ufeff' => "",
                    _ => c.ToString(),
                }
            );
        return text.ToString().Trim();
    }

    private static DateOnly? ReadDate(string? words)
    {
        if (words is null)
            return null;
        return DateOnly.TryParseExact(
            words.Trim().TrimEnd('.'),
            ["yyyy-M-d", "yyyy/M/d", "d MMM yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMMM d, yyyy"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AllowWhiteSpaces,
            out var date
        )
            ? date
            : null;
    }

    private static string? NullIfEmpty(string? words) =>
        string.IsNullOrWhiteSpace(words) ? null : words;

    [GeneratedRegex(@"^(?:[-*+•]\s+|\d{1,3}[.)]\s+)?(?:\[[ xX]?\]\s+)?")]
    private static partial Regex ListMark();

    [GeneratedRegex(
        @"^(?:\[\s*(?<key>[A-Za-z][A-Za-z0-9]{0,9}-\d{1,9})\s*\]|(?<key>[A-Z][A-Z0-9]{0,9}-\d{1,9})(?=\s*[:–—-]\s))\s*[:–—-]?\s*"
    )]
    private static partial Regex KeyPart();

    [GeneratedRegex(
        @"(?:\s*[–—―−]\s*|\s+-{1,3}\s*|\s*[,;|]\s*|\s*\(\s*)(?<name>owner|due(?:\s+(?:date|on|by))?)\s*:\s*(?<value>[^–—|;]*?)\s*\)?$",
        RegexOptions.IgnoreCase | RegexOptions.RightToLeft
    )]
    private static partial Regex Suffix();
}
