using System.Globalization;
using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Core.Incidents;
using Afterword.Server.Data;
using Microsoft.EntityFrameworkCore;

namespace Afterword.Server.Features.PostMortems.Writing;

/// <summary>Action items written in the editor: a row each, or the one-line form in its first cell; saved with the post-mortem.</summary>
internal static class NewItems
{
    /// <summary>Reads the rows; what cannot be read is said at its field.</summary>
    /// <param name="form">What was typed.</param>
    /// <param name="incident">The incident they come of.</param>
    /// <param name="policy">Proposes dates for rows that have none.</param>
    /// <param name="today">The writer's day.</param>
    /// <param name="by">Who writes.</param>
    /// <param name="wrong">Takes what is wrong.</param>
    /// <returns>The deed that adds them; null when there are none.</returns>
    public static Func<AfterwordDb, Task>? Read(
        PostMortemForm form,
        Incident incident,
        DueDatePolicy policy,
        DateOnly today,
        By by,
        Action<string, string> wrong
    )
    {
        var drafts = new List<(int Row, ActionItemDetails Details, string Owner)>();
        for (var i = 0; i < (form.Items?.Count ?? 0); i++)
        {
            if (One(form.Items![i], i, wrong) is { } read)
            {
                var due =
                    read.Details.DueOn
                    ?? (
                        read.Details.DueText.Length > 0
                            ? null
                            : policy.Propose(read.Details.Priority, incident.Severity, today)
                    );
                drafts.Add((i, read.Details with { DueOn = due }, read.Owner));
            }
        }
        return drafts.Count == 0 ? null : db => Add(db, incident.Number, drafts, by);
    }

    private static (ActionItemDetails Details, string Owner)? One(
        PostMortemForm.ItemRow row,
        int i,
        Action<string, string> wrong
    )
    {
        var title = PostMortemForm.Plain(row.Title);
        if (title.Length == 0)
        {
            if (PostMortemForm.Plain(row.Owner + row.DueOn).Length > 0)
            {
                wrong(
                    $"Items[{i}].Title",
                    "What is to be done? Empty all cells to leave the row out."
                );
            }
            return null;
        }
        var line = ItemLine.Parse(title);
        var due = line?.DueOn;
        if (PostMortemForm.Plain(row.DueOn) is { Length: > 0 } typed)
        {
            if (
                DateOnly.TryParseExact(
                    typed,
                    "yyyy-MM-dd",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var day
                )
            )
            {
                due = day;
            }
            else
            {
                wrong($"Items[{i}].DueOn", $"“{typed}” is no date. Write it as 2026-12-24.");
            }
        }
        var details = new ActionItemDetails
        {
            Title = line?.Text ?? title,
            DueOn = due,
            DueText = due is null ? line?.DueText ?? "" : "",
            Priority = SnakeCase.TryParse<Priority>(row.Priority, out var priority)
                ? priority
                : null,
        };
        try
        {
            ActionItemRules.Check(details);
        }
        catch (RuleException refused)
        {
            wrong($"Items[{i}].Title", refused.Message);
        }
        return (
            details,
            PostMortemForm.Plain(row.Owner) is { Length: > 0 } owner ? owner : line?.Owner ?? ""
        );
    }

    private static async Task Add(
        AfterwordDb db,
        int incident,
        List<(int Row, ActionItemDetails Details, string Owner)> drafts,
        By by
    )
    {
        foreach (var (row, details, owner) in drafts)
        {
            var handle = owner.Trim().TrimStart('@').ToLowerInvariant();
            var person = await db
                .People.Where(p => p.Active && p.Handle == handle)
                .Select(p => (int?)p.Id)
                .FirstOrDefaultAsync();
            var team = person is null
                ? await db
                    .Teams.Where(t => t.Handle == handle)
                    .Select(t => (int?)t.Id)
                    .FirstOrDefaultAsync()
                : null;
            if (handle.Length > 0 && person is null && team is null)
            {
                throw new RuleException(
                    $"Items[{row}].Owner",
                    $"Nobody here is called @{handle}. Write a handle of a person or a team, such as @lee."
                );
            }
            var owners = new OwnerWords(
                person is { } p
                    ? new Dictionary<int, string> { [p] = handle }
                    : OwnerWords.None.People,
                team is { } t ? new Dictionary<int, string> { [t] = handle } : OwnerWords.None.Teams
            );
            try
            {
                var owned = details with { OwnerId = person, OwnerTeamId = team };
                db.ActionItems.Add(
                    ActionItem.Add(await db.NextItem(), incident, owned, by, owners: owners)
                );
            }
            catch (RuleException refused)
            {
                var cell = refused.Field == "dueOn" ? "DueOn" : "Title";
                throw new RuleException($"Items[{row}].{cell}", refused.Message);
            }
        }
    }
}
