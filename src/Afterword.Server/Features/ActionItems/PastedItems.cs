using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Server.Data;

namespace Afterword.Server.Features.ActionItems;

/// <summary>The paste form, as typed.</summary>
public sealed record PasteForm
{
    public string? Lines { get; set; }
}

/// <summary>A pasted text as it was understood.</summary>
/// <param name="Drafts">The items.</param>
/// <param name="Wrong">The lines that are none.</param>
internal sealed record Pasted(IReadOnlyList<ItemDraft> Drafts, IReadOnlyList<WrongLine> Wrong);

/// <summary>A line that became no item.</summary>
/// <param name="Number">Which line it was, from 1.</param>
/// <param name="Text">The line.</param>
/// <param name="Why">What is wrong with it.</param>
internal sealed record WrongLine(int Number, string Text, string Why);

/// <summary>Pasted lines as new items. What cannot become one is named by its line and given back for correction; the rest is written down.</summary>
internal static class PastedItems
{
    /// <summary>The most items at once; more is an import.</summary>
    public const int Most = 100;

    /// <summary>Reads the lines.</summary>
    /// <param name="db">Looks owners up.</param>
    /// <param name="text">What was pasted.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="RuleException">There is no line at all, or there are too many.</exception>
    public static async Task<Pasted> Read(AfterwordDb db, string? text, CancellationToken ct)
    {
        var lines = (text ?? "")
            .Split('\n')
            .Select((line, index) => (Text: line.Trim(), Number: index + 1))
            .Where(line => line.Text.Length > 0)
            .ToList();
        if (lines.Count is 0 or > Most)
        {
            throw new RuleException(
                nameof(PasteForm.Lines),
                lines.Count == 0
                    ? "Write at least one item here."
                    : $"These are {lines.Count} items; {Most} are the most at once."
            );
        }
        var drafts = new List<ItemDraft>(lines.Count);
        var wrong = new List<WrongLine>();
        foreach (var line in lines)
        {
            try
            {
                drafts.Add(await Draft(db, line.Text, ct));
            }
            catch (RuleException refused)
            {
                wrong.Add(new WrongLine(line.Number, line.Text, refused.Message));
            }
        }
        return new Pasted(drafts, wrong);
    }

    private static async Task<ItemDraft> Draft(AfterwordDb db, string line, CancellationToken ct)
    {
        var read =
            ItemLine.Parse(line)
            ?? throw new RuleException(
                "",
                "this is no item: it needs words of its own, at most 2,000 characters."
            );
        if (read.Key is { } key)
        {
            throw new RuleException(
                "",
                $"{key} exists already; take the key out to write a new item, or change {key} on its page."
            );
        }
        var fields = new ActionItemDetails
        {
            Title = read.Text,
            DueOn = read.DueOn,
            DueText = read.DueText ?? "",
            Priority = null,
        };
        ActionItemRules.Check(fields);
        return new ItemDraft(
            fields with
            {
                OwnerText = await Known(db, read.Owner, ct) ? "" : read.Owner ?? "",
            },
            await Known(db, read.Owner, ct) ? read.Owner! : "",
            ProposeDue: true
        );
    }

    // "@lee" must be somebody; "Lee" may be a handle, or words that stay as they are and are asked about.
    private static async Task<bool> Known(AfterwordDb db, string? owner, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(owner))
        {
            return false;
        }
        try
        {
            await Owners.Find(db, owner, ct);
            return true;
        }
        catch (RuleException) when (!owner.StartsWith('@'))
        {
            return false;
        }
    }
}
