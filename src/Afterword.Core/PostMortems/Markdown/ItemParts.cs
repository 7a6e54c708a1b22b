using System.Text.RegularExpressions;

namespace Afterword.Core.PostMortems.Markdown;

/// <summary>Builds an item from its Markdown and what its surroundings say of it.</summary>
internal static partial class ItemParts
{
    /// <summary>What a sub-heading or a table says for the items in it.</summary>
    internal sealed record Inherited(
        bool? Done = null,
        DueWords.Due Due = default,
        string? Ticket = null,
        string? Owner = null
    )
    {
        internal static Inherited Nothing { get; } = new();

        internal static Inherited FromHeading(string heading, ReadContext context)
        {
            var text = Inline.Read(heading, context.Targets);
            return new(
                DoneWords.InHeading(heading),
                DueWords.InSentence(text.Text, context),
                Tickets.Linked(text),
                OwnerWords.InSentence(text.Text, "")
            );
        }
    }

    internal static DocumentItem? Build(
        IReadOnlyList<Line> lines,
        bool? ticked,
        Inherited inherited,
        ReadContext context,
        bool inCell = false
    )
    {
        // The lines of a cell are lines that somebody broke, not the width of a page.
        var markdown = inCell ? EntryText.Tidy(Line.Join(lines)) : Markdown(lines);
        var (own, nested) = Split(markdown);
        string? key = null;
        if (context.OwnForm && Key().Match(own) is { Success: true } match)
        {
            key = match.Groups["key"].Value;
            own = own[match.Length..];
            markdown = markdown[match.Length..];
        }
        var text = Inline.Read(own, context.Targets);
        if (
            Placeholders.Is(text.Text)
                && (text.Links.Count == 0 || text.Text.StartsWith("{{", StringComparison.Ordinal))
            || Placeholders.IsAboutReport(text.Text)
        )
            return null;
        var below =
            nested.Length == 0 ? "" : Inline.Plain(nested.Length > 2000 ? nested[..2000] : nested);
        var status = DoneWords.InSentence(text.Text);
        var due = First(
            DueWords.InSentence(text.Text, context),
            Nested(nested, "due") is { } words ? DueWords.Read(words, context) : default,
            below.Length == 0 ? default : DueWords.Below(below, context),
            inherited.Due
        );
        return new DocumentItem
        {
            Text = text.Text,
            Markdown = markdown,
            Key = key,
            Owner =
                OwnerWords.InSentence(text.Text, own)
                ?? OwnerWords.InCell(Nested(nested, "owner") ?? "")
                ?? (below.Length == 0 ? null : OwnerWords.Below(below))
                ?? inherited.Owner,
            DueOn = due.On,
            DueText = due.Text,
            Status = status?.Words ?? Nested(nested, "status"),
            Done =
                ticked
                ?? status?.Done
                ?? DoneWords.InCell(Nested(nested, "status") ?? "")
                ?? (IsStruck(own) ? true : inherited.Done),
            Priority = PriorityWords.InSentence(text.Text) ?? Nested(nested, "priority"),
            Ticket = Tickets.Of(text, nested, context.Targets) ?? inherited.Ticket,
            Line = lines[0].Number,
        };
    }

    /// <summary>The item with its first paragraph on one line, so that it fits a table's cell.</summary>
    internal static string Markdown(IReadOnlyList<Line> lines)
    {
        var end = 1;
        while (
            end < lines.Count
            && !lines[end].IsBlank
            && !BlockReader.Interrupts(lines, end)
            && ListSyntax.At(lines[end].Text) is null
        )
            end++;
        var first = string.Join(
            ' ',
            lines
                .Take(end)
                .Where(l => l.Mark == LineMark.Text)
                .Select(l => l.Text.Trim())
                .Where(t => t.Length > 0)
        );
        if (lines[0].Mark != LineMark.Text)
            end = 0;
        var rest = EntryText.Tidy(Line.Join(lines.Skip(end)));
        return rest.Length == 0 ? first
            : first.Length == 0 ? rest
            : $"{first}\n{(lines.Count > end && lines[end].IsBlank ? "\n" : "")}{rest}";
    }

    /// <summary>The item's own sentence, and what is nested under it.</summary>
    internal static (string Own, string Nested) Split(string markdown)
    {
        var lines = LineScanner.Scan(markdown);
        var end = 1;
        while (
            end < lines.Count
            && !lines[end].IsBlank
            && lines[end].Mark == LineMark.Text
            && ListSyntax.At(lines[end].Text) is null
        )
            end++;
        return (string.Join('\n', lines.Take(end).Select(l => l.Text)), Line.Join(lines.Skip(end)));
    }

    // "- Owner: Lee" in a bullet under the item.
    private static string? Nested(string nested, string role)
    {
        if (nested.Length == 0)
            return null;
        foreach (var line in nested.Split('\n').Take(20))
        {
            var text = line.Trim().TrimStart('-', '*', '+', ' ');
            var plain = Inline.Plain(text.Length > 300 ? text[..300] : text);
            if (Labels.Plain(plain) is { Rest.Length: > 0 } label && IsRole(label.Name, role))
                return label.Rest;
        }
        return null;
    }

    /// <summary>Whether a line gives a value of an item: "Owner: Lee".</summary>
    internal static bool IsField(string line) =>
        Labels.Plain(Inline.Plain(line.Length > 300 ? line[..300] : line)) is { } label
        && Roles.Any(role => IsRole(label.Name, role));

    private static readonly string[] Roles = ["owner", "due", "status", "priority"];

    private static bool IsRole(string name, string role) =>
        SectionNames.Normalize(name) switch
        {
            "owner" or "owners" or "assignee" or "assigned to" or "responsible" or "dri" => role
                == "owner",
            "due" or "due date" or "deadline" or "eta" or "target date" => role == "due",
            "status" or "state" => role == "status",
            "priority" => role == "priority",
            _ => false,
        };

    private static DueWords.Due First(params ReadOnlySpan<DueWords.Due> dues)
    {
        foreach (var due in dues)
            if (due.On is not null || due.Text is not null)
                return due;
        return default;
    }

    private static bool IsStruck(string own) =>
        own.TrimStart().StartsWith("~~", StringComparison.Ordinal)
        && own.TrimEnd().TrimEnd('.').EndsWith("~~", StringComparison.Ordinal);

    [GeneratedRegex(@"^\[(?<key>[A-Z][A-Z0-9]{0,9}-\d{1,9})\]\s+")]
    private static partial Regex Key();
}
