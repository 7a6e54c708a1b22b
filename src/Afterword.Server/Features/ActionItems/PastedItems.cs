using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Server.Data;

namespace Afterword.Server.Features.ActionItems;

/// <summary>The paste form, as typed.</summary>
public sealed record PasteForm
{
    public string? Lines { get; set; }
}

/// <summary>Pasted lines as new items. Every line that is not empty must become one; what cannot is named by its line.</summary>
internal static class PastedItems
{
    /// <summary>The most items at once; more is an import.</summary>
    public const int Most = 100;

    /// <summary>Reads the lines.</summary>
    /// <param name="db">Looks owners up.</param>
    /// <param name="text">What was pasted.</param>
    /// <param name="wrong">Takes the number of a line, from 1, and what is wrong with it.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<IReadOnlyList<ItemDraft>> Read(
        AfterwordDb db,
        string? text,
        Action<int, string> wrong,
        CancellationToken ct
    )
    {
        var lines = (text ?? "")
            .Split('\n')
            .Select((line, index) => (Text: line.Trim(), Number: index + 1))
            .Where(line => line.Text.Length > 0)
            .ToList();
        if (lines.Count is 0 or > Most)
        {
            wrong(
                1,
                lines.Count == 0
                    ? "write at least one item here."
                    : $"these are {lines.Count} items; {Most} are the most at once."
            );
            return [];
        }
        var drafts = new List<ItemDraft>(lines.Count);
        foreach (var line in lines)
        {
            try
            {
                drafts.Add(await Draft(db, line.Text, ct));
            }
            catch (RuleException refused)
            {
                wrong(line.Number, refused.Message);
            }
        }
        return drafts;
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
