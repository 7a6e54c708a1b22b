using Afterword.Core;
using Afterword.Core.ActionItems;
using Afterword.Core.Events;
using Afterword.Server.Data;
using Afterword.Server.Shell.Forms;

namespace Afterword.Server.Features.ActionItems;

/// <summary>What the small forms on an item's page hold, as typed.</summary>
public sealed record DeedForm
{
    public string? Reason { get; set; }
    public string? Evidence { get; set; }
    public string? DueOn { get; set; }
    public string? Owner { get; set; }
}

/// <summary>What each of those forms does to the item.</summary>
internal delegate Task ItemAnswer(AfterwordDb db, ActionItem item, DeedForm form, By by);

/// <summary>The answers people give about an item, from the typed form to the noun's verb.</summary>
internal static class ItemAnswers
{
    public static IReadOnlyDictionary<string, ItemAnswer> Named { get; } =
        new Dictionary<string, ItemAnswer>
        {
            ["start"] = At((item, _, by) => item.Start(by)),
            ["done"] = At((item, form, by) => item.Complete(by, form.Evidence ?? "")),
            ["date"] = At(Move),
            ["blocked"] = At((item, form, by) => item.Block(form.Reason ?? "", by)),
            ["reassign"] = Reassign,
            ["cancel"] = At((item, form, by) => item.Cancel(form.Reason ?? "", by)),
            ["reopen"] = At((item, form, by) => item.Reopen(form.Reason ?? "", by)),
        };

    private static void Move(ActionItem item, DeedForm form, By by)
    {
        var errors = new FieldErrors();
        var dueOn = TypedDate.Read(form.DueOn, errors);
        if (errors.Any)
        {
            throw new RuleException("dueOn", errors.All[0].Message);
        }
        if (dueOn == item.DueOn)
        {
            throw new RuleException("dueOn", "This is the date it has already; write another.");
        }
        item.MoveDueDate(dueOn, form.Reason ?? "", by);
    }

    private static async Task Reassign(AfterwordDb db, ActionItem item, DeedForm form, By by)
    {
        var (owner, words) = await Owners.Change(db, item, form.Owner, default);
        item.Reassign(owner.Person, owner.Team, form.Reason ?? "", by, words);
    }

    private static ItemAnswer At(Action<ActionItem, DeedForm, By> act) =>
        (_, item, form, by) =>
        {
            act(item, form, by);
            return Task.CompletedTask;
        };
}
